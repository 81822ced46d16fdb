/// What availabilities of a place have in common, as search may narrow by it.
struct ListingClass: Sendable, Hashable {
  var segment: Int32
  var currency: String
  var isPurchasable: Bool
  var terms: [ClassTerm]
  var prerequisites: [String]

  init(segment: Int32, currency: String, isPurchasable: Bool, terms: [ClassTerm], prerequisites: [String]) {
    self.segment = segment
    self.currency = currency
    self.isPurchasable = isPurchasable
    self.terms = terms
    self.prerequisites = prerequisites
  }

  /// - Parameters:
  ///   - terms: as stored: `P1Y/annual P1Y/monthly`.
  ///   - prerequisites: as stored: `AzureSubscriptionRegistration InventoryCheck`.
  init(segment: Int32, currency: String, isPurchasable: Bool, stored terms: String, prerequisites: String) {
    self.init(
      segment: segment, currency: currency, isPurchasable: isPurchasable,
      terms: terms.split(separator: " ").map { term in
        let parts = term.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        return ClassTerm(duration: String(parts[0]), billingCycle: parts.count > 1 ? String(parts[1]) : "")
      }, prerequisites: prerequisites.split(separator: " ").map(String.init))
  }
}

/// A term of a class: `P1Y`, `monthly`.
struct ClassTerm: Sendable, Hashable {
  /// Upper case.
  var duration: String
  /// Lower case; empty where none is given.
  var billingCycle: String
}
