import CatalogModel
import CatalogSchema
import CatalogStore
import Foundation
import PartnerCenter

/// Reads the subscriptions of a customer: one is gone only if an error code of the service says so.
struct SubscriptionReading: Sendable {
  let reader: PartReader
  let customer: CustomerID
  let known: KnownCustomer
  let now: @Sendable () -> Date

  /// Stored subscriptions that the list shows; it leaves out those under an Azure plan.
  private var knownListed: [StoredSubscription] { known.subscriptions.filter { $0.kind != .azureUnderPlan } }
  private var knownUnderPlan: [StoredSubscription] { known.subscriptions.filter { $0.kind == .azureUnderPlan } }

  func read(_ ledger: inout AbsenceLedger, _ findings: inout CustomerFindings) async throws {
    let call = Call.subscriptions(of: customer)
    let response = try await reader.list(call, of: Subscription.self, .subscriptions)
    guard case .read(let listed) = response else {
      for part in [CustomerPart.subscriptions, .entitlements] { ledger.keep(part) }
      findings.miss(.subscriptions, call, response)
      return
    }
    var held = Dictionary(listed.map { ($0.id, StoredSubscription($0)) }, uniquingKeysWith: { _, last in last })
    for gone in knownListed where held[gone.id] == nil { held[gone.id] = gone }
    try await settleMissing(listed: Set(listed.map(\.id)), &held, &ledger, &findings)
    for subscription in held.values where subscription.kind == .azure {
      if let status = try await registration(of: subscription.id, &findings) {
        held[subscription.id]?.registration = status
        held[subscription.id]?.registrationConfirmedAt = now()
      }
    }
    try await addUnderPlans(&held, &ledger, &findings)
    findings.customer.subscriptions = held.values.sorted { $0.id < $1.id }
  }

  // MARK: - Subscriptions that the list leaves out

  /// Requests each subscription that the list leaves out, and removes those that are gone.
  private func settleMissing(
    listed: Set<String>, _ held: inout [String: StoredSubscription], _ ledger: inout AbsenceLedger,
    _ findings: inout CustomerFindings
  ) async throws {
    var gone: [String] = []
    var answering = 0
    for missing in knownListed where !listed.contains(missing.id) {
      let call = Call.subscription(missing.id, of: customer)
      let response = try await reader.get(call, as: Subscription.self, .subscriptions)
      switch response {
      case .read(let found) where found.id == missing.id:
        held[missing.id] = StoredSubscription(found)
        // The list may leave out one that has ended, not one in use.
        if held[missing.id]?.isInUse == true { answering += 1 }
      case .read:
        ledger.keep(.subscriptions, missing.id)
        findings.miss(.subscriptions, call, "failed: the response is about another subscription")
      case .notFound(let refusal) where refusal.absentThing == .subscription: gone.append(missing.id)
      case .notFound, .failed, .ended, .closed:
        ledger.keep(.subscriptions, missing.id)
        findings.miss(.subscriptions, call, response)
      }
    }
    let list = Call.subscriptions(of: customer)
    if answering > 0 {
      findings.miss(.subscriptions, list, "leaves out \(answering) subscriptions that answer by id: it is incomplete")
    }
    let suspected = Set(gone).union(known.absences.keys.filter { $0.part == .subscriptions }.map(\.thing))
    let isMuch = RemovalLimit.isTooMuch(suspected.subtracting(listed).count, of: knownListed.count)
    for id in gone where !isMuch || ledger.isBelieved(CustomerAbsence(.subscriptions, id)) { held[id] = nil }
    let kept = gone.count { held[$0] != nil }
    if kept > 0 { findings.miss(.subscriptions, list, RemovalLimit.heldBack(kept, "subscriptions")) }
  }

  // MARK: - Registration

  /// - Returns: the status; `nil` if it is unknown.
  private func registration(of subscription: String, _ findings: inout CustomerFindings) async throws -> String? {
    let call = Call.registrationStatus(of: subscription, customer: customer)
    let response = try await reader.get(call, as: SubscriptionRegistration.self, .registrations)
    switch response {
    case .read(let found) where found.subscriptionID == nil || found.subscriptionID == subscription:
      return found.status
    case .read: findings.miss(.registrations, call, "failed: the response is about another subscription")
    // A subscription that has ended is in the list and has no registration.
    case .notFound, .closed: break
    case .failed, .ended: findings.miss(.registrations, call, response)
    }
    return nil
  }

  // MARK: - Under Azure plans

  private func addUnderPlans(
    _ held: inout [String: StoredSubscription], _ ledger: inout AbsenceLedger, _ findings: inout CustomerFindings
  ) async throws {
    let plans = held.values.filter { $0.kind == .azurePlan }.sorted { $0.id < $1.id }
    var isWhole = true
    for plan in plans {
      let call = Call.azureEntitlements(of: plan.id, customer: customer)
      let response = try await reader.list(call, of: AzureEntitlement.self, .entitlements)
      guard case .read(let found) = response else {
        isWhole = false
        if case .notFound = response { continue }
        findings.miss(.entitlements, call, response)
        continue
      }
      for azure in found where held[azure.id] == nil {
        held[azure.id] = StoredSubscription(
          id: azure.id, kind: .azureUnderPlan, name: azure.friendlyName, offer: plan.offer, status: azure.status)
      }
    }
    let missing = knownUnderPlan.filter { held[$0.id] == nil }
    // Subscriptions under plans that are gone are gone with them.
    guard !plans.isEmpty, !missing.isEmpty else { return }
    let isEmpty = !held.values.contains { $0.kind == .azureUnderPlan }
    let isSuspect = isEmpty || RemovalLimit.isTooMuch(missing.count, of: knownUnderPlan.count)
    if !isWhole { ledger.keep(.entitlements) }
    for azure in missing {
      guard !isWhole || (isSuspect && !ledger.isBelieved(CustomerAbsence(.entitlements, azure.id))) else { continue }
      held[azure.id] = azure
    }
    let kept = missing.count { held[$0.id] != nil }
    if isWhole, kept > 0 {
      findings.miss(
        .entitlements, Call.azureEntitlements(of: plans[0].id, customer: customer),
        RemovalLimit.heldBack(kept, "subscriptions under an Azure plan"))
    }
  }
}

extension StoredSubscription {
  /// The stored fields of a subscription as received.
  init(_ subscription: Subscription) {
    let offer = subscription.offerID ?? ""
    self.init(
      id: subscription.id, kind: Self.kind(offer: offer),
      name: subscription.friendlyName.isEmpty ? subscription.offerName : subscription.friendlyName, offer: offer,
      productType: subscription.productType?.id, status: subscription.status, quantity: subscription.quantity)
    commitment = subscription.commitment
  }

  /// Derives the kind from the offer id: legacy Azure has ids such as `MS-AZR-0145P`; the Azure plan is one product.
  private static func kind(offer: String) -> SubscriptionKind {
    let offer = offer.uppercased()
    if offer.hasPrefix("MS-AZR-") { return .azure }
    return offer == "DZH318Z0BPS6" || offer.hasPrefix("DZH318Z0BPS6:") ? .azurePlan : .other
  }
}
