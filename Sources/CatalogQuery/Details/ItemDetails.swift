public import CatalogModel
public import Foundation

/// Everything the catalog holds about a product, a SKU or an availability.
public struct ItemDetails: Sendable, Hashable {
  /// The product, also for the details of a SKU or an availability.
  public var productID: ProductID
  /// The title of the product, as received.
  public var title: String
  /// The description of the product, as received; empty where the service gives none.
  public var description: String
  /// The id of the product type, such as `OnlineServicesNCE`; empty where the service gives none.
  public var productType: String
  /// The id of the sub-type; empty where the service gives none.
  public var productSubType: String
  /// The publisher's name; empty where the service gives none.
  public var publisher: String
  /// `nil` where the service does not say.
  public var isMicrosoftProduct: Bool?
  /// The market scopes that hold or held the product.
  public var places: [ProductPlace]
  /// The SKUs of the product in the order of their ids, or the one that was asked for.
  public var skus: [SKUDetails]
  /// Removed items, the latest removal first.
  public var removed: [RemovedItem]
  /// The changes, newest last.
  public var history: [ChangeRecord]
}

/// A product in one market scope.
public struct ProductPlace: Sendable, Hashable {
  /// The market of the product list.
  public var market: Market
  /// Set for reservation products read under an Azure plan; `nil` otherwise.
  public var reservationScope: ReservationScope?
  /// When a sync first found the product here.
  public var firstSeenAt: Date
  /// When the service last showed the product as it is here.
  public var confirmedAt: Date
  /// Whole seconds between ``confirmedAt`` and the moment of the answer; since 1970 where that lies ahead.
  public var ageSeconds: Int
  /// When a sync found the product to be gone; `nil` while it is there.
  public var removedAt: Date?
}

/// A SKU with its items.
public struct SKUDetails: Sendable, Hashable {
  /// The id within the product; a key only together with ``ItemDetails/productID``.
  public var skuID: SKUID
  /// The title of the SKU, as received.
  public var title: String
  /// The description of the SKU, as received; empty where the service gives none.
  public var description: String
  /// The smallest quantity of an order.
  public var minimumQuantity: Int
  /// The largest quantity of an order; 999999999 means no limit.
  public var maximumQuantity: Int
  /// Whether the SKU is a trial.
  public var isTrial: Bool
  /// The prerequisites of an order, such as `InventoryCheck`, as received; empty for none.
  public var purchasePrerequisites: [String]
  /// The variables of an inventory check, such as `ArmRegionName`; empty where it takes none.
  public var inventoryVariables: [String]
  /// The variables of a cart line's provisioning context, such as `Scope`; empty where it takes none.
  public var provisioningVariables: [String]
  /// The billing cycles that the SKU supports, such as `monthly`, as received; empty where the service names none.
  public var billingCycles: [String]
  /// The service's dynamic attributes: a JSON object as text.
  public var attributes: String
  /// The kind of attestation an order must accept.
  public var attestation: String?
  /// The SKUs that an add-on extends, one of which must be bought before; empty for anything else.
  public var prerequisiteSKUs: [SKUReference]
  /// What the offer matrix says of the SKU; `nil` where no matrix was read, or it does not list the SKU.
  public var offerMatrix: OfferLimits?
  /// The markets where the SKU is listed, with or without items.
  public var markets: [Market]
  /// The current items of the SKU; empty where none is left.
  public var items: [CatalogItem]
}

/// A removed item.
public struct RemovedItem: Sendable, Hashable {
  /// The id that ordered the item.
  public var catalogItemID: CatalogItemID
  /// The SKU of the item.
  public var skuID: SKUID
  /// The market the item was sold in.
  public var market: Market
  /// The segment of the item's customers.
  public var segment: Segment
  /// Set for reservation products read under an Azure plan; `nil` otherwise.
  public var reservationScope: ReservationScope?
  /// When a sync first found the item.
  public var firstSeenAt: Date
  /// When a sync found the item to be gone.
  public var removedAt: Date
}
