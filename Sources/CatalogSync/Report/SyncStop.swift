public import CatalogSchema
import CatalogStore
public import PartnerCenter

/// Error that ended a run early.
public enum SyncStop: Error, Sendable {
  /// The budget of requests or time is exhausted; not a failure.
  case budget(BudgetExceeded)
  /// The task was cancelled; not a failure.
  case cancelled
  /// The identity service refused the credentials.
  case signIn(SignInFailure)
  /// The service denied this partner every list, or the access token.
  case notPermitted(PermissionDenied)
  /// The catalog file could not be read or written.
  case store(StoreError)
  /// The identity service is unreachable; not a failure of the run.
  case unreachable(TransportFailure)
  /// The service asked for a longer pause than a run waits; not a failure.
  case paused(ServicePause)
  /// An error of another type, which is named.
  case unexpected(String)

  init(_ error: any Error) {
    self =
      switch error {
      case let spent as BudgetExceeded: .budget(spent)
      case is CancellationError: .cancelled
      case let pause as ServicePause: .paused(pause)
      case let failure as SignInFailure: .signIn(failure)
      case let refused as PermissionDenied: .notPermitted(refused)
      case let failure as StoreError: .store(failure)
      case let failure as TransportFailure: .unreachable(failure)
      default: .unexpected(String(describing: type(of: error)))
      }
  }

  /// The reason of each part that was not read.
  var reason: PartialReason {
    switch self {
    case .budget: .budget
    case .cancelled: .cancelled
    case .signIn, .notPermitted: .signIn
    case .store, .unexpected: .interrupted
    case .unreachable: .unavailable
    case .paused: .throttled
    }
  }

  /// Whether the run failed; otherwise it ended early, and the next one resumes it.
  var isFailure: Bool {
    switch self {
    case .budget, .cancelled, .unreachable, .paused: false
    case .signIn, .notPermitted, .store, .unexpected: true
    }
  }
}
