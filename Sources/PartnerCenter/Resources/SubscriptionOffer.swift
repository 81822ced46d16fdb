import CatalogModel
import Foundation

/// The offer of a subscription.
///
/// Source: bodies of "Get all of a customer's subscriptions" and "Get a subscription by ID": the offer id is in
/// `offerId`; where that is null, in the links: `offer` of legacy offers, `availability`, `sku` and `product` of new
/// commerce.
enum SubscriptionOffer {
  /// - Parameters:
  ///   - given: the `offerId` of the response.
  ///   - links: the `links` of the response.
  /// - Returns: a CatalogItemId, a SKU or a product, or a legacy offer id; `nil` where the response has none.
  static func id(given: String?, links: JSONValue?) -> String? {
    if let given = given.map(withoutQuery), !given.isEmpty { return given }
    for name in ["availability", "sku", "product"] {
      if let item = path(links, name).flatMap(item) { return item }
    }
    return path(links, "offer").flatMap { value(after: "offers", in: $0) }
  }

  private static func path(_ links: JSONValue?, _ name: String) -> [String]? {
    links?[name]?["uri"]?.text.map { uri in
      withoutQuery(uri).split(separator: "/").map { $0.removingPercentEncoding ?? String($0) }
    }
  }

  /// `/products/P/skus/S/availabilities/A` → `P:S:A`.
  private static func item(_ path: [String]) -> String? {
    guard let product = value(after: "products", in: path) else { return nil }
    guard let sku = value(after: "skus", in: path) else { return product }
    return [product, sku, value(after: "availabilities", in: path)].compactMap(\.self).joined(separator: ":")
  }

  private static func value(after word: String, in path: [String]) -> String? {
    path.firstIndex { $0.lowercased() == word }.flatMap { index in
      path.indices.contains(index + 1) ? path[index + 1] : nil
    }
  }

  private static func withoutQuery(_ text: String) -> String {
    String(text.prefix { $0 != "?" && $0 != "#" })
  }
}
