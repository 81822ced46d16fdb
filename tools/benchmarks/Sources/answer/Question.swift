import CatalogModel
import CatalogQuery
import Foundation

/// What is typed, and where: a line of the judged set, or of a program that asks.
struct Question: Sendable, Decodable {
  /// The query's id in the judged set.
  var id: String?
  var text: String
  var market: Market
  var segment: Segment?

  static func all(in file: URL) throws -> [Question] {
    let decoder = JSONDecoder()
    return try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).map {
      try decoder.decode(Question.self, from: $0)
    }
  }

  /// The first twenty of what is sold there.
  var options: SearchOptions {
    SearchOptions(markets: [market], segments: segment.map { [$0] } ?? [], limit: 20)
  }
}
