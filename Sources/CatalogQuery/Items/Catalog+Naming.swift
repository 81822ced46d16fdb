public import CatalogModel
import Foundation

extension Catalog {
  /// The product, SKU or availability that a person's text means: an id in any form, the end of one, or a title.
  ///
  /// - Parameters:
  ///   - words: the words of the text; one word may be the end of an id.
  ///   - market: where titles are looked up; `nil` for all markets.
  /// - Returns: an id, which the catalog may never have held if it is spelled as a whole id.
  /// - Throws: ``CatalogError``: nothing is called so, or several SKUs are, which are its
  ///   ``CatalogError/itemCandidates``; also where the text is blank, or no id and no title.
  public func reference(naming words: [String], market: Market? = nil) throws(CatalogError) -> ItemReference {
    try read { try $0.reference(naming: words, market: market) }
  }

  /// Everything that is known of what a person's text means.
  ///
  /// - Parameters:
  ///   - words: as in ``reference(naming:market:)``.
  ///   - market: only what is known of this market; `nil` for all.
  ///   - prices: the prices to add.
  /// - Returns: the product with the SKUs that are meant.
  /// - Throws: ``CatalogError``, as ``reference(naming:market:)``; for an id that the service replaced, its
  ///   ``CatalogError/successor`` is the present one.
  public func details(
    naming words: [String], market: Market? = nil, prices: PriceOptions = PriceOptions()
  ) throws(CatalogError) -> ItemDetails {
    try read { snapshot in
      let item = try snapshot.reference(naming: words, market: market)
      if let details = try snapshot.details(of: item, market: market, prices: prices) { return details }
      let successor = try snapshot.namedItem(item).flatMap { try snapshot.successor(of: $0) }
      throw CatalogError.unknownItem(item, in: market, successor: successor.map { CatalogItemID($0) })
    }
  }
}

extension Snapshot {
  fileprivate func reference(naming words: [String], market: Market?) throws -> ItemReference {
    let text = words.joined(separator: " ").trimmingCharacters(in: .whitespacesAndNewlines)
    guard !text.isEmpty else { throw CatalogError.itemUnreadable(text) }
    let parsed = ItemReference(parsing: text)
    if let parsed, parsed.isWholeID { return parsed }
    if let parsed, try details(of: parsed, market: market) != nil { return parsed }
    let found = try search(text, SearchOptions(market: market, limit: Self.mostHits))
    guard found.total > 0, !found.isPartial else {
      if parsed != nil, words.count == 1 { throw CatalogError.itemUnreadable(text) }
      throw CatalogError.itemNotFound(text, suggestion: found.suggestion)
    }
    // The title of a SKU goes before that of a product, which all its SKUs share.
    var titled = found.items.filter { $0.item.skuTitle.lowercased() == text.lowercased() }
    if let only = Self.only(titled.map(\.item.sku)) { return .sku(only) }
    if titled.isEmpty { titled = found.items.filter { $0.item.productTitle.lowercased() == text.lowercased() } }
    if let only = Self.only(titled.map(\.item.sku)) { return .sku(only) }
    if let only = Self.only(found.items.map(\.item.sku)) { return .sku(only) }
    // The end of a product's id names the product, however many SKUs it has.
    if words.count == 1, let product = Self.only(found.items.map(\.item.productID)),
      product.rawValue.lowercased().hasSuffix(text.lowercased())
    {
      return .product(product)
    }
    throw CatalogError.itemAmbiguous(text, (titled.isEmpty ? found.items : titled).map(\.item))
  }

  private static let mostHits = 200

  private static func only<Value: Hashable>(_ values: [Value]) -> Value? {
    Set(values).count == 1 ? values.first : nil
  }
}

extension ItemReference {
  /// Whether each part is as long as the service's own ids: such an id is never looked up as words.
  fileprivate var isWholeID: Bool {
    product.rawValue.utf8.count >= 12 && product.rawValue.utf8.allSatisfy { $0 < 0x80 }
      && product.rawValue.contains(where: \.isNumber)
  }
}
