import CatalogModel
import Foundation

extension Verdict {
  /// A verdict with what it rests on.
  struct Judgement: Hashable, Sendable {
    var verdict: Verdict
    var reasons: [VerdictReason]
    var steps: [PurchaseStep]
  }

  /// Judges an item for a customer: any reason blocks; else any step is required first. All reasons and steps are named.
  static func judge(_ facts: PurchaseFacts) -> Judgement {
    let reasons = facts.obstacles.map { VerdictReason(code: $0, message: facts.message(for: $0)) }
    let steps = facts.preliminaries.map { PurchaseStep(code: $0, message: facts.message(for: $0)) }
    let verdict: Verdict = !reasons.isEmpty ? .blocked : !steps.isEmpty ? .stepsRequired : .purchasable
    return Judgement(verdict: verdict, reasons: reasons, steps: steps)
  }
}

extension PurchaseFacts {
  func message(for reason: VerdictReason.Code) -> String {
    switch reason {
    case .removed:
      "It is no longer in the catalog of \(itemMarket): found to be gone on \(removedAt?.iso8601Text.prefix(10) ?? "an unknown date")."
    case .notInMarket:
      "It is not offered in \(customerMarket), where \(customer) buys. It is offered in \(Self.few(offeredIn.isEmpty ? [itemMarket.code] : offeredIn.map(\.code)))."
    case .notPurchasable:
      "It is listed in \(itemMarket), but Microsoft marks it as not purchasable."
    case .unavailableMarket:
      subscriptionsUnavailable == .documented
        ? "Software subscriptions are not sold in \(customerMarket), as Microsoft documents."
        : "Software subscriptions are not sold in \(customerMarket): the last sync found none there."
    case .segmentNotEligible: segmentMessage
    case .inventoryRestricted:
      restriction ?? "The inventory check found it restricted."
    }
  }

  private var segmentMessage: String {
    let qualifications: [Segment: String] = [
      .education: "Education", .nonprofit: "Nonprofit", .government: "GovernmentCommunityCloud",
    ]
    guard let qualification = qualifications[segment] else {
      return "It is for the segment \(segment), which no known qualification opens."
    }
    return areQualificationsKnown
      ? "It is for \(segment) customers, and \(customer) has no approved \(qualification) qualification."
      : "It is for \(segment) customers, and the qualifications of \(customer) could not be read, so none counts. Read the customers again."
  }

  func message(for step: PurchaseStep.Code) -> String {
    switch step {
    case .inventoryCheck:
      inventoryVariables.isEmpty
        ? "Run the inventory check first."
        : "Run the inventory check first; it asks for \(inventoryVariables.joined(separator: ", "))."
    case .azureSubscriptionRegistration:
      "Register the customer's Azure subscription for reservations first."
    case .softwareQualification:
      "Microsoft must have qualified the partner to sell perpetual software."
    case .prerequisiteProduct:
      prerequisiteProducts.isEmpty
        ? "It is an add-on: the customer must have the product that it extends."
        : "It is an add-on: the customer must have one of: \(Self.few(prerequisiteProducts))."
    }
  }

  /// The first few, and how many more.
  private static func few(_ texts: [String]) -> String {
    let shown = texts.prefix(8).joined(separator: ", ")
    return texts.count > 8 ? "\(shown) and \(texts.count - 8) more" : shown
  }
}
