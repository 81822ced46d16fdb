import CatalogModel
import CatalogStore
import Foundation
import PartnerCenter
import Synchronization

/// Reads one customer with everything that bears on its purchases. What is not there or not permitted is unknown, never none.
final class CustomerReading: Sendable {
  private let client: PartnerCenterClient
  private let now: @Sendable () -> Date
  /// What this sign-in may not read of anyone: asked for once, not once a customer.
  private let closed = Mutex<Set<Part>>([])

  private enum Part { case agreements, entitlements }

  init(client: PartnerCenterClient, now: @escaping @Sendable () -> Date) {
    self.client = client
    self.now = now
  }

  /// - Throws: what the client throws: a customer that is read in part counts as not read.
  func read(_ listed: Customer) async throws -> StoredCustomer {
    var customer = listed
    if case .found(let whole) = try await client.get(Call.customer(listed.id), as: Customer.self) { customer = whole }
    let subscriptions = try await subscriptions(of: listed.id)
    return StoredCustomer(
      id: listed.id, name: customer.companyName.isEmpty ? listed.companyName : customer.companyName,
      domain: customer.domain.isEmpty ? listed.domain : customer.domain, market: customer.billingCountry,
      qualifications: try await qualifications(of: listed.id), agreements: try await agreements(of: listed.id),
      subscriptions: subscriptions, listedAs: listed.line, confirmedAt: now())
  }

  /// - Returns: `nil` where the sign-in may not read them.
  private func qualifications(of customer: CustomerID) async throws -> [Qualification]? {
    try await ifPermitted {
      switch try await self.client.list(Call.qualifications(of: customer), of: CustomerQualification.self) {
      case .read(let reading): reading.items.map(\.qualification)
      case .notFound, .unchanged, .forbidden: nil
      }
    }
  }

  private func agreements(of customer: CustomerID) async throws -> [String]? {
    try await ifPermitted(.agreements) {
      switch try await self.client.list(Call.agreements(of: customer), of: Agreement.self) {
      case .read(let reading) where reading.unreadable == 0: Set(reading.items.map(\.type)).sorted()
      case .read, .notFound, .unchanged, .forbidden: nil
      }
    }
  }

  // MARK: - Subscriptions

  private func subscriptions(of customer: CustomerID) async throws -> [StoredSubscription]? {
    let held: [Subscription]? = try await ifPermitted {
      switch try await self.client.list(Call.subscriptions(of: customer), of: Subscription.self) {
      case .read(let reading) where reading.unreadable == 0: reading.items
      case .read, .notFound, .unchanged, .forbidden: nil
      }
    }
    guard let held else { return nil }
    var stored: [String: StoredSubscription] = [:]
    for subscription in held {
      var known = StoredSubscription(subscription)
      if known.kind == .azure, let status = try await registration(of: known.id, customer: customer) {
        known.registration = status
        known.registrationConfirmedAt = now()
      }
      stored[known.id] = known
      guard known.kind == .azurePlan else { continue }
      for azure in try await entitlements(of: known.id, customer: customer) where stored[azure.id] == nil {
        stored[azure.id] = StoredSubscription(
          id: azure.id, kind: .azureUnderPlan, name: azure.friendlyName, offer: known.offer, status: azure.status)
      }
    }
    return stored.values.sorted { $0.id < $1.id }
  }

  /// - Returns: `nil` where it cannot be told.
  private func registration(of subscription: String, customer: CustomerID) async throws -> String? {
    try await ifPermitted {
      let call = Call.registrationStatus(of: subscription, customer: customer)
      guard case .found(let found) = try await self.client.get(call, as: SubscriptionRegistration.self) else {
        return nil
      }
      return found.status
    }
  }

  private func entitlements(of plan: String, customer: CustomerID) async throws -> [AzureEntitlement] {
    let found: [AzureEntitlement]? = try await ifPermitted(.entitlements) {
      let call = Call.azureEntitlements(of: plan, customer: customer)
      guard case .read(let reading) = try await self.client.list(call, of: AzureEntitlement.self) else { return nil }
      return reading.items
    }
    return found ?? []
  }

  // MARK: - What may not be read

  /// - Parameter part: what is not asked for again once this sign-in was refused it as such (code 900329).
  /// - Returns: `nil` where the sign-in may not read it.
  private func ifPermitted<Value>(
    _ part: Part? = nil, _ read: () async throws -> Value?
  ) async throws -> Value? {
    if let part, closed.withLock({ $0.contains(part) }) { return nil }
    do {
      return try await read()
    } catch let failure as CallFailure where failure.isNotPermitted {
      if let part, case .refused(let refusal) = failure.cause, refusal.code == "900329" {
        closed.withLock { _ = $0.insert(part) }
      }
      return nil
    }
  }
}

extension StoredSubscription {
  /// What the store keeps of a subscription as the wire brings it.
  init(_ subscription: Subscription) {
    let offer = subscription.offerID ?? ""
    self.init(
      id: subscription.id, kind: Self.kind(offer: offer),
      name: subscription.friendlyName.isEmpty ? subscription.offerName : subscription.friendlyName, offer: offer,
      productType: subscription.productType?.id, status: subscription.status, quantity: subscription.quantity)
  }

  /// Legacy Azure is bought by offer ids such as `MS-AZR-0145P`; the Azure plan is one product, the same everywhere.
  private static func kind(offer: String) -> SubscriptionKind {
    let offer = offer.uppercased()
    if offer.hasPrefix("MS-AZR-") { return .azure }
    return offer.hasPrefix("DZH318Z0BPS6:") ? .azurePlan : .other
  }
}
