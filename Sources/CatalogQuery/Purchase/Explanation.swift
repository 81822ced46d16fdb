public import CatalogModel

/// Why an item is not offered to a customer, or that it is.
public struct Explanation: Sendable, Hashable, Codable {
  /// The customer of the question.
  public var customer: CustomerRecord
  /// The item of the question, in the spelling of the catalog where it is known.
  public var item: String
  /// The best verdict among ``items``; `blocked` where there are none.
  public var verdict: Verdict
  /// Whether any market of the catalog has ever held the item.
  public var isKnown: Bool
  /// The answer in plain English, one sentence a line.
  public var message: String
  /// The reasons against it; empty where it is offered.
  public var reasons: [VerdictReason]
  /// The steps before an order; empty for none.
  public var steps: [PurchaseStep]
  /// The markets in which it is offered.
  public var markets: [Market]
  /// The requested items in the customer's market, with a verdict each.
  public var items: [PurchasableItem]
  /// The actions that would make it available, one for each reason that can be resolved.
  public var remedies: [Remedy] = []
  /// The replacement: a CatalogItemId for a reissued id; SKUs with their titles for a removed item with a known
  /// conversion.
  public var successors: [String] = []
}

/// An action that resolves a reason.
public struct Remedy: Sendable, Hashable, Codable {
  /// The reason to resolve.
  public var code: VerdictReason.Code
  /// The action in plain English.
  public var message: String
}

extension PurchaseFacts {
  /// The actions that resolve the reasons, in their order; none for reasons that cannot be resolved.
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
    case .quantityOutOfRange where exceedsHoldings:
      quantityLeft < minimumQuantity ? nil : "Order at most \(quantityLeft)."
    case .quantityOutOfRange: "Order from \(minimumQuantity) to \(maximumQuantity)."
    case .termNotOffered: "Order it with an offered term."
    case .forbiddenToPartner: "Ask Microsoft to open these lists to the partner."
    case .neverSeen: "Check the id, or search for the item by words."
    case .listIncomplete: "Read the catalog of \(customerMarket) again."
    }
  }
}
