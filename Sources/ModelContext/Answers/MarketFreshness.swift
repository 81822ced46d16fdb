import CatalogJSON
import CatalogModel
import CatalogQuery
import Foundation

/// How far and when a market was read, for the first line of an answer.
struct MarketFreshness: Sendable {
  /// `DE`, or `4 markets`.
  private var place: String
  /// `nil` where no sync asked for the market.
  private var reading: (state: ReadState, completedAt: Date?, ageSeconds: Int?)?
  private var notes: [String] = []
  /// The number of markets that it is about.
  private(set) var markets = 1

  /// `state`, `completedAt`, `ageSeconds`.
  static let schema = Schema.nullable(.object([:]))

  /// The state of one market.
  init(of market: Market, _ reading: MarketReading?) {
    place = market.code
    self.reading = reading.map { ($0.state, $0.completedAt, $0.ageSeconds) }
  }

  /// The state of all markets: the worst, and the oldest completion.
  init(of readings: [Market: MarketReading]) {
    markets = readings.count
    place = readings.count == 1 ? readings.keys.map(\.code).joined() : "\(readings.count) markets"
    let asked = readings.filter { $0.value.state != .forbidden }
    guard !asked.isEmpty else { return }
    let open = asked.filter { $0.value.state != .complete }.keys.sorted()
    let completions = asked.values.compactMap(\.completedAt)
    let isWhole = completions.count == asked.count
    let oldest = isWhole ? asked.values.min { $0.completedAt ?? .now < $1.completedAt ?? .now } : nil
    reading = (open.isEmpty ? .complete : .partial, oldest?.completedAt, oldest?.ageSeconds)
    if !open.isEmpty, readings.count > 1 {
      let named = open.prefix(8).map(\.code).joined(separator: ", ")
      notes = ["not complete: \(named)\(open.count > 8 ? " and \(open.count - 8) more" : "")"]
    }
  }

  /// The state of a market, or of all of them.
  init(of market: Market?, in catalog: Catalog) throws {
    if let market {
      self.init(of: market, try catalog.reading(of: market))
    } else {
      self.init(of: try catalog.readings())
    }
  }

  /// Adds the state of a customer's market to an answer.
  static func add(_ market: Market?, to answer: inout ToolAnswer, in catalog: Catalog) throws {
    guard let market else { return answer.add("marketReading", .null, nil) }
    let freshness = MarketFreshness(of: market, try catalog.reading(of: market))
    answer.add("marketReading", freshness.value, freshness.line)
  }

  /// `DE: complete, read 2h ago (2026-11-30T17:00Z). Absence counts only in complete markets: here it does.`
  var line: String {
    guard let reading else { return "\(place): never read. Absence counts only in complete markets: not here." }
    var words = ["\(place): \(reading.state.rawValue)"]
    if let completedAt = reading.completedAt {
      let age = reading.ageSeconds.map { "read \(AgeText.short($0)) ago" } ?? "read at a time that lies ahead"
      words.append("\(age) (\(completedAt.minutesText))")
    } else {
      words.append("never read to its end")
    }
    let absence =
      reading.state == .complete
      ? "Absence counts only in complete markets: here it does." : "Absence counts only in complete markets: not here."
    return (words + notes).joined(separator: ", ") + ". " + absence
  }

  var value: JSONValue {
    guard let reading else { return .null }
    return .object([
      "state": .string(reading.state.rawValue),
      "completedAt": reading.completedAt.map { .string($0.iso8601Text) } ?? .null,
      "ageSeconds": reading.ageSeconds.map { .integer(Int64($0)) } ?? .null,
    ])
  }
}
