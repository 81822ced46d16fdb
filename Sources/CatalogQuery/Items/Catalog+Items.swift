public import CatalogModel
import CatalogSchema

extension Catalog {
  /// The item of a CatalogItemId.
  ///
  /// - Parameters:
  ///   - id: `product:sku:availability`; case and the leading zeros of the SKU do not matter.
  ///   - market: the market of the item; `nil` takes the first in the order of codes.
  /// - Returns: the item as it is now; `nil` where the catalog holds none of that id: it may have been reissued (see
  ///   ``successor(of:)``) or removed (see ``details(of:market:prices:)``).
  /// - Throws: ``CatalogError`` where the file cannot be read.
  public func item(_ id: CatalogItemID, in market: Market? = nil) throws(CatalogError) -> CatalogItem? {
    guard let reference = ItemReference(parsing: id.rawValue) else { return nil }
    return try read { try $0.items(of: reference, market: market, limit: 1).first }
  }

  /// The items of a SKU.
  ///
  /// - Parameters:
  ///   - sku: its product and its id within the product.
  ///   - market: only items of this market; `nil` for all of the catalog.
  /// - Returns: the current items, by market; those that can be bought first, then commercial ones, without a
  ///   reservation scope, and the shortest term. None where the catalog holds none, which is no error.
  /// - Throws: ``CatalogError`` where the file cannot be read.
  public func items(of sku: SKUReference, in market: Market? = nil) throws(CatalogError) -> [CatalogItem] {
    try read { try $0.items(of: .sku(sku), market: market) }
  }

  /// The items of a product, of a SKU or of an availability id.
  ///
  /// - Parameters:
  ///   - reference: the id in any of its forms.
  ///   - market: only items of this market; `nil` for all of the catalog.
  /// - Returns: the current items in the order of ``items(of:in:)-(SKUReference,_)``, SKU by SKU. None where the catalog
  ///   holds none, which is no error.
  /// - Throws: ``CatalogError`` where the file cannot be read.
  public func items(of reference: ItemReference, in market: Market? = nil) throws(CatalogError) -> [CatalogItem] {
    try read { try $0.items(of: reference, market: market) }
  }
}

extension Snapshot {
  func items(of reference: ItemReference, market: Market?, limit: Int = .max) throws -> [CatalogItem] {
    guard let named = try namedItem(reference, in: market.map { [$0] } ?? []) else { return [] }
    let lookups = try Lookups(db)
    var candidates = Candidates(db: db, selection: .named(named))
    if let market { candidates.markets = lookups.numbers(of: [market]) }
    let order = Dictionary(uniqueKeysWithValues: named.skus.enumerated().map { (Int32(truncatingIfNeeded: $1), $0) })
    var found: [(candidate: Candidate, preference: Preference, market: String)] = []
    try candidates.forEach { candidate in
      found.append((candidate, try lookups.preference(of: candidate), lookups.market(candidate.market).code))
    }
    found.sort { left, right in
      let skus = (order[left.candidate.sku] ?? .max, order[right.candidate.sku] ?? .max)
      if skus.0 != skus.1 { return skus.0 < skus.1 }
      return left.market != right.market ? left.market < right.market : left.preference < right.preference
    }
    return try found.prefix(limit).compactMap { try item($0.candidate) }
  }
}
