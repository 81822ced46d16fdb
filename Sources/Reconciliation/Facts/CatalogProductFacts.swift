public import CatalogModel
public import CatalogQuery
public import Foundation
import Synchronization

/// Products as a catalog file knows them, in any market.
public final class CatalogProductFacts: ProductFacts {
  private struct Known {
    var isTrial = false
    /// `nil`: it is there now.
    var lastRemoval: Date?
  }

  private enum Entry {
    case known(Known)
    case unknown
    case unread(String)
  }

  private let catalog: Catalog
  private let entries = Mutex<[SKUReference: Entry]>([:])

  /// Facts of a catalog that is open.
  public init(_ catalog: Catalog) { self.catalog = catalog }

  /// Reads a SKU once. What a sync found to be gone had ended by then, perhaps earlier.
  public func fact(of sku: SKUReference, at date: Date?) -> ProductFact {
    let entry = entries.withLock { entries in
      if let entry = entries[sku] { return entry }
      let entry = read(sku)
      entries[sku] = entry
      return entry
    }
    switch entry {
    case .unknown: return .unknown
    case .unread(let reason): return .unread(reason)
    case .known(let known):
      if let end = known.lastRemoval, let date, date > end { return .ended(end) }
      return .known(isTrial: known.isTrial)
    }
  }

  private func read(_ sku: SKUReference) -> Entry {
    do {
      guard let details = try catalog.details(of: .sku(sku)) else { return .unknown }
      let found = details.skus.first { $0.skuID == sku.sku }
      let isThere = found.map { !$0.items.isEmpty || !$0.markets.isEmpty } ?? false
      let removals = details.removed.filter { $0.skuID == sku.sku }.map(\.removedAt)
      if found == nil, removals.isEmpty { return .unknown }
      return .known(Known(isTrial: found?.isTrial ?? false, lastRemoval: isThere ? nil : removals.max()))
    } catch {
      return .unread("the catalog cannot be read: \(error.message)")
    }
  }
}
