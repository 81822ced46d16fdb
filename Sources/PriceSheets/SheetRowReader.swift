import CatalogModel

/// Turns records of a sheet into rows, by market, as they come.
struct SheetRowReader {
  let columns: SheetColumns
  /// The market of rows that name none.
  let market: Market?
  private(set) var sheets: [Market: Collected] = [:]
  private(set) var rows = 0
  /// The tags of the first row, in lower case.
  private(set) var tags: Set<String> = []
  /// The latest start of a row, in seconds since 1970.
  private(set) var latestStart: Int64?
  private var memory = Memory()

  /// The rows of one market.
  struct Collected {
    var content: PriceSheetContent
    var offers: [PriceOffer: Int32] = [:]
    var currencies: [String: Int16] = [:]

    /// Hashes of what rows say besides prices: a row of each currency says the same.
    var known: Set<UInt64> = []

    mutating func add(fact: UInt64, of product: ProductID) {
      if known.insert(fact).inserted { content.facts[product, default: 0] &+= fact }
    }

    mutating func add(_ offer: PriceOffer, _ currency: String, _ flag: PriceFlag, _ row: PriceContent) {
      let offerNumber = offers[offer] ?? Int32(content.offers.count)
      if Int(offerNumber) == content.offers.count {
        offers[offer] = offerNumber
        content.offers.append(offer)
      }
      let currencyNumber = currencies[currency] ?? Int16(content.currencies.count)
      if Int(currencyNumber) == content.currencies.count {
        currencies[currency] = currencyNumber
        content.currencies.append(currency)
      }
      content.rows.append(PriceRow(offer: offerNumber, currency: currencyNumber, flag: flag, content: row))
    }
  }

  /// Texts and dates of the row before: most are the same again.
  private struct Memory {
    var texts: [Int: (bytes: [UInt8], text: String)] = [:]
    var starts: (bytes: [UInt8], reading: SheetDate.Reading) = ([], .unbounded)
    var ends: (bytes: [UInt8], reading: SheetDate.Reading) = ([], .unbounded)
    var market: Market?
    var collected: Collected?
  }

  init(columns: SheetColumns, market: Market?) {
    self.columns = columns
    self.market = market
  }

  /// Takes a record.
  ///
  /// - Throws: ``PriceSheetError`` where it is no row of the sheet.
  mutating func take(_ record: CSVReader.Record) throws {
    guard record.count == columns.count else {
      throw record.isTerminated
        ? PriceSheetError.fields(line: record.line, has: record.count, expected: columns.count)
        : PriceSheetError.lastLineCut(line: record.line)
    }
    if !record.isTerminated { try checkLast(record) }
    rows += 1
    let offer = try offer(record)
    let content = try content(record, plan: offer.plan)
    let currency = try currency(record)
    try change(to: rowMarket(record), line: record.line)
    let flag = flag(record)
    add(offer, currency, flag, content)
    let hash = fact(record)
    memory.collected?.add(fact: hash, of: offer.product)
  }

  /// Ends the last market's rows.
  mutating func end() {
    if let market = memory.market, let collected = memory.collected { sheets[market] = collected }
    memory = Memory()
  }

  /// A last line without an end is whole only where its last field cannot be a part of a longer one.
  private func checkLast(_ record: CSVReader.Record) throws {
    let last = record.count - 1
    let word = record.text(last)
    let isSegment = last == columns.segment && Self.segments.contains(word.lowercased())
    guard record.isQuoted(last) || word.isEmpty || isSegment else {
      throw PriceSheetError.lastLineCut(line: record.line)
    }
  }

  private static let segments: Set = ["commercial", "education", "government", "charity", "nonprofit"]

  // MARK: - Markets

  private func rowMarket(_ record: CSVReader.Record) throws -> Market {
    guard let column = columns.market, !Self.trimmed(record[column]).isEmpty else {
      guard let market else { throw PriceSheetError.marketUnknown }
      return market
    }
    if let known = memory.market, Self.trimmed(record[column]).elementsEqual(known.code.utf8) { return known }
    guard let found = Market(parsing: Self.text(record[column])) else {
      throw PriceSheetError.value(line: record.line, column: "Market")
    }
    return found
  }

  private mutating func change(to market: Market, line: Int) throws {
    guard market != memory.market else { return }
    if let asked = self.market, asked != market { throw PriceSheetError.otherMarket(found: market, asked: asked) }
    if let present = memory.market, let collected = memory.collected { sheets[present] = collected }
    memory.market = market
    memory.collected = sheets.removeValue(forKey: market) ?? Collected(content: PriceSheetContent(market: market))
  }

  private mutating func add(_ offer: PriceOffer, _ currency: String, _ flag: PriceFlag, _ content: PriceContent) {
    memory.collected?.add(offer, currency, flag, content)
  }

  // MARK: - Fields

  private mutating func offer(_ record: CSVReader.Record) throws -> PriceOffer {
    let product = try identifier(record, columns.product, "ProductId")
    let sku = try identifier(record, columns.sku, "SkuId")
    var segment = columns.segment.map { word(record, $0) } ?? ""
    if segment.isEmpty { segment = "commercial" }
    return PriceOffer(
      product: ProductID(product), sku: PriceOffer.paddedSKU(sku), term: word(record, columns.term),
      plan: columns.plan.map { word(record, $0) } ?? "",
      segment: segment.lowercased() == "charity" ? .nonprofit : Segment(segment),
      meter: columns.meter.map { word(record, $0) } ?? "", tier: columns.tier.map { word(record, $0) } ?? "")
  }

