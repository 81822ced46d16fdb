import CatalogStore
import PartnerCenter

extension PartialReason {
  /// The stable word for a failed call.
  init(_ failure: CallFailure) {
    if failure.isThrottled {
      self = .throttled
    } else {
      switch failure.cause {
      case .transport: self = .unavailable
      case .unreadable, .paging: self = .unreadable
      case .refused(let refusal): self = refusal.status >= 500 || refusal.status == 408 ? .unavailable : .refused
      }
    }
  }
}
