import CatalogJSON
import CatalogModel
import CatalogService
import Foundation
import NIOCore
import NIOHTTP1
import Synchronization

/// A response as the parts that are written.
struct ReplyParts {
  var head: HTTPResponseHead
  var body: ByteBuffer?

  /// - Parameters:
  ///   - reply: a header field that HTTP does not permit makes it an error of the server.
  ///   - isHead: whether the body is left out and its length kept.
  ///   - keepsConnection: whether another request may follow.
  ///   - version: of the request.
  init(_ reply: ServiceReply, isHead: Bool, keepsConnection: Bool, version: HTTPVersion = .http1_1) {
    var reply = reply
    if !reply.headers.fields.allSatisfy({ Self.isName($0.name) && Self.isValue($0.value) })
      || !(200...599).contains(reply.status)
    {
      reply = .unexpected
    }
    reply = reply.secured
    var headers = HTTPHeaders(
      reply.headers.fields.filter { !Self.own.contains($0.name.lowercased()) }.map { ($0.name, $0.value) })
    headers.add(name: "Date", value: CurrentDate.shared.text())
    let hasNoBody = reply.status == 204 || reply.status == 304
    if !hasNoBody { headers.add(name: "Content-Length", value: "\(reply.body.count)") }
    if !keepsConnection {
      headers.add(name: "Connection", value: "close")
    } else if version.minor == 0 {
      headers.add(name: "Connection", value: "keep-alive")
    }
    head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: reply.status), headers: headers)
    body = isHead || hasNoBody || reply.body.isEmpty ? nil : ByteBuffer(bytes: reply.body)
  }

  /// Fields of the connection.
  private static let own: Set<String> = ["content-length", "date", "connection", "transfer-encoding"]

  /// Source: RFC 9110, section 5.6.2.
  private static func isName(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || "!#$%&'*+-.^_`|~".utf8.contains(byte)
      }
  }

  private static func isValue(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
  }
}

extension ServiceReply {
  /// An error that the program does not know.
  static var unexpected: ServiceReply {
    ServiceReply(ServiceError(.unexpected, "The request ended at an unexpected error."))
  }
}

/// The time of the `Date` field, written once a second.
private final class CurrentDate: Sendable {
  static let shared = CurrentDate()

  private let last = Mutex<(second: Int, text: String)>((0, ""))

  func text() -> String {
    let now = Date()
    let second = Int(now.timeIntervalSince1970)
    return last.withLock { last in
      if last.second != second { last = (second, HTTPDate.text(now)) }
      return last.text
    }
  }
}
