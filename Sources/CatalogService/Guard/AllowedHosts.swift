/// The names under which the service may be asked.
///
/// After a name of an attacker was bound to this machine's address, a browser sends a request of the attacker's page
/// without an `Origin`: only `Host` shows the foreign name. The check is therefore the first of all.
public struct AllowedHosts: Sendable, Hashable {
  /// Names of this machine for itself.
  static let ownNames: Set<String> = ["localhost", "127.0.0.1", "[::1]"]

  /// In lower case, without ports.
  private(set) var names = ownNames

  /// The names of this machine for itself, and further ones.
  ///
  /// - Parameter further: names or addresses without a port, such as `catalog.example.com` or `[2001:db8::1]`.
  /// - Throws: ``InvalidHostName`` for the first that is none.
  public init(_ further: [String] = []) throws(InvalidHostName) {
    for text in further {
      guard let authority = Authority(text), authority.port == nil else { throw InvalidHostName(text: text) }
      names.insert(authority.name)
    }
  }

  /// The host of a request; `nil` where it is absent, doubled, spelled oddly or not allowed.
  ///
  /// A target with a host of its own (the absolute form) is refused, too: proxies alone receive it.
  func host(of request: ServiceRequest) -> Authority? {
    let fields = request.headers[all: "Host"]
    guard request.path.hasPrefix("/"), fields.count == 1, let host = Authority(fields[0]), names.contains(host.name)
    else { return nil }
    return host
  }

  /// Whether a page of an origin may ask.
  ///
  /// A name of this machine counts with the host and port of the request alone: other ports are other programs. A further
  /// name counts with every port, for a proxy may listen at another.
  func allows(origin: String, asking host: Authority) -> Bool {
    guard let scheme = ["http://", "https://"].first(where: { origin.hasPrefix($0) }),
      let authority = Authority(String(origin.dropFirst(scheme.count))), names.contains(authority.name)
    else { return false }
    if !Self.ownNames.contains(authority.name) { return true }
    let standard = scheme == "http://" ? 80 : 443
    return authority.name == host.name && (host.port == nil || authority.port ?? standard == host.port)
  }
}

/// A text is no name of a host.
public struct InvalidHostName: Error, Sendable, Hashable, CustomStringConvertible {
  /// As given.
  public var text: String

  /// The failure and the valid form.
  public var description: String {
    "\"\(text)\" is not a host name: valid are names and addresses without a port, such as catalog.example.com or [2001:db8::1]."
  }
}
