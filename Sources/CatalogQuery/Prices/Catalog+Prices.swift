public import CatalogModel
import CatalogSchema
public import Foundation
import GRDB

extension Catalog {
  /// The price of one term of a SKU at a moment: for comparison with what was ordered or invoiced.
  ///
  /// Where several rows of the sheet hold, one with a real end holds to its end, of the others the latest start.
  /// The sheet is that of the moment's month, else the last one before it (``PriceState/stale``), else a later one whose
  /// row holds since then.
  ///
  /// - Parameters:
  ///   - sku: its full name, the SKU id as the catalog writes it.
  ///   - market: the customer's market.
  ///   - segment: of the sheet's rows; a sheet without segments is commercial.
  ///   - term: `P1Y`, compared without regard to case; `nil` or empty for perpetual software.
  ///   - billingPlan: `annual`, without regard to case; `nil` where the sheet has none, as of reservations.
  ///   - currency: ISO 4217: the partner's billing currency.
  ///   - moment: the time at which the price holds.
  /// - Returns: the price and its state. Only ``PriceState/known``, ``PriceState/free``, ``PriceState/trial`` and
  ///   ``PriceState/stale`` have one amount; two contradictory prices are ``PriceState/contradictory`` without any. A row
  ///   that is missing is no error: ``PriceState/noRow``, or ``PriceState/notRead`` without any sheet of the market.
  /// - Throws: ``CatalogError`` where the file cannot be read.
  public func price(
    of sku: SKUReference, market: Market, segment: Segment = .commercial, term: String?, billingPlan: String?,
    currency: String, asOf moment: Date
  ) throws(CatalogError) -> ItemPrice {
    try read { snapshot in
      let reader = try PriceReader(snapshot.db, at: moment, PriceOptions(currency: currency))
      guard try !reader.sheets(of: market).isEmpty else {
        return ItemPrice(termDuration: term, billingPlan: billingPlan, currency: currency.uppercased(), state: .notRead)
      }
      let wanted = Term(duration: term ?? "", billingCycle: billingPlan, description: "")
      let found = try reader.prices(of: sku, in: market, segment: segment)
        .filter { PriceReader.joins($0.offer, wanted) && $0.price.state != .announced }
      guard let first = found.first else {
        return ItemPrice(termDuration: term, billingPlan: billingPlan, currency: currency.uppercased(), state: .noRow)
      }
      guard found.count == 1 else {
        return ItemPrice(
          termDuration: first.price.termDuration, billingPlan: first.price.billingPlan, currency: first.price.currency,
          state: first.offer.meter.isEmpty ? .contradictory : .byMeter, sheet: first.price.sheet)
      }
      return first.price
    }
  }

  /// The prices of a product or SKU, or of all, in every term.
  ///
  /// - Parameters:
  ///   - item: a product, SKU or item; `nil` for all.
  ///   - market: only this market; `nil` for all that have sheets.
  ///   - moment: the time at which the prices hold; `nil` for now.
  ///   - isHistory: lists every step that sheets have shown, oldest first, instead of the prices of one moment.
  ///   - options: the currency and the amounts.
  /// - Returns: the prices by market, then by SKU; none where no sheet has any.
  /// - Throws: ``CatalogError`` where the file cannot be read.
  public func prices(
    of item: ItemReference? = nil, market: Market? = nil, asOf moment: Date? = nil, isHistory: Bool = false,
    _ options: PriceOptions = PriceOptions()
  ) throws(CatalogError) -> [PriceRecord] {
    try read { snapshot in
      let reader = try PriceReader(snapshot.db, at: moment ?? snapshot.now, options)
      let markets = try market.map { [$0] } ?? snapshot.marketsWithPrices()
      let skus = try snapshot.skus(of: item)
      return try markets.flatMap { market in
        try skus.flatMap { sku in
          try isHistory
            ? reader.history(of: sku, in: market)
            : reader.prices(of: sku, in: market, segment: nil).map { PriceRecord($0, market) }
        }
      }
    }
  }

