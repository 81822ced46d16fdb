import CatalogQuery

/// Search hits for a person.
enum SearchTable {
  static func text(
    _ result: SearchResult, amounts: PriceOptions.Amounts = .both, console: Console
  ) -> String {
    guard !result.items.isEmpty else { return "" }
    var table = Table(columns: [
      .init(title: "CatalogItemId"),
      .init(title: "Title", least: 36, keep: 8, wraps: true),
      .init(title: "Market", least: 6, keep: 9, isOnlyShownWhereVaried: true),
      .init(title: "Segment", least: 10, keep: 5, isOnlyShownWhereVaried: true),
      .init(title: "Scope", least: 9, keep: 5, isOnlyShownWhereVaried: true),
      .init(title: "Type", least: 8, keep: 1, isOnlyShownWhereVaried: true),
      .init(title: "Publisher", least: 9, keep: 0, isOnlyShownWhereVaried: true),
      .init(title: "Terms", least: 2, keep: 4),
      .init(title: "Currency", least: 8, keep: 2, isOnlyShownWhereVaried: true),
      .init(title: "Price", least: 18, keep: 3),
      .init(title: "Age", least: 3, keep: 6, isNumber: true),
    ])
    table.rows = result.items.map { item in
      [
        .init(item.catalogItemID.rawValue, item.isPurchasable == false ? .faint : .plain), title(item),
        .init(item.market.code), .init(item.segment.rawValue), .init(item.reservationScope?.rawValue ?? ""),
        .init(item.productSubType.isEmpty ? item.productType : item.productSubType), .init(item.publisher),
        .init(Formatting.terms(item.terms)), .init(item.currency),
        .init(Formatting.prices(item.item, amounts)), .init(Formatting.age(item.ageSeconds), .faint),
      ]
    }
    return heading(result) + table.rendered(width: console.width, inColour: console.outputHasColour)
      + explanations(result)
  }

  private static func heading(_ result: SearchResult) -> String {
    result.isPartial ? "No item matches every word. Closest matches:\n\n" : ""
  }

  /// Hits of the same SKU in one row with their markets: ids of items differ from market to market.
  static func bySKU(_ result: SearchResult, console: Console) -> String {
    guard !result.items.isEmpty else { return "" }
    var table = Table(columns: [
      .init(title: "SKU"),
      .init(title: "Title", least: 36, keep: 8, wraps: true),
      .init(title: "Markets", least: 8, keep: 9),
      .init(title: "Segment", least: 10, keep: 5, isOnlyShownWhereVaried: true),
      .init(title: "Type", least: 8, keep: 1, isOnlyShownWhereVaried: true),
      .init(title: "Publisher", least: 9, keep: 0, isOnlyShownWhereVaried: true),
      .init(title: "Terms", least: 2, keep: 4),
    ])
    table.rows = groups(result.items).map { hits in
      let first = hits[0]
      let markets = hits.map(\.market.code)
      let shown = markets.prefix(mostMarkets).joined(separator: " ")
      return [
        .init(first.sku.description, hits.allSatisfy { $0.isPurchasable == false } ? .faint : .plain), title(first),
        .init(shown + (markets.count > mostMarkets ? " and \(markets.count - mostMarkets) more" : "")),
        .init(first.segment.rawValue),
        .init(first.productSubType.isEmpty ? first.productType : first.productSubType), .init(first.publisher),
        .init(Formatting.terms(first.terms)),
      ]
    }
    return heading(result) + table.rendered(width: console.width, inColour: console.outputHasColour)
  }

  private static let mostMarkets = 6

  /// Neighbours with the same SKU and segment, in their order.
  private static func groups(_ hits: [SearchHit]) -> [[SearchHit]] {
    hits.reduce(into: []) { groups, hit in
      if let last = groups.last?.last, last.sku == hit.sku, last.segment == hit.segment {
        groups[groups.count - 1].append(hit)
      } else {
        groups.append([hit])
      }
    }
  }

