import CatalogModel
import CatalogStore
import Foundation
import GRDB

extension Snapshot {
  /// The whole item of a candidate.
  func item(_ candidate: Candidate) throws -> CatalogItem? {
    candidate.removed == 0 ? try present(candidate) : try removed(candidate)
  }

  /// Texts and offers are read once for all items that share them.
  private func present(_ candidate: Candidate) throws -> CatalogItem? {
    try memory.withIndex(db) { index in
      let lookups = Lookups(db, names: index.memory.names)
      guard let text = try index.memory.items.text(Int64(candidate.text), db),
        let offer = try index.memory.items.offer(Int64(candidate.offer), db)
      else { return nil }
      let row = try RawStatement(
        db,
        """
        SELECT code, catalog_item_id FROM availability
        WHERE place_id = ? AND sku_id = ? AND segment_id = ? AND ordinal = ?
        """)
      row.bind(1, Int64(candidate.place))
      row.bind(2, Int64(candidate.sku))
      row.bind(3, Int64(candidate.segment))
      row.bind(4, Int64(candidate.ordinal))
      defer { row.reset() }
      guard try row.next() else { return nil }
      return try CatalogItem(
        text, offer,
        ItemPlace(place: Int64(candidate.place), segmentNumber: Int64(candidate.segment), lookups),
        code: row.availabilityCode(0, of: text.productID), catalogItemID: row.isNull(1) ? nil : row.text(1), now: now,
        db)
    }
  }

  /// An item that is gone, as it was, confirmed when it was seen to be gone.
  private func removed(_ candidate: Candidate) throws -> CatalogItem? {
    try memory.withIndex(db) { index in
      let lookups = Lookups(db, names: index.memory.names)
      guard let text = try index.memory.items.text(Int64(candidate.text), db),
        let offer = try index.memory.items.offer(Int64(candidate.offer), db)
      else { return nil }
      let row = try RawStatement(
        db, "SELECT code, catalog_item_id, removed_at FROM removed_availability WHERE id = ?")
      row.bind(1, Int64(candidate.removed))
      defer { row.reset() }
      guard try row.next() else { return nil }
      var item = try CatalogItem(
        text, offer,
        ItemPlace(place: Int64(candidate.place), segmentNumber: Int64(candidate.segment), lookups), code: row.text(0),
        catalogItemID: row.isNull(1) ? nil : row.text(1), now: now, db)
      item.confirmedAt = Date(stamp: row.integer(2))
      item.ageSeconds = age(item.confirmedAt)
      return item
    }
  }
}
