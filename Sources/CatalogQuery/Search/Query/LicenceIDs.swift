import CatalogSchema
import SearchFacts

/// The ids by which Microsoft Graph and PowerShell know licences: `SPE_E5`, `06ebc4ee-1bb5-47dd-8120-11324bc54e06`.
enum LicenceIDs {
  /// By id or string id, folded and without marks between.
  private static let licences: [String: SearchFacts.Licence] = {
    var licences: [String: SearchFacts.Licence] = [:]
    for licence in SearchFacts.licences {
      for id in [licence.id, licence.stringID] {
        let key = SearchText.terms(id).joined()
        if licences[key] == nil { licences[key] = licence }
      }
    }
    return licences
  }()

  /// The licence of an id, which is given as the folded words of a whole query.
  static func licence(of words: [String]) -> SearchFacts.Licence? {
    let key = words.joined()
    return key.utf8.count > 3 ? licences[key] : nil
  }
}
