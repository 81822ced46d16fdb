public import Foundation

/// Carries one request to the service and brings its answer back. Knows nothing of what is asked.
///
/// One request in, one answer out: a transport neither retries nor follows redirects; ``PartnerCenterClient`` alone
/// decides on repetition. Implementations: async-http-client (`PartnerCenterHTTP`), the emulator in process.
public protocol Transport: Sendable {
  /// Sends the request and reads the whole answer.
  ///
  /// An answer of any status is a result, not an error.
  /// - Throws: ``TransportFailure``, or `CancellationError`, after which the request may have been sent.
  func send(_ request: TransportRequest) async throws -> TransportResponse
}

/// A request as it goes over the wire.
public struct TransportRequest: Sendable {
  /// The HTTP methods that the service takes.
  public enum Method: String, Sendable { case get = "GET", post = "POST", put = "PUT", delete = "DELETE" }

  /// GET unless given.
  public var method: Method
  /// Absolute, percent-encoded.
  public var url: String
  /// Token and tracing ids included.
  public var headers: Headers
  /// `nil` for a request without a body.
  public var body: Data?

  /// Creates a request. Nothing is checked.
  public init(method: Method = .get, url: String, headers: Headers = [], body: Data? = nil) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
  }
}

/// A whole answer, whatever its status.
public struct TransportResponse: Sendable {
  /// From 100 to 599; untrusted.
  public var status: Int
  /// In the order received.
  public var headers: Headers
  /// The bytes after content decoding (gzip is undone).
  public var body: Data

  /// Creates a response. Nothing is checked.
  public init(status: Int, headers: Headers = [], body: Data = Data()) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}

/// The request did not bring a whole answer back.
public enum TransportFailure: Error, Sendable, Hashable {
  /// No connection could be made, or none in time: nothing of the request was sent.
  case notConnected(reason: String)
  /// No whole answer within the time allowed; the request may have been sent.
  case timedOut
  /// The connection broke before the answer was whole; the request may have been sent.
  case connectionBroken(reason: String)
  /// The answer is larger than the bound given to the transport; asking again would not help.
  case responseTooLarge(limit: Int)
  /// The request cannot be sent at all, such as plain http to another machine, and was not; asking again would not help.
  case refused(reason: String)

  /// Whether the same request may succeed when it is sent again, with the same `MS-RequestId`.
  package var isTransient: Bool {
    switch self {
    case .notConnected, .timedOut, .connectionBroken: true
    case .responseTooLarge, .refused: false
    }
  }

  /// Whether the service may have received the request. A transport says no only where it is certain.
  public var mayHaveBeenSent: Bool {
    switch self {
    case .notConnected, .refused: false
    case .timedOut, .connectionBroken, .responseTooLarge: true
    }
  }
}

extension TransportFailure {
  /// The same, without secrets in its words: a transport may quote what it was sent.
  package func cleaned(by secrets: KnownSecrets) -> TransportFailure {
    switch self {
    case .notConnected(let reason): .notConnected(reason: secrets.cleaned(reason))
    case .connectionBroken(let reason): .connectionBroken(reason: secrets.cleaned(reason))
    case .refused(let reason): .refused(reason: secrets.cleaned(reason))
    case .timedOut, .responseTooLarge: self
    }
  }
}

extension TransportFailure: CustomStringConvertible {
  /// For people: `the service did not answer in time`. Holds text from outside.
  public var description: String {
    switch self {
    case .timedOut: "the service did not answer in time"
    case .notConnected(let reason), .connectionBroken(let reason): "the connection failed (\(reason))"
    case .responseTooLarge(let limit): "the response is larger than \(limit) bytes"
    case .refused(let reason): reason
    }
  }
}
