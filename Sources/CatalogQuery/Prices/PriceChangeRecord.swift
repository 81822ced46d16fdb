public import CatalogModel
import CatalogSchema
public import Foundation

/// A change of a price from one sheet to the next.
public struct PriceChangeRecord: Sendable, Hashable, Encodable {
  /// The kind of a change.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// It is dearer.
    case up
    /// It is cheaper.
    case down
    /// The sheet before did not list it.
    case new
    /// The sheet does not list it any more.
    case gone
    /// A preview says so of a month to come.
    case announced
  }

  /// When the sheet was read.
  public var at: Date
  /// The kind of the change.
  public var kind: Kind
  /// The market of the sheets.
  public var market: Market
  /// The segment of the rows.
  public var segment: Segment
  /// The product of the SKU.
  public var productID: ProductID
  /// The SKU, as the catalog writes it.
  public var skuID: SKUID
  /// As the sheet writes it; `nil` for none.
  public var termDuration: String?
  /// As the sheet writes it; `nil` for none.
  public var billingPlan: String?
  /// ISO 4217.
  public var currency: String
  /// What the partner paid before; `nil` for a new price.
  public var oldUnit: PriceAmount?
  /// What the partner pays; `nil` for a price that is gone.
  public var newUnit: PriceAmount?
  /// The retail price before.
  public var oldRetail: PriceAmount?
  /// The retail price.
  public var newRetail: PriceAmount?
  /// Since when the new price holds, or the last moment of one that is gone; `nil` where the sheet does not say.
  public var validFrom: Date?
  /// The view of the sheets.
  public var view: PriceView
  /// The month of the later sheet.
  public var month: SheetMonth?

  init(_ row: StoredRow) throws {
    func amount(_ column: String) throws -> PriceAmount? { try (row[column] as String?).flatMap { PriceAmount($0) } }
    func time(_ column: String) throws -> Date? {
      try (row[column] as String?).flatMap { try? Date($0, strategy: .iso8601) }
    }
    at = try time("at") ?? .distantPast
    kind = Kind(rawValue: try row["kind"]) ?? .new
    market = Market(try row["market"] as String)
    segment = Segment(try row["segment"] as String)
    productID = ProductID(try row["product_id"] as String)
    skuID = SKUID(try row["sku_id"] as String)
    termDuration = try row["term_duration"]
    billingPlan = try row["billing_plan"]
    currency = try row["currency"]
    (oldUnit, newUnit) = (try amount("old_unit_price"), try amount("new_unit_price"))
    (oldRetail, newRetail) = (try amount("old_retail_price"), try amount("new_retail_price"))
    validFrom = try time("valid_from")
    view = PriceView(try row["view"] as String)
    month = SheetMonth(parsing: try row["sheet_month"])
  }

  enum CodingKeys: String, CodingKey {
    case at, kind, market, segment
    case productID = "productId"
    case skuID = "skuId"
    case termDuration, billingPlan, currency, oldUnit, newUnit, oldRetail, newRetail, validFrom, view, month
  }

  /// Writes every key, null where there is nothing.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(at.iso8601Text, forKey: .at)
    try container.encode(kind, forKey: .kind)
    try container.encode(market, forKey: .market)
    try container.encode(segment, forKey: .segment)
    try container.encode(productID, forKey: .productID)
    try container.encode(skuID, forKey: .skuID)
    try container.encode(termDuration, forKey: .termDuration)
    try container.encode(billingPlan, forKey: .billingPlan)
    try container.encode(currency, forKey: .currency)
    try container.encode(oldUnit, forKey: .oldUnit)
    try container.encode(newUnit, forKey: .newUnit)
    try container.encode(oldRetail, forKey: .oldRetail)
    try container.encode(newRetail, forKey: .newRetail)
    try container.encode(validFrom?.iso8601Text, forKey: .validFrom)
    try container.encode(view, forKey: .view)
    try container.encode(month, forKey: .month)
  }
}
