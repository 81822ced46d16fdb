extension Catalog {
  /// What a customer can buy, best match first: every availability is an item of its own, with a verdict.
  ///
  /// The market is the customer's billing country. Open are commercial offers and those of the segments for which the
  /// customer has an approved qualification. Blocked items, also those that are gone, are part of the answer only where
  /// ``PurchaseOptions/includesBlocked`` asks for them or the text is an id.
  ///
  /// - Parameters:
  ///   - customer: an id, a domain, or enough of a name.
  ///   - text: words or an id, as in ``search(_:_:)``; blank for everything.
  /// - Throws: ``CatalogError``: no customer matches, several do, or the customer's market is not known. That nothing
  ///   matches is an empty answer.
  public func purchasableItems(
    for customer: String, matching text: String = "", _ options: PurchaseOptions = PurchaseOptions()
  ) throws -> PurchaseAnswer {
    try read { try $0.purchasableItems(for: $0.requireCustomer(customer), $0.selection(text), options) }
  }

  /// Why an item is not offered to a customer, or that it is.
  ///
  /// - Parameters:
  ///   - customer: an id, a domain, or enough of a name.
  ///   - item: an id in any of its forms.
  /// - Throws: ``CatalogError``: as ``purchasableItems(for:matching:_:)``, and where the text is no id.
  public func explain(customer: String, item: String) throws -> Explanation {
    try read { try $0.explain(customer: $0.requireCustomer(customer), item: item) }
  }
}
