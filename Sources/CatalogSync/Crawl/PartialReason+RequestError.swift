import CatalogStore
import PartnerCenter

extension RequestError {
  /// Whether it is an answer about the one thing asked for, such as a refusal or a body that cannot be read, rather than
  /// a service that is busy or out of reach: the parts beside it can be read.
  var concernsOnePart: Bool {
    switch cause {
    case .refused(let refusal): !isTransient && refusal.status != 401
    case .unreadable, .paging: true
    case .transport: false
    }
  }

  /// A list that has elements which cannot be read: it is not known to be whole.
  static func unreadable(_ count: Int, in path: String) -> RequestError {
    RequestError(cause: .unreadable(count == 1 ? "one of its elements" : "\(count) of its elements"), path: path)
  }
}

extension PartialReason {
  /// The stable word for a failed call.
  init(_ failure: RequestError) {
    if failure.isThrottled {
      self = .throttled
    } else {
      switch failure.cause {
      case .transport: self = .unavailable
      case .unreadable, .paging: self = .unreadable
      // A 404 without the service's own word is a route that is out of order.
      case .refused(let refusal):
        self = refusal.status >= 500 || [404, 408].contains(refusal.status) ? .unavailable : .refused
      }
    }
  }
}
