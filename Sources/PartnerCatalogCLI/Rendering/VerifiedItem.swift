import CatalogJSON
import CatalogQuery
import CatalogVerification

/// An item as a row, with the result of its verification beside its keys.
struct VerifiedItem: Encodable, Sendable {
  var item: PurchasableItem
  /// `nil` without a verification.
  var verification: ItemVerification?

  private enum Keys: String, CodingKey { case verification }

  static func rows(_ items: [PurchasableItem], _ report: VerificationReport?) -> [VerifiedItem] {
    let found = Dictionary(
      report?.items.map { ($0.catalogItemID, $0) } ?? [], uniquingKeysWith: { first, _ in first })
    // A reissued item is shown under its new id.
    let renewed = Dictionary(
      report?.items.compactMap { item in item.newCatalogItemID.map { ($0, item) } } ?? [],
      uniquingKeysWith: { first, _ in first })
    return items.map {
      VerifiedItem(item: $0, verification: found[$0.catalogItemID] ?? renewed[$0.catalogItemID])
    }
  }

  func encode(to encoder: any Encoder) throws {
    try item.encode(to: encoder)
    guard let verification else { return }
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(verification, forKey: .verification)
  }

  static let columns: CSVColumns<VerifiedItem> = CSVColumns<PurchasableItem>.purchasableItem.extended(
    ["verification"], row: \.item
  ) { [$0.verification?.state.rawValue ?? ""] }
}

/// An answer, with the verification of its items beside its keys.
struct Verified<Answer: Encodable>: Encodable {
  var answer: Answer
  var verification: VerificationReport?

  private enum Keys: String, CodingKey { case verification }

  func encode(to encoder: any Encoder) throws {
    try answer.encode(to: encoder)
    guard let verification else { return }
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(verification, forKey: .verification)
  }
}
