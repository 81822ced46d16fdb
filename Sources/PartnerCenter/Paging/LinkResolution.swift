import Foundation

extension ServiceEndpoint {
  /// The absolute address of a path below the API's base.
  func url(path: String) -> String { "\(api)/\(version)\(path)" }

  /// The absolute address of a `next` link, followed verbatim.
  ///
  /// A relative link may or may not begin with `/v1`. An absolute one is followed only to the host, port and scheme of
  /// the API: the token is sent nowhere else.
  func resolve(_ link: Link) throws -> String {
    guard link.method.uppercased() == "GET" else { throw PagingFault.foreignLink(uri: link.uri) }
    let uri = link.uri.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !uri.unicodeScalars.contains(where: { $0.value < 0x21 || $0.value == 0x7F || $0 == "\\" }) else {
      throw PagingFault.foreignLink(uri: link.uri)
    }
    if uri.range(of: "^[A-Za-z][A-Za-z0-9+.-]*:", options: .regularExpression) != nil {
      guard let address = Self.address(of: uri, at: api) else { throw PagingFault.foreignLink(uri: link.uri) }
      return address
    }
    guard !uri.hasPrefix("//") else { throw PagingFault.foreignLink(uri: link.uri) }
    let path = uri.hasPrefix("/") ? uri : "/" + uri
    return path.hasPrefix("/v1/") ? api + path : url(path: path)
  }

  /// The address of an absolute link to the host, port and scheme of a base; `nil` for a link to any other.
  ///
  /// Path and query are appended to the base's own host, never to the link's: no parser has to agree with another.
  package static func address(of link: String, at base: String) -> String? {
    guard !link.unicodeScalars.contains(where: { $0.value < 0x21 || $0.value == 0x7F || $0 == "\\" }),
      let target = URLComponents(string: link), let own = URLComponents(string: base),
      let scheme = target.scheme?.lowercased(), scheme == own.scheme?.lowercased(),
      let host = target.host?.lowercased(), !host.isEmpty, host == own.host?.lowercased(),
      port(of: target) == port(of: own), target.user == nil, target.password == nil
    else { return nil }
    return String(origin(of: base) + afterAuthority(of: link))
  }

  private static func port(of url: URLComponents) -> Int? {
    url.port ?? (url.scheme?.lowercased() == "https" ? 443 : url.scheme?.lowercased() == "http" ? 80 : nil)
  }

  /// `https://host:port` of an absolute address.
  private static func origin(of url: String) -> Substring {
    url.prefix(url.count - afterAuthority(of: url).count)
  }

  /// Path, query and fragment of an absolute address.
  private static func afterAuthority(of url: String) -> Substring {
    guard let authority = url.range(of: "://") else { return "" }
    let rest = url[authority.upperBound...]
    return rest[(rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex)...]
  }

  /// The headers of a link that may be sent: all but those of identity and message framing.
  func followableHeaders(of link: Link) -> Headers {
    let forbidden: Set = [
      "authorization", "host", "content-length", "transfer-encoding", "connection", "ms-requestid",
      "ms-correlationid", "proxy-authorization", "cookie", "upgrade", "te", "trailer", "expect", "keep-alive",
      "accept-encoding",
    ]
    return Headers(
      link.headers.filter { field in
        !forbidden.contains(field.name.lowercased())
          && field.name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"()<>@,;:\\\"/[]?={}".utf8.contains($0) }
          && !field.value.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
      })
  }
}
