import CatalogModel
import CatalogSchema
import Foundation
import GRDB

/// Reads the items of a hit: the availabilities of a SKU text in one market, best first.
struct HitItems {
  var conditions: ListingConditions
  /// The terms of the query: items that have one represent their SKU first.
  var wantedTerms: [ClassTerm]
  var now: Date

  private struct Row {
    var place: Int64
    var segment: Int32
    var offer: Int64
    var text: ItemMemory.Text
    var code: String
    var catalogItemID: String?
    var preference: Preference
    var lacksTerm: Bool
  }

  /// The items of a document in a market, best first, at most `most`.
  func items(
    of document: Int, in market: MarketPlaces, most: Int, _ index: inout SearchIndex, _ lookups: Lookups
  ) throws -> [CatalogItem] {
    guard let text = try index.memory.items.text(Int64(document), index.db) else { return [] }
    var rows: [Row] = []
    for place in market.places where conditions.admits(scope: place.scope) {
      try read(document, text, place, lookups, &index, into: &rows)
    }
    rows.sort { left, right in
      left.lacksTerm != right.lacksTerm ? right.lacksTerm : left.preference < right.preference
    }
    return try rows.prefix(most).compactMap { row in
      guard let offer = try index.memory.items.offer(row.offer, index.db) else { return nil }
      let place = ItemPlace(place: row.place, segmentNumber: Int64(row.segment), lookups)
      return CatalogItem(
        row.text, offer, place, code: row.code, catalogItemID: row.catalogItemID,
        confirmed: try ItemConfirmation.stamp(of: row.code, row.text, place, index.db), now: now)
    }
  }

  private func read(
    _ document: Int, _ text: ItemMemory.Text, _ place: (number: Int64, scope: ReservationScope?), _ lookups: Lookups,
    _ index: inout SearchIndex, into rows: inout [Row]
  ) throws {
    let statement = try PreparedStatement(
      index.db,
      """
      SELECT a.segment_id, a.ordinal, a.offer_id, a.code, \(AvailabilityColumns.irregularItemID),
        \(AvailabilityColumns.text) FROM availability a
      WHERE a.place_id = ? AND a.sku_id = ?
      """)
    statement.bind(1, place.number)
    statement.bind(2, text.sku)
    while try statement.next() {
      // Another document of the SKU is hidden by this one: its items are this hit's as well.
      guard let own = try index.memory.items.text(try statement.integer(5), index.db),
        let offer = try index.memory.items.offer(try statement.integer(2), index.db),
        conditions.admits(prerequisites: own.item.purchasePrerequisites)
      else { continue }
      let number = try statement.number(0)
      let segment = lookups.segment(number)
      guard admits(offer, segment) else { continue }
      rows.append(
        Row(
          place: place.number, segment: number, offer: try statement.integer(2), text: own,
          code: try statement.availabilityCode(3, product: text.item.productID.rawValue),
          catalogItemID: statement.isNull(4) ? nil : try statement.text(4),
          preference: Preference(
            offer.facts, segment: segment, scope: place.scope, ordinal: try statement.number(1)),
          lacksTerm: !wantedTerms.allSatisfy { $0.isHeld(by: offer.terms) }))
    }
  }

  private func admits(_ offer: ItemMemory.Offer, _ segment: Segment) -> Bool {
    conditions.isEmpty || conditions.segment.admits(segment.rawValue) && conditions.admits(offer.facts)
  }
}

extension ClassTerm {
  /// Whether one of the terms is of this duration or billing cycle; an empty one may be any.
  func isHeld(by terms: [Term]) -> Bool {
    terms.contains {
      (duration.isEmpty || $0.duration.uppercased() == duration)
        && (billingCycle.isEmpty || $0.billingCycle?.lowercased() == billingCycle)
    }
  }

  func isHeld(by terms: [ClassTerm]) -> Bool {
    terms.contains {
      (duration.isEmpty || $0.duration == duration) && (billingCycle.isEmpty || $0.billingCycle == billingCycle)
    }
  }
}
