import CatalogQuery

/// Search hits for a person.
enum SearchTable {
  static func text(_ result: SearchResult, console: Console) -> String {
    guard !result.items.isEmpty else { return "" }
    var table = Table(columns: [
      .init(title: "CatalogItemId"),
      .init(title: "Title", least: 16, keep: 8),
      .init(title: "Market", least: 6, keep: 9),
      .init(title: "Segment", least: 10, keep: 5),
      .init(title: "Type", least: 8, keep: 1),
      .init(title: "Publisher", least: 9, keep: 0),
      .init(title: "Terms", least: 11, keep: 4),
      .init(title: "Currency", least: 8, keep: 2),
      .init(title: "Age", least: 3, keep: 6, isNumber: true),
    ])
    table.rows = result.items.map { item in
      [
        .init(item.catalogItemID.rawValue, item.isPurchasable ? .plain : .faint), .init(Words.title(item.item)),
        .init(item.market.code), .init(Words.segment(item.item)),
        .init(item.productSubType.isEmpty ? item.productType : item.productSubType), .init(item.publisher),
        .init(Words.terms(item.terms)), .init(item.currency), .init(Words.age(item.ageSeconds), .faint),
      ]
    }
    return table.rendered(width: console.width, inColour: console.outputHasColour)
  }

  /// How much more there is, and by what it can be narrowed: `productType: Azure 40, Software 12`.
  static func notes(_ result: SearchResult, page: PageOptions) -> [String] {
    guard result.total > 0 else {
      return ["Nothing matches \u{201C}\(TerminalText.safe(result.query))\u{201D}."]
    }
    var notes = ["\(result.items.count) of \(Words.count(result.total, "hit"))."]
    if page.offset + result.items.count < result.total {
      notes[0] += " More: --offset \(page.offset + result.items.count)"
      for key in ["productType", "segment", "market", "publisher"] {
        guard let facet = result.facets[key], facet.count > 1 else { continue }
        let values = facet.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(6)
        notes.append("\(key): " + values.map { TerminalText.safe("\($0.key) \($0.value)") }.joined(separator: ", "))
      }
    }
    return notes
  }
}
