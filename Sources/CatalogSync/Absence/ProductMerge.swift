import CatalogModel
import CatalogStore
import PartnerCenter

/// Merges a reading of a product with its stored content: only an absence that is confirmed removes anything.
///
/// Each of ``questions`` is answered by ``note(_:of:)``; afterwards ``merged`` is the content to store.
struct ProductMerge {
  /// The content that the service shows, with SKUs that are not sold but answer by id.
  private(set) var shown: ProductSnapshot
  /// Why a part of the product is unknown; `nil` if every part was read.
  private(set) var failure: RequestError?
  /// Items that are confirmed to be gone.
  private(set) var gone: [MissingItem] = []
  /// Items that the reading does not show and that stay.
  private(set) var kept: [MissingItem] = []
  /// Items that the reading does not show, to be requested by id; none if a part of the product could not be read.
  let questions: [MissingItem]
  private let stored: StoredUnit?

  /// Begins a merge.
  ///
  /// - Parameters:
  ///   - shown: the content that the service shows.
  ///   - stored: the stored product; `nil` if there is none, or it is removed.
  ///   - unread: why a part of the product could not be read; then absence from the reading proves nothing.
  init(_ shown: ProductSnapshot, onto stored: StoredUnit?, unread: RequestError?) {
    self.shown = shown
    self.stored = stored
    failure = unread
    let missing = stored?.missing(from: shown) ?? []
    questions = unread == nil ? missing : []
    if unread != nil { kept = missing }
  }

  /// Takes the result of requesting a missing item by id.
  mutating func note(_ presence: AbsenceCheck.Presence, of item: MissingItem) {
    switch presence {
    case .there: kept.append(item)
    case .gone: gone.append(item)
    case .emptied: empty(item)
    case .unknown(let refusal):
      kept.append(item)
      failure = failure ?? refusal
    }
  }

  /// Keeps the items that are confirmed to be gone: the removal guard does not believe them yet.
  mutating func holdBack() {
    kept += gone
    gone = []
  }

  /// Whether every part of the product is known.
  var isWhole: Bool { failure == nil }

  /// The confirmed removals.
  var removals: Set<ProductPart> { Set(gone.map(ProductPart.init)) }

  /// The number of catalog items that ``gone`` removes.
  var removedItems: Int { gone.reduce(0) { $0 + (stored?.items(in: $1) ?? 0) } }

  /// The content to store: the items shown, and those that stay.
  var merged: ProductSnapshot {
    var content = shown
    for item in kept {
      switch item {
      case .sku(let sku):
        content.skus[sku] = (stored?.skus[sku]).map {
          SKUOffering(content: $0.content, availabilities: $0.availabilities.map(\.content))
        }
      case .availability(let sku, let availability, _):
        guard let old = stored?.skus[sku]?.availabilities.first(where: { $0.content.id == availability }) else {
          continue
        }
        content.skus[sku]?.availabilities.append(old.content)
      }
    }
    return content
  }

  /// Keeps a SKU that answers and is not sold; its availabilities are gone.
  private mutating func empty(_ item: MissingItem) {
    guard case .sku(let sku) = item, let old = stored?.skus[sku] else { return gone.append(item) }
    shown.skus[sku] = SKUOffering(content: old.content, availabilities: [])
    gone += old.availabilities.map { .availability(sku, $0.content.id, $0.content.segment) }
  }
}
