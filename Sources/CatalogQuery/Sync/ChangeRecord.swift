public import CatalogModel
public import Foundation

/// One line of the change log.
public struct ChangeRecord: Sendable, Hashable {
  /// Grows with each change; unique in the file.
  public var changeID: Int64
  /// The run that found the change, as in ``RunRecord/runID``.
  public var runID: Int64
  /// When the run found the change; the service does not say when it happened.
  public var at: Date
  /// The kind of change.
  public var kind: ChangeKind
  /// The kind of thing that changed.
  public var entity: ChangedEntity
  /// The market of the change; each market has changes of its own.
  public var market: Market
  /// The segment of an availability; `nil` for products and SKUs.
  public var segment: Segment?
  /// Set for reservation products read under an Azure plan; `nil` otherwise.
  public var reservationScope: ReservationScope?
  /// The product that changed, or that holds the changed SKU or availability.
  public var productID: ProductID
  /// The SKU that changed or that holds the changed availability; `nil` for a product.
  public var skuID: SKUID?
  /// The availability that changed; `nil` for products and SKUs.
  public var availabilityID: AvailabilityID?
  /// The name of the changed field in the service's JSON; `nil` unless ``kind`` is `changed`.
  public var field: String?
  /// The value before, as text; `nil` where there was none.
  public var oldValue: String?
  /// The value after, as text; `nil` where there is none.
  public var newValue: String?
  /// The newest title of the product, as received, also of one that is removed; empty where none was ever read.
  public var productTitle = ""
  /// The newest title of the SKU; `nil` for a change of a product.
  public var skuTitle: String?
}

extension ChangeRecord: Codable {
  enum CodingKeys: String, CodingKey {
    case changeID = "changeId"
    case runID = "runId"
    case at, kind, entity, market, segment, reservationScope
    case productID = "productId"
    case skuID = "skuId"
    case availabilityID = "availabilityId"
    case field, oldValue, newValue, productTitle, skuTitle
  }

  /// Reads the JSON of ``encode(to:)``; keys that it does not know are no error.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    changeID = try container.decode(Int64.self, forKey: .changeID)
    runID = try container.decode(Int64.self, forKey: .runID)
    at = try container.time(forKey: .at)
    kind = try container.decode(ChangeKind.self, forKey: .kind)
    entity = try container.decode(ChangedEntity.self, forKey: .entity)
    market = try container.decode(Market.self, forKey: .market)
    segment = try container.decodeIfPresent(Segment.self, forKey: .segment)
    reservationScope = try container.decodeIfPresent(ReservationScope.self, forKey: .reservationScope)
    productID = try container.decode(ProductID.self, forKey: .productID)
    skuID = try container.decodeIfPresent(SKUID.self, forKey: .skuID)
    availabilityID = try container.decodeIfPresent(AvailabilityID.self, forKey: .availabilityID)
    field = try container.decodeIfPresent(String.self, forKey: .field)
    oldValue = try container.decodeIfPresent(String.self, forKey: .oldValue)
    newValue = try container.decodeIfPresent(String.self, forKey: .newValue)
    productTitle = try container.decodeIfPresent(String.self, forKey: .productTitle) ?? ""
    skuTitle = try container.decodeIfPresent(String.self, forKey: .skuTitle)
  }

  /// Writes every key, null where there is nothing.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(changeID, forKey: .changeID)
    try container.encode(runID, forKey: .runID)
    try container.encode(at.iso8601Text, forKey: .at)
    try container.encode(kind, forKey: .kind)
    try container.encode(entity, forKey: .entity)
    try container.encode(market, forKey: .market)
    try container.encode(segment, forKey: .segment)
    try container.encode(reservationScope, forKey: .reservationScope)
    try container.encode(productID, forKey: .productID)
    try container.encode(skuID, forKey: .skuID)
    try container.encode(availabilityID, forKey: .availabilityID)
    try container.encode(field, forKey: .field)
    try container.encode(oldValue, forKey: .oldValue)
    try container.encode(newValue, forKey: .newValue)
    try container.encode(productTitle, forKey: .productTitle)
    try container.encode(skuTitle, forKey: .skuTitle)
  }
}
