public import CatalogModel
public import CatalogStore
public import Foundation
public import PartnerCenter

/// Reads whether an Azure subscription is registered for reservations, and registers it.
public struct SubscriptionRegistrar: Sendable {
  let store: CatalogStore
  let client: PartnerCenterClient
  let now: @Sendable () -> Date
  let pause: @Sendable (Duration) async throws -> Void

  /// A registrar that writes its findings into a store.
  ///
  /// - Parameters:
  ///   - store: the catalog of the customer.
  ///   - client: the client of the store's tenant.
  ///   - now: the clock of confirmations.
  ///   - pause: waits between two requests for the status.
  public init(
    store: CatalogStore, client: PartnerCenterClient, now: @escaping @Sendable () -> Date = { Date() },
    pause: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
  ) {
    self.store = store
    self.client = client
    self.now = now
    self.pause = pause
  }

  /// Asks how far a registration is, and writes it into the store.
  ///
  /// - Returns: `NotRegistered`, `Registering`, `Registered`, as the service words it; `nil` where the service knows no
  ///   such subscription of the customer.
  /// - Throws: `PermissionDenied` where the service does not answer this partner about the customer, also for want of a
  ///   relationship; other errors of the client; `StoreError`.
  public func status(of subscription: String, customer: CustomerID) async throws -> String? {
    let call = Call.registrationStatus(of: subscription, customer: customer)
    guard let found = try await client.get(call, as: SubscriptionRegistration.self).ifThere(call) else { return nil }
    try await store.recordRegistration(found.status, of: subscription, customer: customer, at: now())
    return found.status
  }

  /// Registers a subscription for reservations and waits until that is done. This changes something at the service, and
  /// is sent once: repeated only where it is certain that it was not carried out.
  ///
  /// - Parameters:
  ///   - subscription: an Azure subscription, a GUID.
  ///   - customer: its customer.
  ///   - patience: the longest wait. The status is read after two seconds, then at intervals that double up to 30
  ///     seconds.
  /// - Returns: the last status; `nil` where the service knows no such subscription of the customer.
  /// - Throws: as ``status(of:customer:)``; `RequestError` with the cause `outcomeUnknown` where it is not known
  ///   whether the registration was begun, also where the response names another subscription or customer. Nothing is
  ///   written into the store then: ``status(of:customer:)`` tells, and settles it.
  public func register(
    _ subscription: String, customer: CustomerID, patience: Duration = .seconds(300)
  ) async throws -> String? {
    let call = Call.register(subscription, customer: customer)
    guard try await client.perform(call).ifThere(call) != nil else { return nil }
    var waited = Duration.zero
    var next = Duration.seconds(2)
    while true {
      let status = try await status(of: subscription, customer: customer)
      guard let status, !SubscriptionRegistration.isDone(status), waited < patience else { return status }
      let wait = min(next, patience - waited)
      try await pause(wait)
      waited += wait
      next = min(next * 2, .seconds(30))
    }
  }
}

extension Outcome {
  /// - Returns: `nil` where it is not there.
  /// - Throws: `PermissionDenied` where it is closed to this partner.
  fileprivate func ifThere(_ call: Call) throws -> Value? {
    switch self {
    case .found(let value): value
    case .notFound: nil
    case .forbidden(let refusal): throw PermissionDenied(serviceError: refusal, path: call.path)
    }
  }
}
