public import Foundation

/// Carries purchases out: each state is in the journal before the request that it announces.
///
/// It holds the journal open for writing, so that there is one of it at a time. It decides nothing by itself: the values
/// ``Purchase``, `CartChecks`, `CheckoutDecision` and `Settlement` do.
public actor Purchaser {
  let journal: PurchaseJournal
  let service: any PurchaseService
  let now: @Sendable () -> Date
  let identifier: @Sendable () -> String
  let pause: @Sendable (Duration) async throws -> Void
  let recorded: @Sendable (Purchase) -> Void

  /// A purchaser for one journal and one service.
  ///
  /// - Parameters:
  ///   - journal: open for writing.
  ///   - service: where purchases are made.
  ///   - now: the time.
  ///   - identifier: a new GUID for each purchase and each request.
  ///   - pause: waits between two looks at an order.
  ///   - recorded: called with each state that was recorded, for progress.
  public init(
    journal: PurchaseJournal, service: any PurchaseService, now: @escaping @Sendable () -> Date = { Date() },
    identifier: @escaping @Sendable () -> String = { UUID().uuidString.lowercased() },
    pause: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
    recorded: @escaping @Sendable (Purchase) -> Void = { _ in }
  ) {
    self.journal = journal
    self.service = service
    self.now = now
    self.identifier = identifier
    self.pause = pause
    self.recorded = recorded
  }

  /// Records the next state. Nothing may be sent that it announces where this throws.
  func record(
    _ purchase: Purchase, as state: PurchaseState, _ change: (inout Purchase) -> Void = { _ in }
  ) throws -> Purchase {
    let next = try purchase.moved(to: state, at: now(), change)
    try journal.append(next)
    recorded(next)
    return next
  }

  /// Records the end of a purchase that was never checked out.
  func abandon(
    _ purchase: Purchase, _ source: PurchaseEvidence.Source, _ message: String, errors: [PurchaseError] = [],
    as state: PurchaseState = .notBought
  ) throws -> Purchase {
    try record(purchase, as: state) {
      $0.errors += errors
      $0.evidence.append(PurchaseEvidence(source, message, at: now()))
    }
  }

  func newIDs() -> RequestIDs { RequestIDs(requestID: identifier(), correlationID: identifier()) }
}

/// A checkout was sent, and its result could not be recorded. The journal says that it was requested.
public struct UnrecordedOutcome: Error, Sendable, CustomStringConvertible {
  /// The purchase.
  public var purchaseID: String
  /// Why the journal could not be written.
  public var reason: String

  /// The error in plain English, with the state that is left.
  public var description: String {
    "Purchase \(purchaseID) was checked out, and the result could not be recorded: \(reason) The journal says that the checkout was requested; its outcome must be settled."
  }
}
