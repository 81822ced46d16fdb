import Foundation

/// Names of customers as they are looked up: without case, width and accents.
package enum CustomerName {
  package static func folded(_ name: String) -> String {
    name.normalized {
      $0.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
        .decomposedStringWithCompatibilityMapping.precomposedStringWithCanonicalMapping
    }
  }
}
