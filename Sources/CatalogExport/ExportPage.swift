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
      writing.text(name, Date(stamp: time).iso8601Text, to: &field)
    }
    return field
  }
}
