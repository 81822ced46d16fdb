import CatalogModel
import Foundation

/// Orders by both ids, packed: a month of a large partner has hundreds of thousands.
///
/// Texts that repeat are stored once, ids lie in one array; an order is put together when it is asked for.
struct OrderBook: Sendable {
  /// The number of an order in the book.
  typealias Number = Int

  /// A part of an array, shorter than a `Range` of `Int`.
  private struct Part {
    var start: UInt32
    var count: UInt32

    var range: Range<Int> { Int(start)..<Int(start) + Int(count) }
  }

  private struct Record {
    var id: Part
    /// Without content where there is none.
    var alternate: Part
    var customer: UInt32
    var currency: UInt32
    var cycle: UInt32
    var status: UInt32
    /// Seconds since 1970; not a number where it is unknown.
    var created: Double
    var total: UInt32
    var lines: Part
  }

  private struct Line {
    var item: UInt32
    var term: UInt32
    var promotion: UInt32
    var end: UInt32
    var quantity: Int
  }

  private var ids: [UInt8] = []
  private var records: [Record] = []
  private var lines: [Line] = []
  private var texts = ValueTable<String>()
  private var totals = ValueTable<Decimal>()
  private var ends = ValueTable<Date>()
  /// By the hash of an id, in lower case.
  private var places: [Int: UInt32] = [:]
  /// By id, where another id has the same hash.
  private var collisions: [String: UInt32] = [:]

  /// An empty book.
  init() {}

  /// The number of orders.
  var count: Int { records.count }

  /// Adds an order; it takes the place of another one with the same id where it `replaces`.
  mutating func add(_ order: BilledOrder, replaces: Bool) {
    let keys = order.keys.filter { replaces || self.number(of: $0) == nil }
    guard !keys.isEmpty else { return }
    let number = UInt32(records.count)
    let first = lines.count
    for line in order.lines {
      lines.append(
        Line(
          item: texts.number(of: line.catalogItemID), term: texts.number(of: line.termDuration),
          promotion: texts.number(of: line.promotionID), end: ends.number(of: line.customTermEndDate),
          quantity: line.quantity))
    }
    let id = append(order.id)
    records.append(
      Record(
        id: id, alternate: order.alternateID == order.id ? id : append(order.alternateID ?? ""),
        customer: texts.number(of: order.customerID.rawValue), currency: texts.number(of: order.currency),
        cycle: texts.number(of: order.billingCycle), status: texts.number(of: order.status),
        created: order.createdAt?.timeIntervalSince1970 ?? .nan, total: totals.number(of: order.total),
        lines: Part(start: UInt32(first), count: UInt32(lines.count - first))))
    for key in keys { place(key, number) }
  }

  private mutating func append(_ id: String) -> Part {
    let start = ids.count
    ids += id.utf8
    return Part(start: UInt32(start), count: UInt32(ids.count - start))
  }

  private mutating func place(_ key: String, _ number: UInt32) {
    let hash = key.hashValue
    guard let other = places[hash], !has(key, Int(other)) else {
      places[hash] = number
      return
    }
    collisions[key] = number
  }

  /// The order of an id in lower case; `nil` where there is none.
  func number(of key: String) -> Number? {
    if !collisions.isEmpty, let number = collisions[key] { return Int(number) }
    guard let number = places[key.hashValue].map(Int.init), has(key, number) else { return nil }
    return number
  }

  /// Whether an id in lower case is one of an order's.
  private func has(_ key: String, _ number: Number) -> Bool {
    let record = records[number]
    return text(record.id).lowercased() == key
      || record.alternate.count > 0 && record.alternate.start != record.id.start
        && text(record.alternate).lowercased() == key
  }

  private func text(_ part: Part) -> String { String(decoding: ids[part.range], as: UTF8.self) }

  /// The order with a number below ``count``.
  subscript(_ number: Number) -> BilledOrder {
    let record = records[number]
    let created = record.created.isNaN ? nil : Date(timeIntervalSince1970: record.created)
    return BilledOrder(
      id: text(record.id), alternateID: record.alternate.count == 0 ? nil : text(record.alternate),
      customerID: CustomerID(texts[record.customer] ?? ""), createdAt: created,
      currency: texts[record.currency], billingCycle: texts[record.cycle], status: texts[record.status],
      lines: lines[record.lines.range].map { line in
        BilledOrder.Line(
          catalogItemID: texts[line.item] ?? "", quantity: line.quantity, termDuration: texts[line.term],
          promotionID: texts[line.promotion], customTermEndDate: ends[line.end])
      }, total: totals[record.total])
  }

  /// Whether the order was made within a time; one whose time is unknown was not.
  func isMade(_ number: Number, from start: Date, before end: Date) -> Bool {
    let created = records[number].created
    return created >= start.timeIntervalSince1970 && created < end.timeIntervalSince1970
  }
}

/// Values by numbers; equal ones have the same. Zero is no value.
private struct ValueTable<Value: Hashable & Sendable>: Sendable {
  private var values: [Value?] = [nil]
  private var numbers: [Value: UInt32] = [:]

  mutating func number(of value: Value?) -> UInt32 {
    guard let value else { return 0 }
    if let number = numbers[value] { return number }
    let number = UInt32(values.count)
    values.append(value)
    numbers[value] = number
    return number
  }

  subscript(_ number: UInt32) -> Value? { values[Int(number)] }
}
