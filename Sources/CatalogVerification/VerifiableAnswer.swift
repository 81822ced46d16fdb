import CatalogModel
public import CatalogQuery

/// An answer about one customer whose items can be verified at the service.
public protocol VerifiableAnswer: Sendable {
  /// The customer of the question.
  var customer: CustomerRecord { get }
  /// The items of the answer, as the catalog holds them.
  var catalogItems: [CatalogItem] { get }
  /// The age in seconds of an answer without items: that of the market; `nil` for a market that was never fully synced.
  var ageWithoutItems: Int? { get }
  /// The answer with other verdicts.
  func mapItems(_ transform: (PurchasableItem) -> PurchasableItem) -> Self
}

extension VerifiableAnswer {
  /// The age in seconds of the oldest item, or that of the answer where it has none; `nil` for an unknown age.
  public var oldestAge: Int? { catalogItems.map(\.ageSeconds).max() ?? ageWithoutItems }

  /// The answer with the verdicts that a verification leaves.
  ///
  /// - Parameter report: what the service answered about the items.
  /// - Returns: the same items; one that the customer's own catalog does not show has the step `customerCatalog`.
  public func judged(by report: VerificationReport) -> Self {
    let found = Dictionary(report.items.map { ($0.catalogItemID, $0) }, uniquingKeysWith: { first, _ in first })
    return mapItems { $0.judged(by: found[$0.item.catalogItemID], for: customer) }
  }
}

extension PurchaseAnswer: VerifiableAnswer {
  /// The items of the page.
  public var catalogItems: [CatalogItem] { items.map(\.item) }
  /// The age of the customer's market.
  public var ageWithoutItems: Int? { marketReading?.ageSeconds }

  /// The answer with other verdicts on its page.
  public func mapItems(_ transform: (PurchasableItem) -> PurchasableItem) -> PurchaseAnswer {
    var answer = self
    answer.items = items.map(transform)
    return answer
  }
}

extension Resolution: VerifiableAnswer {
  /// The item that was resolved; none where a choice is missing.
  public var catalogItems: [CatalogItem] { item.map { [$0.item] } ?? [] }
  /// An answer without an item rests on no age.
  public var ageWithoutItems: Int? { 0 }

  /// The resolution with another verdict.
  public func mapItems(_ transform: (PurchasableItem) -> PurchasableItem) -> Resolution {
    var resolution = self
    resolution.item = item.map(transform)
    return resolution
  }
}

extension PurchasableItem {
  /// The item, with the result of a verification in the customer's own catalog.
  fileprivate func judged(by verification: ItemVerification?, for customer: CustomerRecord) -> PurchasableItem {
    guard let verification else { return self }
    if verification.isInCustomerCatalog == false { return notShown(to: customer) }
    guard verification.state == .refused, let refusal = verification.refusal, refusal.catalog == .customer else {
      return self
    }
    return notShown(to: customer, because: "\(refusal)")
  }
}
