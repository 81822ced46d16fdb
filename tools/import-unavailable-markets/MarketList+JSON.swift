import CatalogModel
import Foundation
import MarketFacts

extension MarketList {
  /// The data file: a header with the origin, then one market a line. The same pages give the same bytes.
  func json() throws -> String {
    let header = Header(
      facts:
        "Markets where software subscriptions (product type Software, sub-type SoftwareSubscriptions) are not sold.",
      page: "Make a one-time purchase",
      editions: editions.map {
        .init(locale: $0.locale, date: $0.date.map(Self.iso), handedOver: $0.handedOver.map(Self.iso))
      },
      licence: """
        Microsoft documentation, CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/); changed: names turned into \
        the service's market codes, ISO countries and English names added from markets.json.
        """,
      derived:
        "Written by tools/import-unavailable-markets, not by hand; every edition named here gives this same list.")
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let provenance = String(decoding: try encoder.encode(header), as: UTF8.self)
      .replacing("\" : ", with: "\": ").replacing("\n", with: "\n  ")
    encoder.outputFormatting = [.withoutEscapingSlashes]
    let rows = try markets.map { row in
      let market = try encoder.encode(row.market), country = try encoder.encode(row.isoCountry)
      let name = try encoder.encode(row.name)
      return "    {\"market\": \(String(decoding: market, as: UTF8.self)), "
        + "\"isoCountry\": \(String(decoding: country, as: UTF8.self)), "
        + "\"name\": \(String(decoding: name, as: UTF8.self))}"
    }
    return """
      {
        "provenance": \(provenance),
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
    var editions: [Edition]
    var licence: String
    var derived: String

    struct Edition: Encodable {
      var locale: String
      var date: String?
      var handedOver: String?
    }
  }
}
