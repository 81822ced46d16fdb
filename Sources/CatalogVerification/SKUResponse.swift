import CatalogModel
import CatalogQuery
import CatalogStore

/// The availabilities of one SKU in a response.
struct SKUResponse: Sendable {
  var availabilities: [AvailabilityContent] = []
  /// The SKU and the product, where the response embeds complete copies.
  var sku: SKUContent?
  var product: ProductContent?

  enum Finding: Hashable {
    case asStored
    /// It is there, and something of it is not as it is stored, or its id was reissued.
    case different
    case absent
  }

  /// The state of a stored item in the response.
  func finding(of item: CatalogItem, in stored: StoredSKU, unit: StoredUnit) -> Finding {
    let before = stored.availabilities.map(\.content)
    guard let index = before.firstIndex(where: { $0.id == item.availabilityID }) else { return .different }
    guard let pair = AvailabilityPairing(old: before, new: availabilities).pairs.first(where: { $0.old == index })
    else { return .absent }
    let isTextSame = (sku == nil || sku == stored.content) && (product == nil || product == unit.product)
    var known = before[index]
    known.offer = unit.comparable(known.offer, with: availabilities[pair.new].offer)
    return isTextSame && known == availabilities[pair.new] ? .asStored : .different
  }
}