  private mutating func content(_ record: CSVReader.Record, plan: String) throws -> PriceContent {
    let unit = try amount(record, columns.unit, "UnitPrice")
    let retail = try columns.retail.flatMap { try amount(record, $0, "ERP Price") }
    let starts = try date(record, columns.starts, "EffectiveStartDate", &memory.starts)
    let ends = try date(record, columns.ends, "EffectiveEndDate", &memory.ends)
    var saleEnds: Int64?
    if let column = columns.saleEnds, !Self.trimmed(record[column]).isEmpty {
      guard let reading = SheetDate.read(record[column]) else {
        throw PriceSheetError.value(line: record.line, column: "EndofSaleDate")
      }
      if case .moment(let moment) = reading { saleEnds = moment }
    }
    if case .moment(let moment) = starts { latestStart = max(latestStart ?? moment, moment) }
    let tags = columns.tags.map { word(record, $0) } ?? ""
    if self.tags.isEmpty { self.tags = Set(tags.lowercased().split { $0 == ";" || $0 == " " }.map(String.init)) }
    return PriceContent(
      unit: unit, retail: retail, starts: starts.moment, ends: ends.moment, saleEnds: saleEnds,
      isTrial: plan.lowercased() == "none" || tags.lowercased().contains("trial"))
  }

  /// An id of a product or a SKU: ASCII letters, digits and marks, in upper case.
  private mutating func identifier(_ record: CSVReader.Record, _ column: Int, _ name: String) throws -> String {
    let text = word(record, column)
    guard (1...64).contains(text.utf8.count), text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw PriceSheetError.value(line: record.line, column: name)
    }
    return text.utf8.contains(where: { (0x61...0x7A).contains($0) }) ? text.uppercased() : text
  }

  private mutating func currency(_ record: CSVReader.Record) throws -> String {
    let text = word(record, columns.currency).uppercased()
    guard text.utf8.count == 3, text.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
      throw PriceSheetError.value(line: record.line, column: "Currency")
    }
    return text
  }

  private func amount(_ record: CSVReader.Record, _ column: Int, _ name: String) throws -> PriceAmount? {
    let bytes = Self.trimmed(record[column])
    guard !bytes.isEmpty else { return nil }
    guard let amount = PriceAmount(bytes: bytes) else { throw PriceSheetError.value(line: record.line, column: name) }
    return amount
  }

  private func date(
    _ record: CSVReader.Record, _ column: Int, _ name: String,
    _ known: inout (bytes: [UInt8], reading: SheetDate.Reading)
  ) throws -> SheetDate.Reading {
    let bytes = record[column]
    if bytes.count == known.bytes.count, bytes.elementsEqual(known.bytes) { return known.reading }
    guard let reading = SheetDate.read(bytes) else { throw PriceSheetError.value(line: record.line, column: name) }
    known = (Array(bytes), reading)
    return reading
  }

  private func flag(_ record: CSVReader.Record) -> PriceFlag {
    guard let column = columns.indicator else { return .none }
    switch Self.trimmed(record[column]).first.map({ $0 | 0x20 }) {
    case UInt8(ascii: "u"): return .unchanged
    case UInt8(ascii: "a"): return .added
    case UInt8(ascii: "c"):
      let previous = columns.previous.map { record.text($0) } ?? ""
      return PreviousValues(previous)?.haveAPrice ?? true ? .price : .text
    default: return .none
    }
  }

  /// A hash of what a row says besides its prices.
  private func fact(_ record: CSVReader.Record) -> UInt64 {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    for column in columns.facts {
      let bytes = Self.trimmed(record[column])
      var position = 0
      while position + 8 <= bytes.count {
        hash = Self.mixed(hash ^ bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
        position += 8
      }
      var rest = UInt64(bytes.count) << 56
      for place in position..<bytes.count { rest |= UInt64(bytes[place]) << UInt64(8 * (place - position)) }
      hash = Self.mixed(hash ^ rest)
    }
    return hash
  }

  /// Multiplies and folds: every bit of a word reaches the others.
  private static func mixed(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low
  }

  /// A word, without blanks around it; the same text as of the row before is made once.
  private mutating func word(_ record: CSVReader.Record, _ column: Int) -> String {
    let bytes = Self.trimmed(record[column])
    if bytes.isEmpty { return "" }
    if let known = memory.texts[column], known.bytes.count == bytes.count, bytes.elementsEqual(known.bytes) {
      return known.text
    }
    let text = String(decoding: bytes, as: UTF8.self)
    memory.texts[column] = (Array(bytes), text)
    return text
  }

  private static func text(_ bytes: UnsafeRawBufferPointer) -> String {
    String(decoding: trimmed(bytes), as: UTF8.self)
  }

  private static func trimmed(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    var (start, end) = (0, bytes.count)
    while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    return UnsafeRawBufferPointer(rebasing: bytes[start..<end])
  }
}

extension SheetDate.Reading {
  fileprivate var moment: Int64? { if case .moment(let moment) = self { moment } else { nil } }
}
