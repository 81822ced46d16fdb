public import CatalogModel
public import Foundation

/// Everything the store knows of a product, a SKU or an availability.
public struct ItemDetails: Sendable, Hashable {
  public var productID: ProductID
  public var title: String
  public var description: String
  public var productType: String
  public var productSubType: String
  public var publisher: String
  /// `nil` where the service does not say.
  public var isMicrosoftProduct: Bool?
  /// The markets and scopes that the product stands in, or stood in.
  public var places: [ProductPlace]
  public var skus: [SKUDetails]
  /// What is gone, the latest removal first.
  public var removed: [RemovedItem]
  /// The changes of it, newest last.
  public var history: [ChangeRecord]
}

/// A product in one market and scope.
public struct ProductPlace: Sendable, Hashable {
  public var market: Market
  public var reservationScope: ReservationScope?
  public var firstSeenAt: Date
  public var confirmedAt: Date
  public var ageSeconds: Int
  /// When the product was found to be gone; `nil` while it is there.
  public var removedAt: Date?
}

/// A SKU with its items.
public struct SKUDetails: Sendable, Hashable {
  public var skuID: SKUID
  public var title: String
  public var description: String
  public var minimumQuantity: Int
  public var maximumQuantity: Int
  public var isTrial: Bool
  public var purchasePrerequisites: [String]
  public var inventoryVariables: [String]
  public var provisioningVariables: [String]
  public var billingCycles: [String]
  /// The service's dynamic attributes: a JSON object as text.
  public var attributes: String
  /// The kind of attestation an order must accept.
  public var attestation: String?
  /// What must be bought before, for an add-on.
  public var prerequisiteSKUs: [SKUReference]
  /// The markets where the SKU is listed, with or without items.
  public var markets: [Market]
  public var items: [CatalogItem]
}

/// An item that is gone, as it was.
public struct RemovedItem: Sendable, Hashable {
  public var catalogItemID: CatalogItemID
  public var skuID: SKUID
  public var market: Market
  public var segment: Segment
  public var reservationScope: ReservationScope?
  public var firstSeenAt: Date
  public var removedAt: Date
}
