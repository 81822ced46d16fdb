import CatalogModel
import CatalogSchema
import Foundation
import GRDB

/// Reads the prices of items, within one answer. Sheets of a market are looked up once.
final class PriceReader {
  let db: Database
  /// The moment at which prices hold.
  let moment: Date
  let options: PriceOptions
  /// Whether any sheet is stored.
  let hasSheets: Bool
  /// Whether any promotion is stored.
  let hasPromotions: Bool
  private var facts: [Market: [PriceSheetFacts]] = [:]

  init(_ db: Database, at moment: Date, _ options: PriceOptions) throws {
    self.db = db
    self.moment = moment
    self.options = options
    let any = try PreparedStatement(db, "SELECT 1 FROM price_sheet LIMIT 1")
    hasSheets = try any.number() != nil
    hasPromotions = try PreparedStatement(db, "SELECT 1 FROM promotion LIMIT 1").number() != nil
  }

  /// Whether items have prices: never a key where nobody reads them.
  var isUsed: Bool { options.amounts != .none && (hasSheets || options.isConfigured) }

  /// The sheets of a market that say something about the moment: of each view the last one until then, and previews of
  /// later months. A first sheet of a later month counts as well: the starts of its rows tell since when they hold.
  func sheets(of market: Market) throws -> [PriceSheetFacts] {
    if let known = facts[market] { return known }
    let month = SheetMonth(of: moment).number
    let all = try PriceSheetFacts.all(db, market: market)
    let current = Dictionary(grouping: all.filter { $0.timeline == .current }, by: \.view).values.compactMap { sheets in
      sheets.last { $0.month <= month } ?? sheets.first
    }
    let future = all.filter { sheet in
      sheet.timeline == .future && sheet.month > month
        && !current.contains { $0.name == sheet.name && $0.month >= sheet.month }
    }
    let chosen = current.sorted { $0.view < $1.view } + future
    facts[market] = chosen
    return chosen
  }

  /// The prices of a SKU in a market, of one segment or of all: one for each term, billing plan and currency.
  func prices(of sku: SKUReference, in market: Market, segment: Segment?) throws -> [PricedRow] {
    let sheets = try sheets(of: market)
    guard !sheets.isEmpty else { return [] }
    let rows = try StoredPrice.rows(db, sku, in: market, currencies: currencies(sheets))
      .filter { segment == nil || $0.offer.segment == segment }
    let priced = Self.joiningRetail(PriceSelection(sheets: sheets, moment: moment, options: options).rows(rows))
    return try withPromotions(priced, of: sku, in: market)
  }

  /// Joins public retail prices to the partner's: they are the retail amount of a price that its sheet has without one.
  ///
  /// Sheets of reservations have no retail price; the list of reservations has no other prices than the list of all.
  /// Source: "Azure plan price list"; "Azure Retail Prices overview".
  static func joiningRetail(_ rows: [PricedRow]) -> [PricedRow] {
    func isPublic(_ row: PricedRow) -> Bool { row.price.sheet?.view.isPublic == true }
    guard rows.contains(where: isPublic) else { return rows }
    var joined = rows.filter { !isPublic($0) }
    for row in rows.filter(isPublic) {
      let same = joined.indices.filter {
        joined[$0].offer == row.offer && joined[$0].price.currency == row.price.currency
          && joined[$0].price.state != .announced
      }
      guard let index = same.first, same.count == 1, row.price.state.isUsable || row.price.state == .byMeter else {
        joined.append(row)
        continue
      }
      if joined[index].price.retail == nil { joined[index].price.retail = row.price.retail }
    }
    return joined
  }

  /// The codes of the currencies that are looked for.
  private func currencies(_ sheets: [PriceSheetFacts]) -> Set<String> {
    let all = Set(sheets.flatMap(\.currencies))
    return options.currency.map { all.intersection([$0]) } ?? all
  }
}

/// What is known of a stored sheet.
struct PriceSheetFacts {
  var view: Int64
  var name: PriceView
  var timeline: PriceTimeline
  /// The number of the month.
  var month: Int
  var fetchedAt: Int64
  var currencies: [String]

