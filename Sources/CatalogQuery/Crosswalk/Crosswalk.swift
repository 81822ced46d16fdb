import CatalogModel
import CatalogSchema
import CrosswalkFacts

/// What an id or a name stands for, from Microsoft's published tables, which ship with the program, and from a catalog.
public enum Crosswalk {
  /// Looks a text up.
  ///
  /// Any spelling will do: a GUID of Graph, of a service plan, a legacy offer or a meter; a string id; a product, SKU,
  /// catalog item or promotion as the trade writes it; a part number; a title of today or of before; a short form. One Graph
  /// GUID belongs to many SKUs: all are there, none is chosen.
  ///
  /// - Parameters:
  ///   - text: the id or name.
  ///   - catalog: adds the ids of this tenant; `nil` for the tables alone.
  /// - Returns: a graph, empty where nothing is known.
  /// - Throws: ``CatalogError`` where the catalog cannot be read.
  public static func lookUp(_ text: String, in catalog: Catalog? = nil) throws(CatalogError) -> CrosswalkAnswer {
    guard let catalog else { return answer(text, nil) }
    return try catalog.read { snapshot in
      try snapshot.crosswalk(text)
    }
  }

  private static func answer(_ text: String, _ snapshot: Snapshot?) -> CrosswalkAnswer {
    var builder = CrosswalkBuilder(query: text)
    tables(CrosswalkText(text), &builder)
    return builder.answer
  }

  /// What the shipped tables know.
  static func tables(_ text: CrosswalkText, _ builder: inout CrosswalkBuilder) {
    if let guid = text.guid {
      builder.graphSKU(guid, withPlans: true)
      if let plan = CrosswalkFacts.servicePlan(guid) { builder.servicePlan(plan) }
      if let offer = CrosswalkFacts.legacyOffer(guid) { builder.legacyOffer(offer) }
      builder.pairs(from: .legacyOffer, guid)
      return
    }
    if let product = text.product {
      ids(product, text.sku, &builder)
      return
    }
    if text.isPartNumber, builder.pairs(from: .partNumber, text.text.uppercased()) { return }
    let folded = CrosswalkText.foldedID(text.text)
    if builder.stringID(text.text) { return }
    let plans = CrosswalkFacts.servicePlans { CrosswalkText.foldedID($0) == folded }
    let isTitle = builder.title(text.text)
    // A plan of many licences must not hide the licence that is called so.
    for plan in plans { builder.servicePlan(plan, withSKUs: !isTitle) }
    if !isTitle && plans.isEmpty { _ = builder.shortForm(text.text) }
  }

  /// Documented pairs of a product or SKU, and what those lead to.
  private static func ids(_ product: ProductID, _ sku: SKUID?, _ builder: inout CrosswalkBuilder) {
    let prefix = "\(product):"
    let skus = Set(
      CrosswalkFacts.pairs.flatMap { pair in
        [(pair.fromKind, pair.fromID), (pair.toKind, pair.toID)].filter { $0.0 == "sku" && $0.1.hasPrefix(prefix) }.map(
          \.1)
      })
    for id in skus.sorted() where sku == nil || id == "\(prefix)\(sku ?? "")" {
      builder.join((.sku, id), (.product, product.rawValue), CrosswalkBuilder.documentation, nil, .published)
      builder.pairs(from: .sku, id)
      builder.pairs(to: .sku, id)
      for pair in CrosswalkFacts.pairs where pair.fromID == id && pair.toKind == "graphSku" {
        builder.graphSKU(pair.toID, withPlans: false)
      }
    }
    builder.pairs(to: .product, product.rawValue)
  }
}