  /// The first hits of a result that make up a number of rows of ``bySKU(_:console:)``.
  static func firstRows(_ count: Int, of result: SearchResult) -> SearchResult {
    var cut = result
    cut.items = groups(result.items).prefix(count).flatMap(\.self)
    return cut
  }

  /// The title, preceded by what is not quite as asked: words that it lacks or that its description alone has, and the
  /// old name that was asked for.
  private static func title(_ hit: SearchHit) -> Table.Cell {
    let group = hit.matchingSKUs.map { $0 > 1 ? " (\($0) SKUs)" : "" } ?? ""
    let remarks = Formatting.remarks(
      oldName: hit.oldName, licenceID: hit.licenceID, missing: hit.missing, describedOnly: hit.describedOnly)
    var cell = Table.Cell("\(remarks)\(hit.item.displayTitle)\(group)")
    cell.emphasis = { hit.marks(in: $0) }
    return cell
  }

  /// The rank of each hit explained: its tiers, and the effect of each word.
  private static func explanations(_ result: SearchResult) -> String {
    let lines = result.items.compactMap { hit -> String? in
      guard let explanation = hit.explanation else { return nil }
      let words = explanation.words.map { word in
        guard let kind = word.kind else { return "\(word.asked): not found" }
        let found = word.found.map { $0 == word.asked ? "" : " \($0)" } ?? ""
        let fields = word.fields.isEmpty ? "" : " in \(word.fields.joined(separator: ", "))"
        return "\(word.asked): \(kind)\(found)\(fields), \(tenths(word.score))"
      }
      let head = "\(hit.catalogItemID): \(explanation.tiers.joined(separator: ", ")); \(tenths(explanation.relevance))"
      return ([head] + words.map { "  \($0)" }).map(TerminalText.safe).joined(separator: "\n")
    }
    return lines.isEmpty ? "" : "\n" + lines.joined(separator: "\n") + "\n"
  }

  private static func tenths(_ number: Float) -> String {
    let tenths = Int((number * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// The number of further hits and the facets that narrow them: `productType: Azure 40, Software 12`.
  ///
  /// `unknownValues` are sentences about filter values that the catalog does not hold, shown where nothing matches.
  static func notes(_ result: SearchResult, page: PageOptions, unknownValues: [String] = []) -> [String] {
    guard result.total > 0 else {
      let sentence = "Nothing matches \u{201C}\(TerminalText.excerpt(result.query))\u{201D}.\(didYouMean(result))"
      return [([sentence] + unknownValues + withoutPrice(result.withoutPrice)).joined(separator: " ")]
    }
    var notes = ["\(result.items.count) of \(Formatting.count(result.total, "hit")).\(didYouMean(result))"]
    notes += withoutPrice(result.withoutPrice)
    if result.next != nil || page.offset + result.items.count < result.total {
      notes[notes.count - 1] += " More: --offset \(page.offset + result.items.count)"
      for key in ["productType", "segment", "term", "market", "publisher"] {
        guard let facet = result.facets[key], facet.count > 1 else { continue }
        let values = facet.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(6)
        notes.append("\(key): " + values.map { TerminalText.safe("\($0.key) \($0.value)") }.joined(separator: ", "))
      }
    }
    return notes
  }

  /// The number of items that a filter or an order of prices leaves out.
  static func withoutPrice(_ count: Int?) -> [String] {
    guard let count, count > 0 else { return [] }
    return ["\(Formatting.count(count, "item")) without a usable price left out."]
  }

  /// The remark on partial hits in formats that do not mark them.
  static let partial = "No item matches every word; the rows are the closest matches."

  private static func didYouMean(_ result: SearchResult) -> String {
    result.suggestion.map { " Did you mean \u{201C}\(TerminalText.excerpt($0))\u{201D}?" } ?? ""
  }
}
