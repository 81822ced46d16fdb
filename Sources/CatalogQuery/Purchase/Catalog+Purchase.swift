extension Catalog {
  /// What a customer can buy.
  public func purchasableItems(
    for customer: String, matching text: String = "", _ options: PurchaseOptions = PurchaseOptions()
  ) throws -> PurchaseAnswer {
    try read { PurchaseAnswer(customer: try $0.requireCustomer(customer), total: 0, items: [], marketState: nil) }
  }
  /// Why an item is not offered to a customer, or that it is.
  public func explain(customer: String, item: String) throws -> Explanation {
    try read {
      Explanation(
        customer: try $0.requireCustomer(customer), item: item, verdict: .blocked, isKnown: false, message: "",
        reasons: [], steps: [], markets: [], items: [])
    }
  }
}
