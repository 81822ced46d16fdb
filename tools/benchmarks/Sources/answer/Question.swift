import CatalogModel
import CatalogQuery
import Foundation

/// One line of the judged set: what is typed, and where.
struct Question: Sendable, Decodable {
  var id: String
  var text: String
  var market: Market
  var segment: Segment?

  static func all(in file: URL) throws -> [Question] {
    let decoder = JSONDecoder()
    return try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).map {
      try decoder.decode(Question.self, from: $0)
    }
  }

  func options(limit: Int) -> SearchOptions {
    SearchOptions(markets: [market], segments: segment.map { [$0] } ?? [], limit: limit)
  }
}
