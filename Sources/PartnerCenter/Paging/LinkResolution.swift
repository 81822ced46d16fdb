import Foundation

extension ServiceEndpoint {
  /// The absolute address of a path below the API's base.
  func url(path: String) -> String { "\(api)/v1\(path)" }

  /// The absolute address of a `next` link, followed verbatim.
  ///
  /// A relative link may or may not begin with `/v1`. An absolute one is followed only to the very host, port and
  /// scheme of the API: the token goes nowhere else.
  func resolve(_ link: Link) throws -> String {
    guard link.method.uppercased() == "GET" else { throw PagingFault.foreignLink(uri: link.uri) }
    let uri = link.uri.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !uri.unicodeScalars.contains(where: { $0.value < 0x21 || $0.value == 0x7F || $0 == "\\" }) else {
      throw PagingFault.foreignLink(uri: link.uri)
    }
    if uri.range(of: "^[A-Za-z][A-Za-z0-9+.-]*:", options: .regularExpression) != nil {
      guard let target = URLComponents(string: uri), let base = URLComponents(string: api),
        target.scheme?.lowercased() == base.scheme?.lowercased(),
        target.host?.lowercased() == base.host?.lowercased(), target.port == base.port,
        target.user == nil, target.password == nil
      else { throw PagingFault.foreignLink(uri: link.uri) }
      return uri
    }
    guard !uri.hasPrefix("//") else { throw PagingFault.foreignLink(uri: link.uri) }
    let path = uri.hasPrefix("/") ? uri : "/" + uri
    return path.hasPrefix("/v1/") ? api + path : url(path: path)
  }

  /// The headers of a link that may be sent: all but those that carry identity or frame the message.
  func followableHeaders(of link: Link) -> Headers {
    let forbidden: Set = [
      "authorization", "host", "content-length", "transfer-encoding", "connection", "ms-requestid",
      "ms-correlationid",
    ]
    return Headers(
      link.headers.filter { field in
        !forbidden.contains(field.name.lowercased())
          && field.name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") }
          && !field.value.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
      })
  }
}
