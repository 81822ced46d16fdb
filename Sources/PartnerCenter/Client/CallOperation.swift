package import Foundation

extension Call {
  /// The effect of a call at the service. It decides method and ``Safety`` together, so that no POST is repeated like a
  /// read by mistake.
  package enum Operation: Sendable, Hashable {
    case get
    /// A question whose parameters form a body: the service takes it as POST, and changes nothing.
    case query(Data)
    case put(Data)
    /// A PUT that is sent once: it replaces what others may have changed since, so that no late repetition may undo
    /// their work.
    case putOnce(Data)
    case delete
    case post(Data? = nil)

    var method: TransportRequest.Method {
      switch self {
      case .get: .get
      case .query, .post: .post
      case .put, .putOnce: .put
      case .delete: .delete
      }
    }

    /// Source of the idempotent methods: RFC 9110, section 9.2.2.
    var safety: Safety {
      switch self {
      case .get, .query: .read
      case .put, .delete: .idempotent
      case .post, .putOnce: .once
      }
    }

    var body: Data? {
      switch self {
      case .get, .delete: nil
      case .query(let body), .put(let body), .putOnce(let body): body
      case .post(let body): body
      }
    }
  }
}
