import PartnerCenter
import Synchronization

/// Tells a partner without any permission from one without permission for some markets.
final class RefusedMarkets: Sendable {
  /// The number of markets that must deny every list, while none answers, for the run to end.
  static let patience = 3

  private struct Counts {
    var answered = 0
    var refused = 0
    var first: RequestError?
  }

  private let counts = Mutex(Counts())

  /// Counts a market whose lists were requested.
  ///
  /// - Parameter refusal: the error if every list was denied; `nil` if any answered.
  /// - Throws: `PermissionDenied` if the run is pointless.
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

  /// Decides at the end of the lists.
  ///
  /// - Throws: `PermissionDenied` if every market requested so far denied every list.
  func settle() throws {
    let counts = counts.withLock { $0 }
    guard counts.answered == 0, let first = counts.first, case .refused(let refusal) = first.cause else { return }
    throw PermissionDenied(serviceError: refusal, path: first.path)
  }
}
