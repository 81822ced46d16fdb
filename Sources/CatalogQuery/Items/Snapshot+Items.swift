import CatalogModel
import CatalogSchema
import Foundation
import GRDB

extension Snapshot {
  /// The item of a candidate. Shared texts and offers are read once.
  ///
  /// A removed item keeps its last content; its confirmation is the time of its removal.
  func item(_ candidate: Candidate) throws -> CatalogItem? {
    try withIndex { try $0.item(candidate, now: now) }
  }
}

extension SearchIndex {
  /// The item of a candidate; see ``Snapshot/item(_:)``.
  func item(_ candidate: Candidate, now: Date) throws -> CatalogItem? {
    guard let (text, offer, place) = try parts(of: candidate) else { return nil }
    let row = try ownRow(of: candidate)
    defer { row.reset() }
    guard try row.next() else { return nil }
    let code = try row.availabilityCode(0, product: text.item.productID.rawValue)
    let confirmed = row.isNull(2) ? try ItemConfirmation.stamp(of: code, text, place, db) : try row.integer(2)
    return CatalogItem(
      text, offer, place, code: code, catalogItemID: row.isNull(1) ? nil : try row.text(1), confirmed: confirmed,
      now: now)
  }

  /// The item of a candidate without its ids and its confirmation, which are in its own row: all that filters look at.
  func content(of candidate: Candidate, now: Date) throws -> CatalogItem? {
    guard let (text, offer, place) = try parts(of: candidate) else { return nil }
    return CatalogItem(text, offer, place, code: "", catalogItemID: "", confirmed: 0, now: now)
  }

  private func parts(
    of candidate: Candidate
  ) throws -> (text: ItemMemory.Text, offer: ItemMemory.Offer, place: ItemPlace)? {
    guard let text = try memory.items.text(Int64(candidate.text), db),
      let offer = try memory.items.offer(Int64(candidate.offer), db)
    else { return nil }
    let place = ItemPlace(
      place: Int64(candidate.place), segmentNumber: Int64(candidate.segment), Lookups(self))
    return (text, offer, place)
  }

  /// The id's stored form, the CatalogItemId, and when it was seen to be gone; NULL for one that is there.
  private func ownRow(of candidate: Candidate) throws -> PreparedStatement {
    guard candidate.removed == 0 else {
      let row = try PreparedStatement(
        db, "SELECT code, catalog_item_id, removed_at FROM removed_availability WHERE id = ?")
      row.bind(1, Int64(candidate.removed))
      return row
    }
    let row = try PreparedStatement(
      db,
      """
      SELECT a.code, \(AvailabilityColumns.irregularItemID), NULL FROM availability a
      WHERE a.place_id = ? AND a.sku_id = ? AND a.segment_id = ? AND a.ordinal = ?
      """)
    row.bind(1, Int64(candidate.place))
    row.bind(2, Int64(candidate.sku))
    row.bind(3, Int64(candidate.segment))
    row.bind(4, Int64(candidate.ordinal))
    return row
  }
}
