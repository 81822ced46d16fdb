public import CatalogModel

/// Asks whether SKUs can be had in a customer's subscription and region.
///
/// Source: "Check inventory".
public struct InventoryCheckRequest: Encodable, Sendable, Hashable {
  /// A product, or one of its SKUs.
  public struct Target: Encodable, Sendable, Hashable {
    /// The product to check.
    public var productId: ProductID
    /// `nil` asks for every SKU of the product.
    public var skuId: SKUID?

    /// Creates a target. The ids are not checked.
    public init(productID: ProductID, skuID: SKUID?) {
      productId = productID
      skuId = skuID
    }
  }

  /// The products and SKUs to check; the service takes several in one request.
  public var targetItems: [Target]
  /// Exactly the SKU's inventory variables with their values: `customerId`, `azureSubscriptionId`, `armRegionName`.
  public var inventoryContext: [String: String]

  /// Creates a request. The context is sent as given.
  public init(targetItems: [Target], inventoryContext: [String: String]) {
    self.targetItems = targetItems
    self.inventoryContext = inventoryContext
  }
}

/// What the service answers for one SKU. A SKU it leaves out of its answer is unknown, not unrestricted.
public struct InventoryItem: WireResource, Hashable {
  /// The product of the check.
  public var productID: ProductID
  /// The SKU; `nil` where the response speaks of the whole product.
  public var skuID: SKUID?
  /// Where the response omits it: whether there are restrictions.
  public var isRestricted: Bool
  /// Empty for an unrestricted SKU.
  public var restrictions: [InventoryRestriction]

  /// Reads the result for one SKU.
  ///
  /// - Throws: where `productId` is missing.
  public init(_ object: WireObject) throws {
    productID = ProductID(try object.required("productId"))
    skuID = object.identifier("skuId").map { SKUID($0) }
    restrictions = (object.value("restrictions")?.elements ?? []).map(InventoryRestriction.init)
    isRestricted = object.bool("isRestricted") ?? !restrictions.isEmpty
  }
}

/// Why a SKU cannot be had, as received: what it is about stands in properties of any shape.
///
/// Source: "Check inventory", and recorded answers whose properties hold lists, such as `"values": ["P5Y"]`.
public struct InventoryRestriction: Encodable, Hashable, Sendable {
  /// An object with all that the service sent.
  public var received: JSONValue

  /// `NotAvailableForSubscription`, …: an open set; empty where there is none.
  public var reasonCode: String { received["reasonCode"]?.text ?? "" }
  /// The service's explanation, for people; empty where there is none. Untrusted text.
  public var description: String { received["description"]?.text ?? "" }
  /// Such as `type`: `Location`, `values`: `japanwest`.
  public var properties: JSONValue { received["properties"] ?? .object([:]) }

  /// Creates a restriction from any JSON value.
  public init(_ received: JSONValue) { self.received = received }

  /// Writes all that was received, and beside it the documented keys that are missing.
  public func encode(to encoder: any Encoder) throws {
    guard case .object(var members) = received else { return try received.encode(to: encoder) }
    if received["reasonCode"] == nil { members["reasonCode"] = .string("") }
    if received["description"] == nil { members["description"] = .string("") }
    if received["properties"] == nil { members["properties"] = .object([:]) }
    try JSONValue.object(members).encode(to: encoder)
  }
}

extension JSONValue {
  /// The elements of a list, or the one value in the place of a list; nothing for null.
  fileprivate var elements: [JSONValue] {
    switch self {
    case .array(let elements): elements.filter { $0 != .null }
    case .null: []
    default: [self]
    }
  }
}
