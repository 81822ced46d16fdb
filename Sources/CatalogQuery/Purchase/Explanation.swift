public import CatalogModel

/// Why an item is not offered to a customer, or that it is.
public struct Explanation: Sendable, Hashable, Encodable {
  public var customer: CustomerRecord
  /// What was asked for, as the store spells it where it knows it.
  public var item: String
  /// The best verdict among ``items``; `blocked` where there are none.
  public var verdict: Verdict
  /// Whether the store has ever held the item, in any market.
  public var isKnown: Bool
  /// The answer in plain English, one sentence a line.
  public var message: String
  /// Why not; empty where it is offered, or was never seen.
  public var reasons: [VerdictReason]
  public var steps: [PurchaseStep]
  /// The markets where it is offered.
  public var markets: [Market]
  /// The items of the customer's market that were asked for, with a verdict each.
  public var items: [PurchasableItem]
}
