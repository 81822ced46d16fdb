import ArgumentParser
import CatalogQuery
import Foundation
import MarketFacts
import PartnerCenter

/// The values that a shell completes. What is in the catalog file is read from there at that moment.
enum CompletionWords {
  static let segments = CompletionKind.list(["commercial", "education", "government", "nonprofit"])
  static let terms = CompletionKind.list(["P1M", "P1Y", "P3Y"])
  static let billingCycles = CompletionKind.list(["monthly", "annual", "triennial", "one_time"])
  static let scopes = CompletionKind.list(["AzurePlan", "legacy"])
  static let truth = CompletionKind.list(["true", "false"])
  static let views = CompletionKind.list(TargetView.documented.map(\.rawValue))

  /// The markets of the service.
  static let markets = CompletionKind.custom { _, _, _ in MarketFacts.all.map(\.market.code).sorted() }

  /// The domains of the customers, and the ids of those without one.
  static let customers = CompletionKind.custom { words, _, _ in
    guard let customers = try? Catalog(path: database(words)).customers() else { return [] }
    return customers.prefix(most).map { $0.domain.isEmpty ? $0.id.rawValue : $0.domain }
  }

  static let productTypes = facet("productType")
  static let publishers = facet("publisher")
  static let currencies = facet("currency")

  private static let most = 500

  /// The values of a facet in the whole catalog.
  private static func facet(_ key: String) -> CompletionKind {
    .custom { words, _, _ in
      var options = SearchOptions()
      options.page.limit = 0
      guard let facets = try? Catalog(path: database(words)).search("", options).facets[key] else { return [] }
      return Array(facets.keys.sorted().prefix(most))
    }
  }

  /// The catalog file of the line that is completed: `--db`, else that of the environment.
  private static func database(_ words: [String]) -> String {
    if let option = words.lastIndex(of: "--db"), option + 1 < words.count { return words[option + 1] }
    let environment = ProcessInfo.processInfo.environment
    return environment[SettingKey.db.variable].flatMap { $0.isEmpty ? nil : $0 }
      ?? Locations(environment: environment).database
  }
}
