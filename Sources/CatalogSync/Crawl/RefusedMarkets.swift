import PartnerCenter
import Synchronization

/// Tells a partner who may read nothing at all from one to whom some markets are closed.
final class RefusedMarkets: Sendable {
  /// After so many markets that refused everything, and none that answered, the others are not asked.
  static let patience = 3

  private struct Counts {
    var answered = 0
    var refused = 0
    var first: RequestError?
  }

  private let counts = Mutex(Counts())

  /// Counts a market whose lists were asked for.
  ///
  /// - Parameter refusal: how all of its lists were refused; `nil` where any answered.
  /// - Throws: `PermissionDenied` where going on is pointless.
  func note(_ refusal: RequestError?) throws {
    let isPointless = counts.withLock { counts in
      guard let refusal else {
        counts.answered += 1
        return false
      }
      counts.refused += 1
      counts.first = counts.first ?? refusal
      return counts.answered == 0 && counts.refused >= Self.patience
    }
    if isPointless { try settle() }
  }

  /// - Throws: `PermissionDenied` where every market that was asked refused everything.
  func settle() throws {
    let counts = counts.withLock { $0 }
    guard counts.answered == 0, let first = counts.first, case .refused(let refusal) = first.cause else { return }
    throw PermissionDenied(serviceError: refusal, path: first.path)
  }
}
