public import CatalogModel

/// A check of the availability of SKUs for a customer's subscription and region.
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
  /// The values of exactly the SKU's inventory variables: `customerId`, `azureSubscriptionId`, `armRegionName`.
  public var inventoryContext: [String: String]

  /// Creates a request. The context is sent as given.
  public init(targetItems: [Target], inventoryContext: [String: String]) {
    self.targetItems = targetItems
    self.inventoryContext = inventoryContext
  }
}

/// The result for one SKU. A SKU that the response omits is unknown, not unrestricted.
public struct InventoryItem: WireResource, Hashable {
  /// The product of the check.
  public var productID: ProductID
  /// The SKU; `nil` where the response speaks of the whole product.
  public var skuID: SKUID?
  /// Whether the SKU is restricted; if the response omits it, whether there are restrictions.
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

/// A reason why a SKU is unavailable, as received: its details are properties of any shape.
///
/// Source: "Check inventory", and recorded responses with lists as properties, such as `"values": ["P5Y"]`.
public struct InventoryRestriction: Encodable, Hashable, Sendable {
  /// The complete object as received.
  public var received: JSONValue

  /// `NotAvailableForSubscription`, …: an open set; empty where there is none.
  public var reasonCode: String { received["reasonCode"]?.text ?? "" }
  /// The service's explanation, for people; empty where there is none. Untrusted text.
  public var description: String { received["description"]?.text ?? "" }
  /// `type`: `Location`, `values`: `japanwest`, and others; empty where there are none.
  public var properties: JSONValue { received["properties"] ?? .object([:]) }

  /// Creates a restriction from any JSON value.
  public init(_ received: JSONValue) { self.received = received }

  /// Writes all members received, and adds the documented keys that are missing.
  public func encode(to encoder: any Encoder) throws {
    guard case .object(var members) = received else { return try received.encode(to: encoder) }
    if received["reasonCode"] == nil { members["reasonCode"] = .string("") }
    if received["description"] == nil { members["description"] = .string("") }
    if received["properties"] == nil { members["properties"] = .object([:]) }
    try JSONValue.object(members).encode(to: encoder)
  }
}

extension JSONValue {
  /// The elements of a list, or a single value as one element; empty for null.
  fileprivate var elements: [JSONValue] {
    switch self {
    case .array(let elements): elements.filter { $0 != .null }
    case .null: []
    default: [self]
    }
  }
}
