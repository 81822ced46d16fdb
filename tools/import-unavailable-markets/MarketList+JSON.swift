import CatalogModel
import Foundation

extension MarketList {
  /// The data file: a header with the origin, then every edition, the newest first, a row of markets a line. The same pages
  /// give the same bytes.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let header = Header(
      facts: kind.facts, page: kind.page,
      licence: """
        Microsoft documentation, CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/); changed: names turned into \
        the service's market codes.
        """,
      derived:
        "Written by tools/import-unavailable-markets, not by hand; every page named at an edition gives this same list."
    )
    let provenance = String(decoding: try encoder.encode(header), as: UTF8.self)
      .replacing("\" : ", with: "\": ").replacing("\n", with: "\n  ")
    return """
      {
        "provenance": \(provenance),
        "editions": [
      \(try editions.map(Self.text).joined(separator: ",\n"))
        ]
      }

      """
  }

  /// Whether a data file holds every edition that was read, whatever else it holds.
  func isHeld(by file: Data) -> Bool {
    struct File: Decodable {
      struct Edition: Decodable {
        var date: String
        var markets: [Market]
      }
      var editions: [Edition]
    }
    guard let file = try? JSONDecoder().decode(File.self, from: file) else { return false }
    return editions.allSatisfy { edition in
      file.editions.contains { $0.date == edition.date && $0.markets == edition.markets }
    }
  }

  private static func text(_ edition: Edition) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    func json(_ value: some Encodable) throws -> String { String(decoding: try encoder.encode(value), as: UTF8.self) }
    let pages = try edition.pages.map { page in
      try "        " + json(Header.Page(locale: page.locale, handedOver: page.handedOver.map(iso)))
    }
    let rows = try stride(from: 0, to: edition.markets.count, by: 20).map { start in
      try "        " + edition.markets[start..<min(start + 20, edition.markets.count)].map(json).joined(separator: ", ")
    }
    return """
          {
            "date": \(try json(edition.date)),
            "pages": [
      \(pages.joined(separator: ",\n"))
            ],
            "markets": [
      \(rows.joined(separator: ",\n"))
            ]
          }
      """
  }

  /// `10/09/2018` → `2018-10-09`; anything else stays as it is.
  static func iso(_ date: String) -> String {
    let parts = date.split(separator: "/")
    guard parts.count == 3, parts[2].count == 4, parts.allSatisfy({ $0.allSatisfy(\.isNumber) }) else { return date }
    let pad = { (part: Substring) in part.count == 1 ? "0\(part)" : String(part) }
    return "\(parts[2])-\(pad(parts[0]))-\(pad(parts[1]))"
  }

  private struct Header: Encodable {
    var facts: String
    var page: String
    var licence: String
    var derived: String

    struct Page: Encodable {
      var locale: String
      var handedOver: String?
    }
  }
}
