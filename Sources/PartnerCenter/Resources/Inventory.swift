public import CatalogModel

/// Asks whether SKUs can be had in a customer's subscription and region.
///
/// Source: "Check inventory".
public struct InventoryCheckRequest: Encodable, Sendable, Hashable {
  public struct Target: Encodable, Sendable, Hashable {
    public var productId: ProductID
    /// `nil` asks for every SKU of the product.
    public var skuId: SKUID?

    public init(productID: ProductID, skuID: SKUID?) {
      productId = productID
      skuId = skuID
    }
  }

  public var targetItems: [Target]
  /// Exactly the SKU's inventory variables with their values: `customerId`, `azureSubscriptionId`, `armRegionName`.
  public var inventoryContext: [String: String]

  public init(targetItems: [Target], inventoryContext: [String: String]) {
    self.targetItems = targetItems
    self.inventoryContext = inventoryContext
  }
}

/// What the service answers for one SKU. A SKU it leaves out of its answer is unknown, not unrestricted.
public struct InventoryItem: WireResource, Hashable {
  public var productID: ProductID
  public var skuID: SKUID?
  public var isRestricted: Bool
  public var restrictions: [InventoryRestriction]

  public init(_ object: WireObject) throws {
    productID = ProductID(try object.required("productId"))
    skuID = object.string("skuId").map { SKUID($0) }
    restrictions = object.list("restrictions")
    isRestricted = object.bool("isRestricted") ?? !restrictions.isEmpty
  }
}

/// Why a SKU cannot be had.
public struct InventoryRestriction: WireResource, Encodable, Hashable {
  /// `NotAvailableForSubscription`, …: an open set.
  public var reasonCode: String
  public var description: String
  /// Such as `type`: `Location`, `values`: `japanwest`.
  public var properties: [String: String]

  public init(_ object: WireObject) throws {
    reasonCode = object.string("reasonCode") ?? ""
    description = object.string("description") ?? ""
    if case .object(let members)? = object.value("properties") {
      properties = members.compactMapValues(\.text)
    } else {
      properties = [:]
    }
  }
}
