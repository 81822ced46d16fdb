import CatalogJSON
import CatalogQuery

/// Markets for a person.
enum MarketTable {
  static func text(_ rows: [MarketResponse], console: Console) -> String {
    guard !rows.isEmpty else { return "" }
    var table = Table(columns: [
      .init(title: "Market"), .init(title: "Name", least: 10, keep: 2), .init(title: "Currency", least: 8, keep: 3),
      .init(title: "Items", least: 5, keep: 4, isNumber: true), .init(title: "State", least: 9, keep: 5),
      .init(title: "Age", least: 3, keep: 6, isNumber: true),
      .init(title: "Software subscriptions", least: 8, keep: 1),
    ])
    table.rows = rows.map { row in
      [
        .init(row.market.code), .init(row.localName), .init(row.currency ?? ""), .init("\(row.items)"),
        .init(row.state.rawValue, Formatting.style(row.state)), .init(Formatting.age(row.ageSeconds), .faint),
        row.sellsSoftwareSubscriptions ? "" : .init("not sold", .caution),
      ]
    }
    return table.rendered(width: console.width, inColour: console.outputHasColour)
  }

  static func text(_ rows: [UnavailableMarketResponse], console: Console) -> String {
    var table = Table(columns: [
      .init(title: "Market"), .init(title: "Country", least: 7, keep: 1), .init(title: "Name", least: 10, keep: 3),
      .init(title: "Not sold", least: 12, keep: 4), .init(title: "Source", least: 10, keep: 2),
      .init(title: "Recorded", least: 10, keep: 0),
    ])
    table.rows = rows.map { row in
      [
        .init(row.market.code), .init(row.isoCountry), .init(row.localName), .init(row.productSubType),
        .init([row.source.rawValue, row.documentDate].compactMap(\.self).joined(separator: " ")),
        .init(Formatting.time(row.recordedAt), .faint),
      ]
    }
    return table.rendered(width: console.width, inColour: console.outputHasColour)
  }
}
