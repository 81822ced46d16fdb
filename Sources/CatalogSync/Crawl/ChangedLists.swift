import CatalogSchema
import CatalogStore

/// The changed lists of a product: the evidence that a partial refresh of it would have found.
struct ChangedLists: Sendable, Hashable {
  var isSKUListChanged: Bool
  /// The share of the availability lists that changed or are new, from 0 to 1.
  var availabilities: Double

  init(from known: ProductFingerprint, to new: ProductFingerprint) {
    let changed = new.hashes.filter { known.hashes[$0.key] != $0.value }.keys
    isSKUListChanged = changed.contains { $0.sku == nil }
    let all = new.hashes.keys.count { $0.sku != nil }
    availabilities = all == 0 ? 0 : Double(changed.count { $0.sku != nil }) / Double(all)
  }
}
