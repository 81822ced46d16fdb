import CatalogStore
import PartnerCenter

extension RequestError {
  /// Whether the error concerns this request alone, such as a refusal or an unreadable body: other parts can be read.
  ///
  /// False for errors of a service that is busy or unreachable.
  var concernsOnePart: Bool {
    switch cause {
    case .refused(let refusal): !isTransient && refusal.status != 401
    case .unreadable, .paging: true
    case .transport, .circuitOpen, .outcomeUnknown: false
    }
  }

  /// The error of a list with elements that cannot be read.
  static func unreadable(_ count: Int, in path: String) -> RequestError {
    RequestError(cause: .unreadable(count == 1 ? "one of its elements" : "\(count) of its elements"), path: path)
  }
}

extension PartialReason {
  /// The stable word for a failed request.
  init(_ failure: RequestError) {
    if failure.isThrottled {
      self = .throttled
    } else {
      switch failure.cause {
      case .transport, .circuitOpen, .outcomeUnknown: self = .unavailable
      case .unreadable, .paging: self = .unreadable
      // A 404 without an error code of the service comes from a route that is out of order.
      case .refused(let refusal):
        self = refusal.status >= 500 || [404, 408].contains(refusal.status) ? .unavailable : .refused
      }
    }
  }
}
