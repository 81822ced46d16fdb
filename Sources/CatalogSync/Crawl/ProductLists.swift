import CatalogModel
import CatalogSchema
import CatalogStore
import PartnerCenter

/// The SKU lists of a product as read: one for each segment.
struct SKULists: Sendable {
  /// The SKUs of each list, in the order requested; the content is `nil` if the stored one is current.
  var parts: [[(id: SKUID, content: SKUContent?)]] = []
  var hashes: [ProductFingerprint.List: Int64] = [:]
  /// The availability lists that belong to these SKUs.
  var wanted: [ProductFingerprint.List] = []
  /// Lists that could not be read, or not all of them.
  var unread: [ProductFingerprint.List: RequestError] = [:]
  var isUnchanged = true

  /// Adds a list. A SKU that occurs in it twice is read once.
  mutating func add(_ skus: [(id: SKUID, content: SKUContent?)], list: ProductFingerprint.List, hash: Int64?) {
    hashes[list] = hash
    parts.append(skus)
    var seen: Set<SKUID> = []
    wanted += skus.compactMap {
      seen.insert($0.id).inserted ? ProductFingerprint.List(sku: $0.id, segment: list.segment) : nil
    }
  }
}

/// The availability lists of a product as read, with the hashes of all its lists.
struct AvailabilityLists: Sendable {
  var hashes: [ProductFingerprint.List: Int64]
  var isUnchanged: Bool
  /// Lists that could not be read, or not all of them.
  private(set) var unread: [ProductFingerprint.List: RequestError]
  /// The availabilities of the lists that were decoded; those of the others are stored.
  private var availabilities: [ProductFingerprint.List: [AvailabilityContent]] = [:]

  init(after lists: SKULists) {
    hashes = lists.hashes
    isUnchanged = lists.isUnchanged
    unread = lists.unread
  }

  mutating func add(
    _ contents: [AvailabilityContent], list: ProductFingerprint.List, hash: Int64, isKnown: Bool = false
  ) {
    if !isKnown { isUnchanged = false }
    hashes[list] = hash
    availabilities[list] = contents
  }

  mutating func miss(
    _ list: ProductFingerprint.List, _ failure: RequestError, showing contents: [AvailabilityContent]? = nil
  ) {
    isUnchanged = false
    unread[list] = failure
    availabilities[list] = contents
  }

  var firstFailure: RequestError? { unread.firstFailure }

  /// Joins the lists: a SKU or an availability that occurs in several lists, or twice in one, is one item.
  func content(of product: ProductContent, skuLists: SKULists, stored: StoredUnit?) -> ProductSnapshot {
    var skus: [SKUID: SKUOffering] = [:]
    for (id, content) in skuLists.parts.joined() where skus[id] == nil {
      guard let content = content ?? stored?.skus[id]?.content else { continue }
      skus[id] = SKUOffering(content: content, availabilities: [])
    }
    var seen: [SKUID: Set<AvailabilityID>] = [:]
    for list in skuLists.wanted {
      guard let sku = list.sku, skus[sku] != nil else { continue }
      // Nothing is known of a new SKU whose list cannot be read, not even that it is not sold: it is left out.
      if unread[list] != nil, availabilities[list] == nil, stored?.skus[sku] == nil {
        skus[sku] = nil
        continue
      }
      let shown = availabilities[list] ?? known(list, stored)
      let new = shown.filter { seen[sku, default: []].insert($0.id).inserted }
      skus[sku]?.availabilities += new
    }
    return ProductSnapshot(product: product, skus: skus)
  }

  /// The stored availabilities of a list that has not changed, or could not be read.
  private func known(_ list: ProductFingerprint.List, _ stored: StoredUnit?) -> [AvailabilityContent] {
    guard let sku = list.sku, hashes[list] != nil || unread[list] != nil else { return [] }
    return (stored?.skus[sku]?.availabilities ?? []).map(\.content).filter {
      (list.segment == .nonprofit) == ($0.segment == .nonprofit)
    }
  }
}

extension [ProductFingerprint.List: RequestError] {
  /// The first failure by path and SKU, so that several failures are always reported by the same one.
  var firstFailure: RequestError? {
    self.min { ($0.value.path, $0.key.sku?.rawValue ?? "") < ($1.value.path, $1.key.sku?.rawValue ?? "") }?.value
  }
}
