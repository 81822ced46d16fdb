public import CatalogModel
public import Foundation

/// One line of the change log.
public struct ChangeRecord: Sendable, Hashable {
  /// What happened.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    case added, changed, removed, returned
    /// The same thing under a new id.
    case reissued
  }

  /// To what.
  public enum Entity: String, Sendable, Codable {
    case product, sku, availability
  }

  public var changeID: Int64
  public var runID: Int64
  public var at: Date
  public var kind: Kind
  public var entity: Entity
  public var market: Market
  public var segment: Segment?
  public var reservationScope: ReservationScope?
  public var productID: ProductID
  public var skuID: SKUID?
  public var availabilityID: AvailabilityID?
  /// The field's name on the wire.
  public var field: String?
  public var oldValue: String?
  public var newValue: String?
}

extension ChangeRecord: Encodable {
  enum CodingKeys: String, CodingKey {
    case changeID = "changeId"
    case runID = "runId"
    case at, kind, entity, market, segment, reservationScope
    case productID = "productId"
    case skuID = "skuId"
    case availabilityID = "availabilityId"
    case field, oldValue, newValue
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
  }
}
