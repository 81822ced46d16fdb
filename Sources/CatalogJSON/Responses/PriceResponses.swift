public import CatalogModel
public import CatalogQuery
public import Foundation

/// The prices of an item: `prices`.
public struct PricesResponse: Encodable, Sendable {
  /// The item as it was asked for; `nil` for all.
  public var item: ItemReference?
  /// The moment at which the prices hold.
  public var asOf: Date
  /// The prices by market.
  public var prices: [PriceRecord]

  /// A response.
  public init(item: ItemReference?, asOf: Date, prices: [PriceRecord]) {
    self.item = item
    self.asOf = asOf
    self.prices = prices
  }

  private enum CodingKeys: String, CodingKey { case item, asOf, total, prices }

  /// Writes the number of prices as well.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(item?.description, forKey: .item)
    try container.encode(asOf.iso8601Text, forKey: .asOf)
    try container.encode(prices.count, forKey: .total)
    try container.encode(prices, forKey: .prices)
  }
}

/// The stored sheets: `prices status`.
public struct PriceSheetsResponse: Encodable, Sendable {
  /// The sheets by market and view.
  public var sheets: [PriceSheetStatus]
  /// The offer matrix; left out where none was ever asked for.
  public var offerMatrix: OfferMatrixStatus?

  /// A response.
  public init(sheets: [PriceSheetStatus], offerMatrix: OfferMatrixStatus? = nil) {
    self.sheets = sheets
    self.offerMatrix = offerMatrix
  }
}

/// The changes of prices: `changes --kind price`.
public struct PriceChangesResponse: Encodable, Sendable {
  /// The number of changes.
  public var total: Int
  /// The changes, oldest first.
  public var changes: [PriceChangeRecord]

  /// A response.
  public init(_ changes: [PriceChangeRecord]) {
    total = changes.count
    self.changes = changes
  }
}
