/// The common properties of availabilities of a market scope that search filters by.
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

  /// Reads a stored class: `terms` such as `P1Y/annual P1Y/monthly`, `prerequisites` such as
  /// `AzureSubscriptionRegistration InventoryCheck`.
  init(segment: Int32, currency: String, isPurchasable: Bool, stored terms: String, prerequisites: String) {
    let blank = UInt8(ascii: " ")
    self.init(
      segment: segment, currency: currency, isPurchasable: isPurchasable,
      terms: terms.utf8.split(separator: blank).map { term in
        let mark = term.firstIndex(of: UInt8(ascii: "/")) ?? term.endIndex
        return ClassTerm(
          duration: String(Substring(term[..<mark])), billingCycle: String(Substring(term[mark...].dropFirst())))
      }, prerequisites: prerequisites.utf8.split(separator: blank).map { String(Substring($0)) })
  }
}

/// A term of a class: `P1Y`, `monthly`.
struct ClassTerm: Sendable, Hashable {
  /// Upper case.
  var duration: String
  /// Lower case; empty where none is given.
  var billingCycle: String
}
