public import Foundation

/// Carries one request to the service and returns its response, without knowledge of its content.
///
/// One request in, one response out: a transport neither repeats nor follows redirects; only ``PartnerCenterClient``
/// repeats. Implementations: async-http-client (`PartnerCenterHTTP`), the emulator in process.
public protocol Transport: Sendable {
  /// Sends the request and reads the complete response.
  ///
  /// A response of any status is a result, not an error.
  /// - Throws: ``TransportFailure``, or `CancellationError`, after which the request may have been sent.
  func send(_ request: TransportRequest) async throws -> TransportResponse
}

/// A request, complete with address and headers.
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

/// A complete response of any status.
public struct TransportResponse: Sendable {
  /// From 100 to 599; untrusted.
  public var status: Int
  /// In the order received.
  public var headers: Headers
  /// The bytes after content decoding (without gzip).
  public var body: Data

  /// Creates a response. Nothing is checked.
  public init(status: Int, headers: Headers = [], body: Data = Data()) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}

/// A request without a complete response.
public enum TransportFailure: Error, Sendable, Hashable {
  /// No connection, or none in time: nothing of the request was sent.
  case notConnected(reason: String)
  /// No complete response in time; the request may have been sent.
  case timedOut
  /// The connection broke before the response was complete; the request may have been sent.
  case connectionBroken(reason: String)
  /// The response exceeds the bound of the transport; a repetition would not help.
  case responseTooLarge(limit: Int)
  /// The request is not allowed, such as plain http to another machine, and was not sent; a repetition would not help.
  case refused(reason: String)

  /// Whether a repetition may succeed, with the same `MS-RequestId`.
  package var isTransient: Bool {
    switch self {
    case .notConnected, .timedOut, .connectionBroken: true
    case .responseTooLarge, .refused: false
    }
  }

  /// Whether the service may have received the request. False only where the transport is certain.
  public var mayHaveBeenSent: Bool {
    switch self {
    case .notConnected, .refused: false
    case .timedOut, .connectionBroken, .responseTooLarge: true
    }
  }
}

extension TransportFailure {
  /// The failure without secrets in its text: a transport may quote its input.
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
