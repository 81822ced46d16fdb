import CatalogJSON
import CatalogModel
import CatalogQuery
import Foundation

/// Reads what a person calls an item: an id in any form, the end of one, or a title. One rule for every command.
enum ItemChoice {
  /// The product, SKU or availability that a text means.
  ///
  /// - Parameters:
  ///   - words: the words of the command line.
  ///   - market: where titles are looked up; `nil` for all markets.
  ///   - catalog: the catalog that knows them.
  /// - Returns: an id, which the catalog may never have held if it is spelled as a whole id.
  /// - Throws: ``CommandError`` with status `nothingMatched` where nothing or several SKUs are meant.
  static func reference(_ words: [String], market: Market? = nil, in catalog: Catalog) throws -> ItemReference {
    let text = words.joined(separator: " ").trimmingCharacters(in: .whitespacesAndNewlines)
    guard !text.isEmpty else { throw CommandError.usage("Name an item.") }
    let parsed = ItemReference(parsing: text)
    if let parsed, isWholeID(parsed) { return parsed }
    if let parsed, try catalog.details(of: parsed, market: market) != nil { return parsed }
    let found = try catalog.search(text, SearchOptions(market: market, limit: mostHits))
    guard found.total > 0, !found.isPartial else {
      if parsed != nil, words.count == 1 { throw CatalogError.itemUnreadable(text) }
      throw unknown(text, found)
    }
    // The title of a SKU goes before that of a product, which all its SKUs share.
    var titled = found.items.filter { $0.item.skuTitle.lowercased() == text.lowercased() }
    if let only = only(titled.map(\.sku)) { return .sku(only) }
    if titled.isEmpty { titled = found.items.filter { $0.item.productTitle.lowercased() == text.lowercased() } }
    if let only = only(titled.map(\.sku)) { return .sku(only) }
    if let only = only(found.items.map(\.sku)) { return .sku(only) }
    // The end of a product's id names the product, however many SKUs it has.
    if words.count == 1, let product = only(found.items.map(\.productID)),
      product.rawValue.lowercased().hasSuffix(text.lowercased())
    {
      return .product(product)
    }
    throw several(text, titled.isEmpty ? found.items : titled)
  }

  private static let mostHits = 200
  private static let mostNamed = 6

  /// Whether each part is as long as the service's own ids: such an id is never looked up as words.
  private static func isWholeID(_ reference: ItemReference) -> Bool {
    reference.product.rawValue.utf8.count >= 12 && reference.product.rawValue.utf8.allSatisfy { $0 < 0x80 }
      && reference.product.rawValue.contains(where: \.isNumber)
  }

  private static func only<Value: Hashable>(_ values: [Value]) -> Value? {
    Set(values).count == 1 ? values.first : nil
  }

  private static func unknown(_ text: String, _ found: SearchResult) -> CommandError {
    let near = found.suggestion.map { " Did you mean \u{201C}\(TerminalText.excerpt($0))\u{201D}?" } ?? ""
    return CommandError(
      .nothingMatched, code: .itemNotFound,
      message:
        "No item is called \u{201C}\(TerminalText.excerpt(text))\u{201D}.\(near) `partner-catalog search` finds items by words."
    )
  }

  private static func several(_ text: String, _ hits: [SearchHit]) -> CommandError {
    var named: [CommandError.Candidate] = []
    for hit in hits where !named.contains(where: { $0.id == hit.sku.description }) {
      named.append(.init(id: hit.sku.description, name: Formatting.title(hit.item), domain: ""))
    }
    return CommandError(
      .nothingMatched, code: .itemAmbiguous,
      message:
        "\u{201C}\(TerminalText.excerpt(text))\u{201D} matches \(Formatting.count(named.count, "SKU")): name one by its ID.",
      candidates: Array(named.prefix(mostNamed)))
  }
}
