public import CatalogModel

/// What became of one price sheet.
public struct PriceSheetReport: Sendable, Hashable {
  /// The result for the store.
  public enum State: String, Sendable, Codable {
    /// It is stored.
    case stored
    /// The same bytes are stored already: nothing was written.
    case unchanged
    /// It lacks too many prices of the sheet before it: nothing was stored.
    case heldBack
  }

  /// Why a row has no item in the catalog.
  public enum Unjoined: String, Sendable, Codable, CaseIterable {
    /// The catalog has never had the product.
    case productUnknown
    /// The product has no such SKU.
    case skuUnknown
    /// The SKU has no availability in the market.
    case notInMarket
    /// The SKU has no availability of the segment in the market.
    case notInSegment
  }

  /// A SKU of the sheet without an item in the catalog.
  public struct UnjoinedSKU: Sendable, Hashable, Encodable {
    /// The product as the sheet names it.
    public var productID: ProductID
    /// The SKU as the catalog would write it.
    public var skuID: SKUID
    /// The segment of the rows.
    public var segment: Segment
    /// The rows of the SKU.
    public var rows: Int
    /// Why it has no item.
    public var reason: Unjoined

    enum CodingKeys: String, CodingKey {
      case productID = "productId"
      case skuID = "skuId"
      case segment, rows, reason
    }
  }

  /// The market of the rows.
  public var market: Market
  /// The view of the sheet.
  public var view: PriceView
  /// Whether it is a whole sheet or a preview.
  public var timeline: PriceTimeline
  /// The month of the sheet.
  public var month: SheetMonth
  /// The result for the store.
  public var state: State
  /// The rows of the sheet.
  public var rows = 0
  /// Prices that the sheet before did not list; 0 for a first sheet.
  public var added = 0
  /// Prices that differ from the sheet before.
  public var changed = 0
  /// Prices that the sheet before listed.
  public var removed = 0
  /// Prices that are the same.
  public var unchanged = 0
  /// Rows without an item in the catalog.
  public var unjoined = 0
  /// Prices that stand twice with the same start and different amounts.
  public var contradictory = 0
  /// Rows whose change flag disagrees with the difference; `nil` without flags, or without the sheet of the month before.
  public var disagreeingFlags: Int?
  /// The currencies of the rows, sorted.
  public var currencies: [String] = []
  /// The month of the sheet that it is compared with; `nil` for a first one.
  public var comparedWith: SheetMonth?
  /// The SKUs without an item in the catalog.
  public var unjoinedSKUs: [UnjoinedSKU] = []
}