  /// The sheets of a market, oldest first.
  static func all(_ db: Database, market: Market) throws -> [PriceSheetFacts] {
    let rows = try PreparedStatement(
      db,
      """
      SELECT s.view_id, v.name, v.timeline, s.month, s.fetched_at, s.currencies
      FROM market m JOIN price_sheet s ON s.market_id = m.id JOIN price_view v ON v.id = s.view_id
      WHERE m.code = ? ORDER BY s.month
      """)
    rows.bind(1, market.code)
    var sheets: [PriceSheetFacts] = []
    while try rows.next() {
      sheets.append(
        PriceSheetFacts(
          view: try rows.integer(0), name: PriceView(try rows.text(1)),
          timeline: PriceTimeline(rawValue: try rows.text(2)) ?? .current,
          month: try rows.integer(3, in: 200_001..<999_813), fetchedAt: try rows.integer(4),
          currencies: StoredJSON.texts(try rows.text(5))))
    }
    return sheets
  }

  /// The sheet as answers name it.
  var sheet: ItemPrice.Sheet? {
    SheetMonth(month).map { ItemPrice.Sheet(view: name, month: $0, fetchedAt: Date(stamp: fetchedAt)) }
  }
}

/// A stored row of prices that a market has, or had.
struct StoredPrice {
  var view: Int64
  var offer: PriceOffer
  var currency: String
  var content: PriceContent
  var from: Int
  var to: Int?

  func isListed(in month: Int) -> Bool { from <= month && month <= to ?? .max }

  private static let columns = """
    o.view_id, o.term, o.plan, o.segment, o.meter, o.tier, c.code, \(PriceColumns.content("p")), p.from_month, p.to_month,
      x.members, o.product, o.sku
    """

  private static let tables = """
    price_offer o JOIN price_point p ON p.offer_id = o.id JOIN price_currency c ON c.id = p.currency_id
    JOIN price_market_set x ON x.id = p.set_id
    """

  /// The rows of a SKU in some currencies.
  static func rows(
    _ db: Database, _ sku: SKUReference, in market: Market, currencies: Set<String>
  ) throws -> [StoredPrice] {
    guard let number = try marketNumber(db, market), !currencies.isEmpty else { return [] }
    let list = currencies.sorted().map { "'\($0.filter(\.isLetter))'" }.joined(separator: ",")
    let rows = try PreparedStatement(
      db,
      """
      SELECT \(columns) FROM \(tables)
      WHERE o.product = ? AND o.sku = ? AND p.currency_id IN (SELECT id FROM price_currency WHERE code IN (\(list)))
      ORDER BY o.id, p.currency_id, p.ordinal
      """)
    rows.bind(1, sku.product.rawValue)
    rows.bind(2, sku.sku.rawValue)
    return try read(rows, number)
  }

  /// The SKUs of which a market has or had prices; those of one product, or all.
  static func skus(_ db: Database, of product: ProductID?) throws -> [SKUReference] {
    let rows = try PreparedStatement(
      db,
      """
      SELECT DISTINCT product, sku FROM price_offer \(product == nil ? "" : "WHERE product = ?") ORDER BY product, sku
      """)
    if let product { rows.bind(1, product.rawValue) }
    var skus: [SKUReference] = []
    while try rows.next() { skus.append(SKUReference(ProductID(try rows.text(0)), SKUID(try rows.text(1)))) }
    return skus
  }

  static func marketNumber(_ db: Database, _ market: Market) throws -> Int64? {
    let row = try PreparedStatement(db, "SELECT id FROM market WHERE code = ?")
    row.bind(1, market.code)
    return try row.number()
  }

  private static func read(_ rows: PreparedStatement, _ market: Int64) throws -> [StoredPrice] {
    var found: [StoredPrice] = []
    while try rows.next() {
      let members = try rows.blob(15)
      guard market / 8 < members.count, members[Int(market / 8)] >> UInt8(market % 8) & 1 != 0 else { continue }
      found.append(
        StoredPrice(
          view: try rows.integer(0),
          offer: PriceOffer(
            product: ProductID(try rows.text(16)), sku: SKUID(try rows.text(17)), term: try rows.text(1),
            plan: try rows.text(2), segment: Segment(try rows.text(3)), meter: try rows.text(4), tier: try rows.text(5)),
          currency: try rows.text(6), content: try PriceColumns.content(rows, at: 7),
          from: try rows.integer(13, in: 0..<1_000_000),
          to: rows.isNull(14) ? nil : try rows.integer(14, in: 0..<1_000_000)))
    }
    return found
  }
}
