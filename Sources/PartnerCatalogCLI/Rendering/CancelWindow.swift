import CatalogQuery
import Foundation
import Purchasing

/// Until when a purchase can be cancelled, as the terms of its items say.
enum CancelWindow {
  /// One line for each item whose term states a policy.
  static func texts(of lines: [PlannedLine], in catalog: Catalog?) -> [String] {
    guard let catalog else { return [] }
    return lines.compactMap { line in
      guard let reference = ItemReference(parsing: line.catalogItemID.rawValue),
        let item = (try? catalog.details(of: reference))?.skus.flatMap(\.items)
          .first(where: { $0.catalogItemID == line.catalogItemID })
      else { return nil }
      var chosen = item
      chosen.terms = item.terms.filter { term in
        term.duration.uppercased() == (line.termDuration ?? term.duration).uppercased()
          && (term.billingCycle.map { $0.lowercased() == line.billingCycle.lowercased() } ?? true)
      }
      let texts = TermDetailsText.refunds(of: chosen)
      return texts.isEmpty ? nil : "Cancelling \(line.title): refund \(texts.joined(separator: "; ")) after the order"
    }
  }
}
