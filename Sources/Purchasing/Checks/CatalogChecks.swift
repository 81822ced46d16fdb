public import CatalogQuery
public import Foundation

/// The checks of a line that follow from the stored catalog: what the customer and the partner must have first.
public enum CatalogChecks {
  /// Reads the verdict on an item for a customer.
  ///
  /// - Parameters:
  ///   - item: with its verdict.
  ///   - customer: the customer of the verdict.
  ///   - isAttested: whether the user made the attestations of the order.
  ///   - boughtWith: the SKUs of other lines of the plan, `product:sku`: an add-on may come with its base.
  ///   - bases: the SKUs that the item extends, where it is an add-on.
  ///   - now: the time.
  /// - Returns: a check of relationship, segment, qualification, agreement, registration, inventory and attestation each.
  public static func checks(
    of item: PurchasableItem, for customer: CustomerRecord, isAttested: Bool, boughtWith: Set<String>,
    bases: Set<String>, now: Date
  ) -> [PurchaseCheck] {
    let reasons = Dictionary(item.reasons.map { ($0.code, $0.message) }, uniquingKeysWith: { first, _ in first })
    var steps = Dictionary(item.steps.map { ($0.code, $0.message) }, uniquingKeysWith: { first, _ in first })
    if !boughtWith.isDisjoint(with: bases) { steps[.prerequisiteProduct] = nil }
    func check(
      _ code: PurchaseCheck.Code, failing: [String?] = [], open: [String?] = [], passed: String, at time: Date
    ) -> PurchaseCheck {
      if let message = failing.compactMap(\.self).first { return PurchaseCheck(code, .failed, message, at: time) }
      if let message = open.compactMap(\.self).first { return PurchaseCheck(code, .unchecked, message, at: time) }
      return PurchaseCheck(code, .passed, passed, at: time)
    }
    let agreementsRead = customer.agreements != nil
    let subscriptionsRead = customer.subscriptions != nil
    return [
      check(
        .relationship, failing: [reasons[.relationshipEnded], steps[.relationshipEnded]],
        passed: "The service lists the customer.", at: customer.confirmedAt),
      check(
        .segment, failing: [reasons[.segmentNotEligible]], open: [steps[.customerQualification]],
        passed: "\(item.segment) is open to the customer.", at: customer.confirmedAt),
      check(
        .qualification, failing: [subscriptionsRead ? steps[.prerequisiteProduct] : nil],
        open: [steps[.softwareQualification], steps[.prerequisiteProduct], steps[.otherPrerequisite]],
        passed: "The item requires no qualification and no base product.", at: customer.confirmedAt),
      check(
        .agreement, failing: [agreementsRead ? steps[.customerAgreement] : nil], open: [steps[.customerAgreement]],
        passed: "The agreement of the item is accepted, or none is required.", at: customer.confirmedAt),
      check(
        .registration, failing: [subscriptionsRead ? steps[.azurePlan] : nil],
        open: [steps[.azurePlan], steps[.azureSubscriptionRegistration]],
        passed: "The Azure plan or registration is there, or none is required.", at: customer.confirmedAt),
      check(
        .inventory, failing: [reasons[.inventoryRestricted]], open: [steps[.inventoryCheck]],
        passed: "An inventory check found the item free, or none is required.", at: now),
      attestation(isAttested, step: steps[.attestation], now),
    ]
  }

  private static func attestation(_ isAttested: Bool, step: String?, _ now: Date) -> PurchaseCheck {
    isAttested
      ? PurchaseCheck(.attestation, .passed, "The user made the attestations of the order.", at: now)
      : PurchaseCheck(
        .attestation, .failed,
        "Every cart asks for the attestation of the partner on record, a legal statement that only the user can make."
          + (step.map { " " + $0 } ?? ""), at: now)
  }
}

extension PurchaseCheck {
  /// All checks of a line with the user's acceptances, which count for the submission, too: a check that passed is made
  /// again then.
  ///
  /// - Parameters:
  ///   - codes: the named ones.
  ///   - checks: those that were made.
  ///   - time: the time.
  /// - Returns: the checks, and an accepted one for each named code that neither failed nor is accepted by itself.
  public static func accepting(_ codes: Set<Code>, of checks: [PurchaseCheck], at time: Date) -> [PurchaseCheck] {
    let made = checks.map { $0.accepting(codes) }
    let decided = Set(made.filter { $0.state == .failed || $0.state == .accepted }.map(\.code))
    return made
      + codes.subtracting(decided).sorted { $0.rawValue < $1.rawValue }
      .map { PurchaseCheck($0, .accepted, "Accepted by the user, should it not pass at the submission.", at: time) }
  }
}
