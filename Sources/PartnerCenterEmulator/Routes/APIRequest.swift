import Foundation
import PartnerCenter

/// A request taken apart.
struct APIRequest: Sendable {
  var method: TransportRequest.Method
  /// Scheme and host, `https://api.partnercenter.microsoft.com`.
  var base: String
  /// As it came, percent-encoded, query included.
  var target: String
  /// Decoded parts of the path.
  var parts: [String]
  /// Decoded parameters, names in lower case; of a name that occurs twice, the first.
  var query: [String: String]
  var headers: Headers
  var body: Data

  init(_ request: TransportRequest) {
    method = request.method
    headers = request.headers
    body = request.body ?? Data()
    let url = request.url
    let pathStart: String.Index
    if let scheme = url.range(of: "://") {
      pathStart = url[scheme.upperBound...].firstIndex { $0 == "/" || $0 == "?" } ?? url.endIndex
    } else {
      pathStart = url.startIndex
    }
    base = String(url[..<pathStart])
    target = String(url[pathStart...])
    let halves = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    parts = (halves.first ?? "").split(separator: "/").map { Self.decoded($0) }
    query = [:]
    guard halves.count == 2 else { return }
    for pair in halves[1].split(separator: "&") {
      let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = Self.decoded(sides[0]).lowercased()
      if query[name] == nil { query[name] = sides.count == 2 ? Self.decoded(sides[1]) : "" }
    }
  }

  /// The parameter, `nil` where it is absent or empty.
  func parameter(_ name: String) -> String? {
    query[name.lowercased()].flatMap { $0.isEmpty ? nil : $0 }
  }

  private static func decoded(_ text: Substring) -> String {
    text.utf8.contains(UInt8(ascii: "%")) ? text.removingPercentEncoding ?? String(text) : String(text)
  }
}
