package import CatalogModel

/// The result of an inventory check of one SKU for a subscription and a region.
package struct InventoryRecord: Sendable, Hashable {
  package var customer: CustomerID
  package var subscription: String
  /// As the service names it, such as `westus2`; empty where the SKU has none.
  package var region: String
  package var sku: SKUReference
  /// Whether it is restricted; `nil` where the service left the SKU out of its response: unknown, not unrestricted.
  package var isRestricted: Bool?
  /// A JSON array, as received.
  package var restrictions: String
  /// The SKU's inventory variables with the values that were sent.
  package var context: [String: String]

  package init(
    customer: CustomerID, subscription: String, region: String, sku: SKUReference, isRestricted: Bool?,
    restrictions: String = "[]", context: [String: String]
  ) {
    self.customer = customer
    self.subscription = GUID.canonical(subscription)
    self.region = region
    self.sku = sku
    self.isRestricted = isRestricted
    self.restrictions = restrictions
    self.context = context
  }
}
