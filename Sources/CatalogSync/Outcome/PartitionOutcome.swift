import CatalogModel
import CatalogStore

/// State in which a run leaves a partition, with the reason that the state requires.
enum PartitionOutcome: Sendable, Hashable {
  /// Every product of the list that was due is read and believed.
  case complete
  /// The list was read at least once, and a part of it is missing, outdated or not believed.
  case partial(PartialReason)
  /// The list is closed to this partner: a response, not a failure.
  case forbidden(Denial)
  /// No run has ever read the list.
  case unread(PartialReason)

  var state: ReadState {
    switch self {
    case .complete: .complete
    case .partial: .partial
    case .forbidden: .forbidden
    case .unread: .unread
    }
  }

  /// The stable word that reports and the store give as the reason; `nil` for ``complete``.
  var reason: String? {
    switch self {
    case .complete: nil
    case .partial(let reason), .unread(let reason): reason.rawValue
    case .forbidden(let denial): denial.code
    }
  }
}

/// A response that closes a list to this partner.
struct Denial: Sendable, Hashable {
  /// The service's error code, or the HTTP status of a response without one; `nil` if the store has lost it.
  var code: String?
}
