public import CatalogModel
public import Foundation

/// One request to the service, before host, token and tracing headers are added.
public struct Call: Sendable, Hashable {
  /// The method, the body and the safety.
  package let operation: Operation
  /// Below `/v1`, percent-encoded, query included: `/products?country=US&targetView=Azure`.
  public var path: String
  /// The resource that the call asks for.
  public var subject: CallSubject
  /// The country of the response; `nil` where the call names none, or only the customer determines it.
  public var market: Market?
  /// Whether every id in the path is usable there: an empty id, `.` or `..` would address another resource.
  var isAddressable: Bool
  /// The ids of the requests, where the caller chooses them; `nil` for random ones.
  public var tracing: TracingIDs?
  /// Whether a token continues the list: it may stand at the top level of a page, and an empty page with one is not the
  /// end.
  ///
  /// Source: "Get invoice line items".
  package var isContinuedByToken = false

  package init(
    _ segments: [String], query: [(String, String?)] = [], operation: Operation = .get,
    subject: CallSubject, market: Market? = nil
  ) {
    let pairs = query.compactMap { name, value in value.map { "\(name)=\(Self.encoded($0))" } }
    let question = pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&")
    path = segments.map { "/" + Self.encoded($0) }.joined() + question
    self.operation = operation
    self.subject = subject
    self.market = market
    isAddressable = segments.allSatisfy(Identifier.isGood)
  }

  /// Creates a read of an address that a response named: percent-encoded, below `/v1`, checked by the caller.
  package init(path: String, subject: CallSubject) {
    self.path = path
    operation = .get
    self.subject = subject
    isAddressable = true
  }

  /// The HTTP method of the request. Reads use GET; a query whose parameters form a body uses POST.
  public var method: TransportRequest.Method { operation.method }

  /// Sent as JSON; `nil` for a request without a body.
  public var body: Data? { operation.body }

  /// The repetition allowed when the outcome is unknown.
  public var safety: Safety { operation.safety }

  /// Whether a response of that status can be complete: 206 and similar ones are a part, or a transformation by a
  /// proxy. A call other than GET may have created something, or begun to (201, 202), or have no content to send (204).
  func isWhole(_ status: Int) -> Bool {
    status == 200 || (method != .get && [201, 202, 204].contains(status))
  }

  private static func encoded(_ text: String) -> String {
    if text.utf8.allSatisfy(isUnreserved) { return text }
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if isUnreserved(byte) {
        bytes.append(byte)
      } else {
        bytes.append(UInt8(ascii: "%"))
        for digit in [byte >> 4, byte & 15] {
          bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") + digit - 10)
        }
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Source: RFC 3986, section 2.3.
  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
      true
    default: false
    }
  }
}