  /// The last sheet of each view and market, and what failed since.
  public func priceSheets() throws(CatalogError) -> [PriceSheetStatus] { try read { try $0.priceSheets() } }

  /// The offer matrix, and what failed since; `nil` where none was ever asked for.
  ///
  /// - Throws: ``CatalogError`` where the file cannot be read.
  public func offerMatrix() throws(CatalogError) -> OfferMatrixStatus? { try read { try $0.offerMatrix() } }

  /// What the offer matrix says of a SKU: limits that are the same in every market.
  ///
  /// - Parameter sku: its full name, the SKU id as the catalog writes it.
  /// - Returns: `nil` where no matrix was read, or it does not list the SKU: neither is an error, and neither says anything
  ///   of whether the SKU is sold.
  /// - Throws: ``CatalogError`` where the file cannot be read.
  public func offerLimits(of sku: SKUReference) throws(CatalogError) -> OfferLimits? {
    try read { try OfferLimitRows.limits(of: sku, $0.db) }
  }

  /// The changes of prices from sheet to sheet, oldest first: the view `price_changes`.
  ///
  /// - Parameters:
  ///   - since: only sheets that were read at that time or later; `nil` for all.
  ///   - market: only this market; `nil` for all.
  ///   - limit: the most changes to return, the latest; `nil` for all.
  /// - Returns: the changes; none for the first sheet of a market.
  /// - Throws: ``CatalogError`` where the file cannot be read.
  public func priceChanges(
    since: Date? = nil, market: Market? = nil, limit: Int? = nil
  ) throws(CatalogError) -> [PriceChangeRecord] {
    try read { Array(try $0.priceChanges(since: since, market: market).suffix(max(0, limit ?? .max))) }
  }
}

extension Snapshot {
  func marketsWithPrices() throws -> [Market] {
    try String.fetchAll(
      db, sql: "SELECT DISTINCT m.code FROM price_sheet s JOIN market m ON m.id = s.market_id ORDER BY m.code"
    ).map { Market($0) }
  }

  /// The SKUs that a reference names, as sheets have them.
  func skus(of item: ItemReference?) throws -> [SKUReference] {
    guard let item else { return try StoredPrice.skus(db, of: nil) }
    let product = ProductID(item.product.rawValue.uppercased())
    guard let sku = item.sku else { return try StoredPrice.skus(db, of: product) }
    return [SKUReference(product, PriceOffer.paddedSKU(sku.sku.rawValue.uppercased()))]
  }

