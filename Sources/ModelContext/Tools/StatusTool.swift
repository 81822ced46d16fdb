import CatalogJSON
import CatalogModel
import CatalogQuery
import Foundation

extension Tool {
  /// Age and completeness of the markets.
  static let status = Tool(
    "status", "Age and completeness of the catalog, by market.", [.market, .cursor],
    output: [
      "version": .text, "total": .integer,
      "markets": .list(.object([:])),
    ],
    limit: { _ in .seconds(5) }
  ) { question in
    let market = try question.arguments.market()
    let markets = try question.catalog.markets().filter { market == nil || $0.market == market }
    let freshness = try MarketFreshness(of: market, in: question.catalog)
    var answer = try ToolAnswer(question)
    answer.add("total", .integer(Int64(markets.count)), markets.count == 1 ? "1 market" : "\(markets.count) markets")
    answer.add("marketReading", freshness.value, freshness.line)
    let version = try question.catalog.dataVersion().description
    answer.add("version", .string(version), "version of the data: \(version)")
    let rows = markets.map { status in
      var row = AnswerRow()
      row.add("market", status.market.code)
      row.add("state", status.state.rawValue)
      row.add(
        "completedAt", status.completedAt.map { .string($0.iso8601Text) } ?? .null,
        status.completedAt.map { "read \($0.minutesText)" } ?? "never read to its end")
      row.add(
        "ageSeconds", status.ageSeconds.map { .integer(Int64($0)) } ?? .null,
        status.ageSeconds.map { "\(AgeText.short($0)) ago" })
      row.add("items", .integer(Int64(status.items)), "\(status.items) items")
      if let step = status.nextStep { row.add("nextStep", step.message) }
      return row
    }
    answer.add("markets", rows, from: try question.arguments.offset(), limit: Argument.mostRows)
    return answer
  }
}
