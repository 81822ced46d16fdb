import CatalogModel
import CatalogSchema
import Foundation

extension PriceReader {
  /// Adds the promotions that hold to prices of a SKU.
  ///
  /// A promotion takes a part off the partner's price: where that is not shown, none is.
  func withPromotions(_ rows: [PricedRow], of sku: SKUReference, in market: Market) throws -> [PricedRow] {
    guard hasPromotions, options.amounts != .retail, !rows.isEmpty else { return rows }
    let promotions = try promotions(of: sku, in: market)
    guard !promotions.isEmpty else { return rows }
    return rows.map { row in
      var row = row
      row.price.promotions = promotions.filter { $0.segment == row.offer.segment }.map(\.promotion).filter {
        promotion in
        promotion.holds(at: moment) && Self.isFor(promotion, row.offer)
      }
      return row
    }
  }

  /// Whether a promotion is for the term of a price; one that names no term is for all.
  static func isFor(_ promotion: Promotion, _ offer: PriceOffer) -> Bool {
    guard !promotion.termDuration.isEmpty else { return true }
    return joins(
      offer,
      Term(
        duration: promotion.termDuration,
        billingCycle: promotion.billingCycle.isEmpty ? nil : promotion.billingCycle, description: ""))
  }

  private func promotions(of sku: SKUReference, in market: Market) throws -> [(segment: Segment, promotion: Promotion)]
  {
    guard let number = try StoredPrice.marketNumber(db, market) else { return [] }
    let rows = try PreparedStatement(
      db,
      """
      SELECT segment, code, name, starts, ends, is_automatic, policy, discount, term, cycle FROM promotion
      WHERE market_id = ? AND product = ? AND sku = ? ORDER BY segment, ordinal
      """)
    rows.bind(1, number)
    rows.bind(2, sku.product.rawValue)
    rows.bind(3, sku.sku.rawValue)
    func date(_ column: Int32) throws -> Date? { rows.isNull(column) ? nil : Date(stamp: try rows.integer(column)) }
    var promotions: [(segment: Segment, promotion: Promotion)] = []
    while try rows.next() {
      promotions.append(
        (
          Segment(try rows.text(0)),
          Promotion(
            id: try rows.text(1), name: try rows.text(2), startsAt: try date(3), endsAt: try date(4),
            isAutomatic: rows.isNull(5) ? nil : try rows.integer(5) != 0, policy: try rows.text(6),
            discount: rows.isNull(7) ? nil : PriceAmount(try rows.text(7)), termDuration: try rows.text(8),
            billingCycle: try rows.text(9))
        ))
    }
    return promotions
  }
}