  func priceSheets() throws -> [PriceSheetStatus] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT v.name, v.timeline, m.code, s.month, coalesce(s.rows, 0) AS rows, coalesce(s.unjoined, 0) AS unjoined,
          coalesce(s.currencies, '[]') AS currencies, s.fetched_at, a.attempted_at, a.outcome, a.reason
        FROM (SELECT view_id, market_id FROM price_sheet UNION SELECT view_id, market_id FROM price_attempt) k
        JOIN price_view v ON v.id = k.view_id
        JOIN market m ON m.id = k.market_id
        LEFT JOIN price_sheet s ON s.view_id = k.view_id AND s.market_id = k.market_id AND s.month =
          (SELECT max(l.month) FROM price_sheet l WHERE l.view_id = k.view_id AND l.market_id = k.market_id)
        LEFT JOIN price_attempt a ON a.view_id = k.view_id AND a.market_id = k.market_id
        ORDER BY m.code, v.name, v.timeline
        """
    ).map { row in
      let view = PriceView(try row["name"] as String)
      let timeline = PriceTimeline(rawValue: try row["timeline"]) ?? .current
      let month = (try row["month"] as Int?).flatMap { SheetMonth($0) }
      let fetchedAt = (try row["fetched_at"] as Int64?).map { Date(stamp: $0) }
      let isFault = ["failed", "heldBack"].contains(try row["outcome"] as String?)
      let attemptedAt = (try row["attempted_at"] as Int64?).map { Date(stamp: $0) }
      return PriceSheetStatus(
        view: view, timeline: timeline, market: Market(try row["code"] as String), month: month,
        rows: try row["rows"], unjoined: try row["unjoined"], currencies: StoredJSON.texts(try row["currencies"]),
        fetchedAt: fetchedAt, ageSeconds: fetchedAt.flatMap { age($0) },
        nextDueAt: isFault
          ? now
          : PriceSchedule.nextDue(
            view, timeline, month: month, fetchedAt: fetchedAt, attemptedAt: attemptedAt, now: now),
        lastFault: isFault ? try row["reason"] : nil)
    }
  }

  func offerMatrix() throws -> OfferMatrixStatus? {
    try Row.fetchOne(db, sql: "SELECT month, rows, fetched_at, outcome, reason FROM offer_matrix").map { row in
      let fetchedAt = (try row["fetched_at"] as Int64?).map { Date(stamp: $0) }
      let isFault = ["failed", "heldBack"].contains(try row["outcome"] as String)
      return OfferMatrixStatus(
        month: (try row["month"] as Int?).flatMap { SheetMonth($0) }, rows: try row["rows"] ?? 0,
        fetchedAt: fetchedAt, ageSeconds: fetchedAt.flatMap { age($0) }, lastFault: isFault ? try row["reason"] : nil)
    }
  }

  func priceChanges(since: Date?, market: Market?) throws -> [PriceChangeRecord] {
    var conditions: [String] = []
    var arguments: StatementArguments = []
    if let since {
      conditions.append("at >= ?")
      arguments += [since.iso8601Text]
    }
    if let market {
      conditions.append("market = ?")
      arguments += [market.code]
    }
    let condition = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
    return try Row.fetchAll(
      db,
      sql: """
        SELECT * FROM price_changes \(condition)
        ORDER BY at, sheet_month, market, product_id, sku_id, term_duration, billing_plan, currency, kind
        """, arguments: arguments
    ).map { try PriceChangeRecord($0) }
  }
}

extension PriceReader {
  /// Every step that sheets have shown of a SKU's prices, oldest first.
  func history(of sku: SKUReference, in market: Market) throws -> [PriceRecord] {
    let sheets = try PriceSheetFacts.all(db, market: market).filter { $0.timeline == .current }
    let currencies = Set(sheets.flatMap(\.currencies)).filter { options.currency == nil || $0 == options.currency }
    let rows = try StoredPrice.rows(db, sku, in: market, currencies: currencies)
    return rows.compactMap { row -> (PriceRecord, Int)? in
      let listing = sheets.filter { $0.view == row.view && row.isListed(in: $0.month) }
      guard let first = listing.first, let last = listing.last else { return nil }
      var single = row
      (single.from, single.to) = (last.month, nil)
      guard let priced = PriceSelection(sheets: [last], moment: moment, options: options).rows([single]).first else {
        return nil
      }
      var record = PriceRecord(priced, market)
      record.firstMonth = SheetMonth(first.month)
      record.lastMonth = row.to == nil ? nil : SheetMonth(last.month)
      if row.to != nil { record.price.state = .ended }
      return (record, first.month)
    }.sorted { left, right in
      func key(_ pair: (PriceRecord, Int)) -> (String, String, String, String, Int, Date) {
        let record = pair.0
        return (
          record.segment.rawValue, record.price.termDuration ?? "", record.price.billingPlan ?? "",
          record.price.currency, pair.1, record.price.validFrom ?? .distantPast
        )
      }
      let (left, right) = (key(left), key(right))
      return (left.0, left.1, left.2, left.3) == (right.0, right.1, right.2, right.3)
        ? (left.4, left.5) < (right.4, right.5)
        : (left.0, left.1, left.2, left.3) < (right.0, right.1, right.2, right.3)
    }.map(\.0)
  }
}
