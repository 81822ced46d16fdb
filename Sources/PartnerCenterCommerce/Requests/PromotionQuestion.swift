public import CatalogModel
import Foundation

/// One item of a question about promotions.
///
/// Source: "Verify promotion eligibility".
public struct PromotionQuestion: Sendable, Hashable {
  /// The item to buy.
  public var catalogItemID: CatalogItemID
  /// Units.
  public var quantity: Int
  /// ISO 8601.
  public var termDuration: String
  /// One that the term offers.
  public var billingCycle: BillingCycle

  /// Creates a question. Nothing is checked.
  public init(catalogItemID: CatalogItemID, quantity: Int, termDuration: String, billingCycle: BillingCycle) {
    self.catalogItemID = catalogItemID
    self.quantity = quantity
    self.termDuration = termDuration
    self.billingCycle = billingCycle
  }

  static func body(_ questions: [PromotionQuestion]) -> Data {
    let items = questions.enumerated().map { number, question in
      JSONValue.object([
        "id": .integer(Int64(number)), "catalogItemId": .string(question.catalogItemID.rawValue),
        "quantity": .integer(Int64(question.quantity)), "termDuration": .string(question.termDuration),
        "billingCycle": .string(question.billingCycle.word),
      ])
    }
    return Data(JSONValue.object(["items": .array(items)]).canonicalText.utf8)
  }
}
