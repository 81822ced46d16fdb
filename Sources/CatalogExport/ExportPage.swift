import CatalogModel
import CatalogSchema
import Foundation
import GRDB

/// Rows of an export, put together piece by piece.
struct ExportPage {
  let writing: FieldWriting
  var memory: ExportMemory
  var rows: [UInt8] = []
  var count = 0
  var locale: String? { didSet { localeField = field("locale", locale) } }
  /// By number: the segments that are asked for, as fields.
  var segments: [Int64: [UInt8]] = [:]
  var nonprofit: Int64?
  private var market: [UInt8] = []
  private var scope: [UInt8] = []
  private var localeField: [UInt8] = []
  private var firstSeen: TimeField
  private var confirmed: TimeField

  init(writing: FieldWriting, memory: ExportMemory) {
    self.writing = writing
    self.memory = memory
    firstSeen = TimeField("first_seen_at", writing)
    confirmed = TimeField("confirmed_at", writing)
  }

  func field(_ name: String, _ value: String?) -> [UInt8] {
    var bytes: [UInt8] = []
    writing.text(name, value, to: &bytes)
    return bytes
  }

  mutating func begin(market: String, scope: String) {
    self.market = field("market", market)
    self.scope = field("reservation_scope", scope.isEmpty ? nil : scope)
  }

  /// Appends a row, where its segment is asked for.
  mutating func append(
    _ item: AvailabilityRows, _ units: [Int64: ProductDates], _ verified: [Verification: Int64]
  ) throws {
    let number = try item.segment
    guard let segment = segments[number] else { return }
    let skuNumber = try item.sku
    let sku = try memory.sku(skuNumber)
    // The view joins them: an item without a product snapshot is no row.
    guard let unit = units[sku.product] else { return }
    let (text, offer) = (try memory.text(item.text), try memory.offer(item.offer))
    let code = try item.code(product: sku.productID)
    rows += market
    rows += segment
    rows += scope
    memory.append(sku.ids, to: &rows)
    writing.text("availability_id", code, to: &rows)
    writing.text("catalog_item_id", try item.irregularItemID ?? sku.reference + code, to: &rows)
    memory.append(text.names, to: &rows)
    memory.append(offer.head, to: &rows)
    memory.append(text.quantities, to: &rows)
    memory.append(offer.terms, to: &rows)
    memory.append(text.conditions, to: &rows)
    rows += localeField
    rows += firstSeen.bytes(try item.firstSeen ?? unit.firstSeen)
    var time = number == nonprofit ? unit.nonprofit ?? unit.confirmed : unit.confirmed
    if !verified.isEmpty {
      time = max(time, verified[Verification(sku: skuNumber, segment: number, code: code)] ?? 0)
    }
    rows += confirmed.bytes(time)
    memory.appendLater(text, offer, to: &rows)
    rows += writing.lineEnd
    count += 1
  }
}

/// A time as a field; that of the row before is kept.
struct TimeField {
  private let name: String
  private let writing: FieldWriting
  private var stamp: Int64?
  private var field: [UInt8] = []

  init(_ name: String, _ writing: FieldWriting) {
    self.name = name
    self.writing = writing
  }

  mutating func bytes(_ time: Int64) -> [UInt8] {
    if time != stamp {
      stamp = time
      field = []
      writing.text(name, Self.text(time), to: &field)
    }
    return field
  }

  /// `2026-01-31T09:00:00Z`.
  static func text(_ stamp: Int64) -> String {
    let stamp = Date.bounded(stamp)
    let day = Int((Double(stamp) / 86_400).rounded(.down))
    let second = Int(stamp) - day * 86_400
    // Days since 0000-03-01, in eras of 400 years (Hinnant, "chrono-Compatible Low-Level Date Algorithms").
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let ofEra = shifted - era * 146_097
    let year = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * year + year / 4 - year / 100)
    let month = (5 * ofYear + 2) / 153
    let date = ofYear - (153 * month + 2) / 5 + 1
    let calendarMonth = month < 10 ? month + 3 : month - 9
    func padded(_ number: Int, _ width: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }
    return padded(year + era * 400 + (calendarMonth <= 2 ? 1 : 0), 4) + "-" + padded(calendarMonth, 2) + "-"
      + padded(date, 2) + "T" + padded(second / 3600, 2) + ":" + padded(second / 60 % 60, 2) + ":"
      + padded(second % 60, 2) + "Z"
  }
}
