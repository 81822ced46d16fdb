import CatalogJSON
import CatalogService
import NIOCore
import NIOHTTP1

/// One request, from its head to the end of its body.
struct RequestAssembly {
  private(set) var request: ServiceRequest
  /// Whether the method was `HEAD`: families of paths see a `GET`.
  let isHead: Bool
  /// Whether the connection may carry another request afterwards.
  let keepsConnection: Bool
  /// Whether a body follows.
  let hasBody: Bool
  /// Whether the client waits for `100 Continue` before its body.
  let waitsForContinue: Bool
  private let mostBytes: Int

  /// - Throws: ``GuardRefusal`` for a body that is declared larger than the limit.
  init(_ head: HTTPRequestHead, from peer: ServiceRequest.Peer, mostBytes: Int) {
    self.mostBytes = mostBytes
    isHead = head.method == .HEAD
    var headers = ServiceHeaders()
    for (name, value) in head.headers { headers.add(name, value) }
    let query = head.uri.firstIndex(of: "?")
    request = ServiceRequest(
      method: isHead ? "GET" : head.method.rawValue, path: String(head.uri[..<(query ?? head.uri.endIndex)]),
      query: query.map { String(head.uri[head.uri.index(after: $0)...]) } ?? "", headers: headers, peer: peer)
    // After these the bytes belong to another protocol.
    let changesProtocol = head.method == .CONNECT || head.headers.contains(name: "Upgrade")
    keepsConnection = head.isKeepAlive && !changesProtocol
    hasBody = head.headers.contains(name: "Content-Length") || head.headers.contains(name: "Transfer-Encoding")
    waitsForContinue = head.headers[canonicalForm: "Expect"].contains { $0.lowercased() == "100-continue" }
    declaredBytes = head.headers.first(name: "Content-Length").flatMap { Int($0) } ?? 0
  }

  private let declaredBytes: Int

  /// Checks the declared size of the body.
  ///
  /// - Throws: ``GuardRefusal``.
  func checkSize() throws(GuardRefusal) {
    if declaredBytes > mostBytes { throw tooLarge }
  }

  /// Adds a part of the body.
  ///
  /// - Throws: ``GuardRefusal`` where it becomes too large.
  mutating func add(_ bytes: ByteBuffer) throws(GuardRefusal) {
    guard bytes.readableBytes <= mostBytes - request.body.count else { throw tooLarge }
    request.body += bytes.readableBytesView
  }

  private var tooLarge: GuardRefusal {
    GuardRefusal(
      .malformed, ServiceError(.requestTooLarge, "The body is larger than \(mostBytes) bytes. Nothing was read."))
  }
}

extension GuardRefusal {
  /// A head that cannot be read, or is too large.
  init(_ error: HTTPParserError) {
    var answer = ServiceError(.usage, "The request cannot be read as HTTP/1.1.")
    if error == .headerOverflow {
      answer = ServiceError(.requestTooLarge, "The header fields are too large or too many. Nothing was read.")
      answer.status = 431
    }
    self.init(.malformed, answer)
  }

  /// A body that does not arrive in time.
  static var lateBody: GuardRefusal {
    var answer = ServiceError(.usage, "The body did not arrive in time. Nothing was read.")
    answer.status = 408
    return GuardRefusal(.malformed, answer)
  }
}
