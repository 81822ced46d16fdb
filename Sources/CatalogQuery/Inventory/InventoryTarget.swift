public import CatalogModel

/// A SKU to run an inventory check for.
public struct InventoryTarget: Sendable, Hashable {
  /// The SKU to check.
  public var sku: SKUReference
  /// The title of the SKU, as received.
  public var title: String
  /// The market of the customer.
  public var market: Market
  /// The variables of the check, as the catalog names them: `CustomerId`, `AzureSubscriptionId`, `ArmRegionName`.
  public var variables: [String]
  /// The region of the SKU, such as `westus2`; `nil` where it has none.
  public var region: String?
  /// Whether an order requires the check.
  public var isCheckRequired: Bool

  /// A target; nothing is checked.
  public init(
    sku: SKUReference, title: String, market: Market, variables: [String], region: String?, isCheckRequired: Bool
  ) {
    self.sku = sku
    self.title = title
    self.market = market
    self.variables = variables
    self.region = region
    self.isCheckRequired = isCheckRequired
  }
}

extension Catalog {
  /// The SKUs of an id in a customer's market, as inventory checks need them, in the order of ids.
  ///
  /// - Parameters:
  ///   - item: a product, a SKU or a CatalogItemId.
  ///   - customer: a text (an id, a domain or a sufficient part of a name), a `CustomerID` or a ``CustomerRecord``.
  /// - Returns: the customer, and no targets where its market offers none of them.
  /// - Throws: ``CatalogError``: no customer matches, several do, or its market is unknown; the text is not an id.
  public func inventoryTargets(
    of item: String, for customer: some CustomerReference
  ) throws(CatalogError) -> (customer: CustomerRecord, targets: [InventoryTarget]) {
    try read { snapshot throws -> (customer: CustomerRecord, targets: [InventoryTarget]) in
      let customer = try snapshot.requireCustomer(customer)
      try customer.requireRelationship()
      let market = try customer.requireMarket()
      guard let reference = ItemReference(parsing: item) else { throw CatalogError.itemUnreadable(item) }
      guard let named = try snapshot.namedItem(reference, in: [market]) else { return (customer, []) }
      return (customer, try snapshot.inventoryTargets(of: named, in: market))
    }
  }
}

extension Snapshot {
  func inventoryTargets(of named: NamedItem, in market: Market) throws -> [InventoryTarget] {
    let lookups = try Lookups(db)
    var candidates = Candidates(db: db, selection: .named(named))
    candidates.markets = lookups.numbers(of: [market])
    var found: [SKUReference: InventoryTarget] = [:]
    try candidates.forEach { candidate in
      guard let item = try item(candidate) else { return }
      let required = item.purchasePrerequisites.contains { $0.lowercased() == "inventorycheck" }
      // Read in both scopes: the variables of either are required.
      if let known = found[item.sku], known.isCheckRequired || !required { return }
      found[item.sku] = InventoryTarget(
        sku: item.sku, title: item.skuTitle, market: market, variables: item.inventoryVariables,
        region: try SKUFacts(text: Int64(candidate.text), db).region, isCheckRequired: required)
    }
    return found.values.sorted { $0.sku < $1.sku }
  }
}
