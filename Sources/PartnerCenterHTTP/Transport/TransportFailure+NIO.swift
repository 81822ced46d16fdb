import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import NIOSSL
import PartnerCenter

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension TransportFailure {
  /// Maps an error of the HTTP library. Its own text is discarded: it can quote headers.
  ///
  /// `isRequestSent` says whether a connection had taken the request's head. Errors do not say so: the same reset ends
  /// a TLS handshake and a response, and the same deadline bounds the wait for a connection and for a response.
  init(_ error: any Error, target: RequestTarget, largestAnswer: Int, isRequestSent: Bool) {
    self.init(error, target: target, largestAnswer: largestAnswer)
    guard !isRequestSent else { return }
    switch self {
    case .timedOut: self = .notConnected(reason: "\(target.host):\(target.port): no connection in time")
    case .connectionBroken(let reason): self = .notConnected(reason: reason)
    case .notConnected, .responseTooLarge, .refused: break
    }
  }

  private init(_ error: any Error, target: RequestTarget, largestAnswer: Int) {
    let host = target.host
    switch error {
    case let error as TransportFailure: self = error
    case let error as HTTPClientError: self.init(error)
    case let error as NIOConnectionError: self.init(error)
    case let error as NIOSSLError: self.init(error, host: host)
    case is NIOSSLExtraError:
      self = .refused(reason: "the certificate presented is not that of \(host)")
    case NIOHTTPDecompression.DecompressionError.limit, is NIOTooManyBytesError:
      self = .responseTooLarge(limit: largestAnswer)
    case is NIOHTTPDecompression.DecompressionError, is NIOHTTPDecompression.ExtraDecompressionError:
      self = .connectionBroken(reason: "the compressed response is damaged")
    case HTTPParserError.invalidEOFState: self = .cutShort
    case is HTTPParserError: self = .connectionBroken(reason: "the response is not HTTP")
    case let error as IOError: self = .connectionBroken(reason: "\(host):\(target.port): \(Self.words(of: error))")
    case ChannelError.connectTimeout: self = .timedOut
    case is ChannelError: self = .cutShort
    case is SocketAddressError: self = .connectionBroken(reason: "the name \(host) cannot be resolved")
    default: self = .connectionBroken(reason: "\(type(of: error))")
    }
  }

  private static let cutShort = TransportFailure.connectionBroken(
    reason: "it was closed before the response was complete")

  private init(_ error: HTTPClientError) {
    switch error {
    case .readTimeout, .writeTimeout, .connectTimeout, .deadlineExceeded, .tlsHandshakeTimeout,
      .getConnectionFromPoolTimeout, .httpProxyHandshakeTimeout, .socksHandshakeTimeout:
      self = .timedOut
    case .remoteConnectionClosed, .uncleanShutdown: self = .cutShort
    case .cancelled, .requestStreamCancelled: self = .connectionBroken(reason: "it was cancelled")
    case .invalidProxyResponse: self = .connectionBroken(reason: "the proxy did not open a tunnel to the service")
    case .proxyAuthenticationRequired:
      self = .refused(reason: "the proxy asks for a user name and password; HTTPS_PROXY can hold them")
    case .invalidURL, .emptyHost, .emptyScheme:
      self = .refused(reason: "the address of the request cannot be read")
    default:
      switch error.shortDescription {
      case let text where text.hasPrefix("Invalid header field"):
        self = .refused(reason: "a header of the request holds characters that cannot be sent")
      default: self = .connectionBroken(reason: "the HTTP library failed")
      }
    }
  }

  private init(_ error: NIOConnectionError) {
    if let io = error.connectionErrors.lazy.compactMap({ $0.error as? IOError }).first {
      self = .connectionBroken(reason: "\(error.host):\(error.port): \(Self.words(of: io))")
    } else if error.connectionErrors.contains(where: { $0.error is ChannelError }) {
      self = .timedOut
    } else {
      self = .connectionBroken(reason: "the name \(error.host) cannot be resolved")
    }
  }

  /// Certificate failures are final; other TLS failures may be transient.
  private init(_ error: NIOSSLError, host: String) {
    switch error {
    case .handshakeFailed(.sslError(let stack)):
      let words = stack.map { "\($0)" }.joined(separator: " ")
      if words.contains("CERTIFICATE_VERIFY_FAILED") {
        self = .refused(
          reason:
            "the certificate of \(host) is not trusted; if it is right, set SSL_CERT_FILE to the file of its authority")
      } else {
        self = .connectionBroken(reason: "no TLS connection to \(host)")
      }
    case .unableToValidateCertificate, .noCertificateToValidate, .cannotMatchULabel:
      self = .refused(reason: "the certificate of \(host) cannot be checked")
    case .uncleanShutdown: self = .cutShort
    default: self = .connectionBroken(reason: "no TLS connection to \(host)")
    }
  }

  private static func words(of error: IOError) -> String {
    switch error.errnoCode {
    case ECONNREFUSED: "connection refused"
    case ECONNRESET: "connection reset"
    case EPIPE: "closed by the other side"
    case ENETUNREACH, EHOSTUNREACH: "no route"
    case ETIMEDOUT: "no response"
    default: "error \(error.errnoCode)"
    }
  }
}
