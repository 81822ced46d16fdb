import CatalogModel
import Foundation

/// A name that Foundation does not know, placed by a person.
struct Alias: Codable, Hashable {
  /// The language of the pages that use it; `en` stands on the pages of any language, where words stay untranslated.
  var locale: String
  var name: String
  var market: Market
  /// Why the name means that market.
  var reason: String

  /// The reviewed list, `aliases.json`.
  static func reviewed() throws -> [Alias] {
    try JSONDecoder().decode([Alias].self, from: Data(PackageResources.aliases_json))
  }
}
