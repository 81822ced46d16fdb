import CatalogModel
import CatalogSchema
import Foundation
import GRDB
import Synchronization

/// The cache of texts and offers, shared by all readers of a file: rows that are never changed once they are written.
final class ItemMemory: Sendable {
  /// The common part of all items of a SKU text.
  struct Text: Sendable {
    var document: Int64
    var product: Int64
    var sku: Int64
    /// An item of it, without the parts that depend on availability, offer and market.
    var item: CatalogItem
  }

  struct Offer: Sendable {
    var facts: OfferFacts
    var isRenewable: Bool
    var terms: [Term]
    var renewalInstructions: JSONFragment
  }

  /// No more of each are kept; then all go.
  private static let most = 16_384

  private let texts = Mutex<[Int64: Text]>([:])
  private let offers = Mutex<[Int64: Offer]>([:])
  private let products = Mutex<[Int64: ProductFacts]>([:])

  /// The value of a row, from the cache or else read now; `nil` where there is no such row.
  private static func value<Value: Sendable>(
    _ number: Int64, in cache: borrowing Mutex<[Int64: Value]>, _ read: () throws -> Value?
  ) rethrows -> Value? {
    if let known = cache.withLock({ $0[number] }) { return known }
    // Read outside of the lock: two readers may read the same row, with the same result.
    guard let value = try read() else { return nil }
    cache.withLock { values in
      if values.count >= most { values = [:] }
      values[number] = value
    }
    return value
  }

  func text(_ number: Int64, _ db: Database) throws -> Text? {
    try Self.value(number, in: texts) { try readText(number, db) }
  }

  func offer(_ number: Int64, _ db: Database) throws -> Offer? {
    try Self.value(number, in: offers) { try readOffer(number, db) }
  }

  /// The facts of a row of `product_text`.
  func product(_ number: Int64, _ db: Database) throws -> ProductFacts? {
    try Self.value(number, in: products) { try readProduct(number, db) }
  }

  private func readProduct(_ number: Int64, _ db: Database) throws -> ProductFacts? {
    let row = try PreparedStatement(
      db, "SELECT product_id, product_type, product_subtype, publisher FROM product_text WHERE id = ?")
    row.bind(1, number)
    defer { row.reset() }
    guard try row.next() else { return nil }
    return ProductFacts(
      product: try row.integer(0), type: try row.text(1), subtype: try row.text(2), publisher: try row.text(3))
  }

  private func readText(_ number: Int64, _ db: Database) throws -> Text? {
    let row = try PreparedStatement(
      db,
      """
      SELECT k.product_id, t.sku_id, p.code, k.code, pt.title, t.title, pt.product_type, pt.product_subtype, pt.publisher,
        t.is_trial, t.minimum_quantity, t.maximum_quantity, t.purchase_prerequisites, t.inventory_variables,
        t.document, \(Views.provisioningID)
      FROM sku_text t JOIN sku k ON k.id = t.sku_id JOIN product p ON p.id = k.product_id
      JOIN product_text pt ON pt.id = t.product_text_id
      WHERE t.id = ?
      """)
    row.bind(1, number)
    defer { row.reset() }
    guard try row.next() else { return nil }
    func list(_ column: Int32) throws -> [String] { StoredJSON.texts(try row.text(column)) }
    return Text(
      document: try row.integer(14), product: try row.integer(0), sku: try row.integer(1),
      item: CatalogItem(
        catalogItemID: "", productID: ProductID(try row.text(2)), skuID: SKUID(try row.text(3)), availabilityID: "",
        market: "", segment: "", productTitle: try row.text(4), skuTitle: try row.text(5),
        productType: try row.text(6), productSubType: try row.text(7), publisher: try row.text(8), currency: "",
        isRenewable: false, isTrial: try row.integer(9) != 0, minimumQuantity: Int(try row.integer(10)),
        maximumQuantity: Int(try row.integer(11)), terms: [], renewalInstructions: JSONFragment(canonical: "[]"),
        purchasePrerequisites: try list(12), inventoryVariables: try list(13),
        provisioningID: row.isNull(15) ? nil : try row.text(15),
        confirmedAt: .distantPast,
        ageSeconds: 0))
  }

  private func readOffer(_ number: Int64, _ db: Database) throws -> Offer? {
    let row = try PreparedStatement(
      db,
      """
      SELECT o.currency, o.is_purchasable, o.is_renewable, ot.content, o.is_purchasable_unsaid,
        json_extract(od.content, '$.renewalInstructions')
      FROM offer o JOIN offer_text ot ON ot.id = o.terms_id LEFT JOIN offer_text od ON od.id = o.details_id
      WHERE o.id = ?
      """)
    row.bind(1, number)
    defer { row.reset() }
    guard try row.next() else { return nil }
    let terms = StoredJSON.terms(try row.text(3))
    return Offer(
      facts: OfferFacts(
        currency: try row.text(0), isPurchasable: try row.integer(4) != 0 ? nil : try row.integer(1) != 0,
        terms: terms),
      isRenewable: try row.integer(2) != 0, terms: terms,
      renewalInstructions: JSONFragment(canonical: row.isNull(5) ? "[]" : try row.text(5)))
  }
}
