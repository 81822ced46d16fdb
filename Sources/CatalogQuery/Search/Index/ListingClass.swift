/// What availabilities of a place have in common, as search may narrow by it.
struct ListingClass: Sendable, Hashable {
  var segment: Int32
  var currency: String
  var isPurchasable: Bool
  var terms: [ClassTerm]

  init(segment: Int32, currency: String, isPurchasable: Bool, terms: [ClassTerm]) {
    self.segment = segment
    self.currency = currency
    self.isPurchasable = isPurchasable
    self.terms = terms
  }

  /// - Parameter terms: as stored: `P1Y/annual P1Y/monthly`.
  init(segment: Int32, currency: String, isPurchasable: Bool, stored terms: String) {
    self.init(
      segment: segment, currency: currency, isPurchasable: isPurchasable,
      terms: terms.split(separator: " ").map { term in
        let parts = term.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        return ClassTerm(duration: String(parts[0]), billingCycle: parts.count > 1 ? String(parts[1]) : "")
      })
  }
}

/// A term of a class: `P1Y`, `monthly`.
struct ClassTerm: Sendable, Hashable {
  /// Upper case.
  var duration: String
  /// Lower case; empty where none is given.
  var billingCycle: String
}
