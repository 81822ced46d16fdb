import CatalogModel
import CatalogSchema
import Foundation
import GRDB

/// Texts and offers that were read before: rows that are never changed once they are written.
struct ItemMemory: Sendable {
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

  /// How often something was added.
  private(set) var additions = 0
  private var texts: [Int64: Text] = [:]
  private var offers: [Int64: Offer] = [:]

  mutating func text(_ number: Int64, _ db: Database) throws -> Text? {
    if let text = texts[number] { return text }
    let row = try RawStatement(
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
    let text = Text(
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
    if texts.count >= Self.most { texts = [:] }
    texts[number] = text
    additions += 1
    return text
  }

  mutating func offer(_ number: Int64, _ db: Database) throws -> Offer? {
    if let offer = offers[number] { return offer }
    let row = try RawStatement(
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
    let offer = Offer(
      facts: OfferFacts(
        currency: try row.text(0), isPurchasable: try row.integer(4) != 0 ? nil : try row.integer(1) != 0,
        terms: terms),
      isRenewable: try row.integer(2) != 0, terms: terms,
      renewalInstructions: JSONFragment(canonical: row.isNull(5) ? "[]" : try row.text(5)))
    if offers.count >= Self.most { offers = [:] }
    offers[number] = offer
    additions += 1
    return offer
  }
}
