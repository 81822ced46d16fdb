/// A call that changes something, with an unknown outcome.
///
/// It is not repeated. Read the state from the service, and decide then.
public struct UnknownOutcome: Sendable, Hashable {
  /// The event that leaves the outcome open.
  public enum Observation: Sendable, Hashable {
    /// A response that proves neither: 408, 5xx, a redirect, or an error body under a status of success.
    case response(ServiceError)
    /// A response with a status of success and an unreadable body. The text gives the reason.
    case unreadable(String)
    /// The request was sent, at least in part, and no complete response arrived.
    case transport(TransportFailure)
    /// The task was cancelled after the request was handed to the transport.
    case cancelled
  }

  /// The event of the last attempt that may have been carried out.
  public var observation: Observation
  /// The `MS-RequestId` of the last attempt; of all attempts of a call with ``Call/Safety/once``.
  public var requestID: String
  /// The `MS-CorrelationId` of all attempts.
  public var correlationID: String

  /// Creates an outcome, such as one that a test compares with.
  package init(observation: Observation, requestID: String, correlationID: String) {
    self.observation = observation
    self.requestID = requestID
    self.correlationID = correlationID
  }
}

extension UnknownOutcome.Observation {
  /// - Returns: `nil` where it is certain that the service did not carry the request out.
  init?(_ cause: RequestError.Cause) {
    switch cause {
    case .transport(let failure) where failure.mayHaveBeenSent: self = .transport(failure)
    case .refused(let serviceError) where !serviceError.provesNoEffect: self = .response(serviceError)
    case .unreadable(let why): self = .unreadable(why)
    case .outcomeUnknown(let unknown): self = unknown.observation
    case .transport, .refused, .paging, .circuitOpen: return nil
    }
  }
}

extension ServiceError {
  /// Whether the status proves that the request was not carried out: 4xx, except 408, with which gateways also end a
  /// request that the service still works on.
  ///
  /// Source: RFC 9110, sections 15.4 to 15.6. A 5xx may follow completed work; 303 even says so.
  var provesNoEffect: Bool { (400..<500).contains(status) && status != 408 }
}

extension UnknownOutcome.Observation: CustomStringConvertible {
  /// `the service answered 503`
  public var description: String {
    switch self {
    case .response(let serviceError): serviceError.description
    case .unreadable(let why): "the response cannot be read (\(why))"
    case .transport(let failure): failure.description
    case .cancelled: "cancelled while it was in flight"
    }
  }
}
