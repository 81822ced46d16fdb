public import CatalogModel
public import Foundation

/// A price of a SKU in a market, with its key.
@dynamicMemberLookup
public struct PriceRecord: Sendable, Hashable, Encodable {
  /// The product of the SKU.
  public var productID: ProductID
  /// The SKU, as the catalog writes it.
  public var skuID: SKUID
  /// The market of the sheet.
  public var market: Market
  /// The segment of the row.
  public var segment: Segment
  /// The price and its state.
  public var price: ItemPrice
  /// The meter of consumption; `nil` for everything else.
  public var meterID: String?
  /// The first unit of a tier, inclusive, as received; `nil` for prices without tiers.
  public var tierFrom: String?
  /// The last day on which a new subscription can be bought; `nil` where none is announced.
  public var saleEnds: Date?
  /// The first and the last sheet that lists the price; `nil` unless the history was asked for, the last also while the
  /// latest sheet lists it.
  public var firstMonth: SheetMonth?
  /// See ``firstMonth``.
  public var lastMonth: SheetMonth?

  /// A property of the price.
  public subscript<Value>(dynamicMember property: KeyPath<ItemPrice, Value>) -> Value { price[keyPath: property] }

  init(_ row: PricedRow, _ market: Market) {
    productID = row.offer.product
    skuID = row.offer.sku
    self.market = market
    segment = row.offer.segment
    price = row.price
    meterID = row.offer.meter.isEmpty ? nil : row.offer.meter
    tierFrom = row.offer.tier.isEmpty ? nil : row.offer.tier
    saleEnds = row.saleEnds
  }

  enum CodingKeys: String, CodingKey {
    case productID = "productId"
    case skuID = "skuId"
    case market, segment
    case meterID = "meterId"
    case tierFrom
    case saleEnds = "endOfSale"
    case firstMonth, lastMonth
  }

  /// Writes the key, then the keys of the price, then what few prices have.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(productID, forKey: .productID)
    try container.encode(skuID, forKey: .skuID)
    try container.encode(market, forKey: .market)
    try container.encode(segment, forKey: .segment)
    try price.encode(to: encoder)
    try container.encodeIfPresent(meterID, forKey: .meterID)
    try container.encodeIfPresent(tierFrom, forKey: .tierFrom)
    try container.encodeIfPresent(saleEnds?.iso8601Text, forKey: .saleEnds)
    try container.encodeIfPresent(firstMonth, forKey: .firstMonth)
    try container.encodeIfPresent(lastMonth, forKey: .lastMonth)
  }
}

/// A stored price sheet and the last attempt to read it.
public struct PriceSheetStatus: Sendable, Hashable, Encodable {
  /// The view of the sheet.
  public var view: PriceView
  /// Whether it is a whole sheet or a preview.
  public var timeline: PriceTimeline
  /// The market of the sheet.
  public var market: Market
  /// The month of the sheet; `nil` where none was ever stored.
  public var month: SheetMonth?
  /// The rows of the sheet.
  public var rows: Int
  /// The rows without an item in the catalog when the sheet was read.
  public var unjoined: Int
  /// The currencies of the rows, sorted.
  public var currencies: [String]
  /// When the sheet was read; `nil` where none was ever stored.
  public var fetchedAt: Date?
  /// Whole seconds since then.
  public var ageSeconds: Int?
  /// When the service has the next one.
  public var nextDueAt: Date
  /// The last failure since the sheet was read, in English; `nil` for none.
  public var lastFault: String?

  enum CodingKeys: String, CodingKey {
    case view, timeline, market, month, rows, unjoined, currencies, fetchedAt, ageSeconds, nextDueAt, lastFault
  }

  /// Writes every key, null where there is nothing.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(view, forKey: .view)
    try container.encode(timeline, forKey: .timeline)
    try container.encode(market, forKey: .market)
    try container.encode(month, forKey: .month)
    try container.encode(rows, forKey: .rows)
    try container.encode(unjoined, forKey: .unjoined)
    try container.encode(currencies, forKey: .currencies)
    try container.encode(fetchedAt?.iso8601Text, forKey: .fetchedAt)
    try container.encode(ageSeconds, forKey: .ageSeconds)
    try container.encode(nextDueAt.iso8601Text, forKey: .nextDueAt)
    try container.encode(lastFault, forKey: .lastFault)
  }
}

/// The stored offer matrix and the last attempt to read one.
public struct OfferMatrixStatus: Sendable, Hashable, Encodable {
  /// The month of the matrix; `nil` where none was ever stored.
  public var month: SheetMonth?
  /// Its rows: one for each SKU that it lists.
  public var rows: Int
  /// When it was read; `nil` where none was ever stored.
  public var fetchedAt: Date?
  /// Whole seconds since then.
  public var ageSeconds: Int?
  /// The last failure since the matrix was read, in English; `nil` for none.
  public var lastFault: String?

  enum CodingKeys: String, CodingKey { case month, rows, fetchedAt, ageSeconds, lastFault }

  /// Writes every key, null where there is nothing.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(month, forKey: .month)
    try container.encode(rows, forKey: .rows)
    try container.encode(fetchedAt?.iso8601Text, forKey: .fetchedAt)
    try container.encode(ageSeconds, forKey: .ageSeconds)
    try container.encode(lastFault, forKey: .lastFault)
  }
}
