public import CatalogModel

/// Why an item is not offered to a customer, or that it is.
public struct Explanation: Sendable, Hashable, Encodable {
  /// The customer of the question.
  public var customer: CustomerRecord
  /// What was asked for, as the store spells it where it knows it.
  public var item: String
  /// The best verdict among ``items``; `blocked` where there are none.
  public var verdict: Verdict
  /// Whether the store has ever held the item, in any market.
  public var isKnown: Bool
  /// The answer in plain English, one sentence a line.
  public var message: String
  /// Why not; empty where it is offered.
  public var reasons: [VerdictReason]
  /// The steps before an order; empty for none.
  public var steps: [PurchaseStep]
  /// The markets where it is offered.
  public var markets: [Market]
  /// The items of the customer's market that were asked for, with a verdict each.
  public var items: [PurchasableItem]
  /// What would make it available, one for each reason that something can be done about.
  public var remedies: [Remedy] = []
  /// What took its place: a CatalogItemId where the id was replaced, SKUs with their titles where it is gone and a
  /// conversion is known.
  public var successors: [String] = []
}

/// What would take a reason away.
public struct Remedy: Sendable, Hashable, Encodable {
  /// The reason it is about.
  public var code: VerdictReason.Code
  /// What to do, in plain English.
  public var message: String
}

extension PurchaseFacts {
  /// What would take the reasons away, in their order; nothing for what cannot be helped.
  var remedies: [Remedy] { obstacles.compactMap { code in remedy(for: code).map { Remedy(code: code, message: $0) } } }

  private func remedy(for reason: VerdictReason.Code) -> String? {
    switch reason {
    case .relationshipEnded: RelationshipEnd.step(customer)
    case .removed:
      successors.isEmpty
        ? "Wait: removed items sometimes return, and the change log shows it."
        : "Order its replacement."
    case .notInMarket: "Only customers billed in one of these markets can buy it."
    case .notPurchasable: "Wait for Microsoft to open it: the change log shows it."
    case .unavailableMarket where isUnavailableReservation: nil
    case .unavailableMarket: "Perpetual licences are sold there: look for the same software without a term."
    case .segmentNotEligible:
      segmentStanding?.qualification.map {
        "Have \(customer) approved as \($0) in Partner Center, then read the customers again."
      }
    case .inventoryRestricted: "Check the inventory for another subscription or region."
    case .quantityOutOfRange: "Order from \(minimumQuantity) to \(maximumQuantity)."
    case .termNotOffered: "Order it with an offered term."
    case .forbiddenToPartner: "Ask Microsoft to open these lists to the partner."
    case .neverSeen: "Check the id, or search for the item by words."
    case .listIncomplete: "Read the catalog of \(customerMarket) again."
    }
  }
}
