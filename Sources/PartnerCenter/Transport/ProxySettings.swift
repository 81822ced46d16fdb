import Foundation

/// The proxy of requests, from `HTTPS_PROXY` and `NO_PROXY`, in the syntax of curl.
///
/// Only https uses a proxy (by `CONNECT`): plain http is sent to loopback only.
public struct ProxySettings: Sendable, Hashable {
  package let server: Server?
  let exceptions: [Exception]

  package struct Server: Sendable, Hashable {
    package var host: String
    package var port: Int
    package var user: String?
    package var password: String?
  }

  /// A host, or a domain with its subdomains, optionally on one port; `*` is every host.
  struct Exception: Sendable, Hashable {
    var name: String
    var port: Int?
  }

  /// - Parameter environment: `https_proxy` before `HTTPS_PROXY`, `no_proxy` before `NO_PROXY`.
  /// - Throws: `TransportFailure.refused` for an unreadable address, without its password.
  public init(environment: [String: String]) throws {
    let address = Self.value("https_proxy", in: environment)
    server = try address.map(Self.server)
    exceptions = (Self.value("no_proxy", in: environment) ?? "")
      .split { $0 == "," || $0.isWhitespace }
      .compactMap { Self.exception(String($0)) }
  }

  /// Host and port of the proxy for a request over https to that host, without its password; `nil` for none.
  package func address(forHost host: String, port: Int) -> String? { server(forHost: host, port: port)?.description }

  /// The proxy for a request to that host, or `nil` to connect directly.
  package func server(forHost host: String, port: Int) -> Server? {
    let name = Self.bare(host)
    let isExcepted = exceptions.contains { exception in
      guard exception.port == nil || exception.port == port else { return false }
      return exception.name == "*" || exception.name == name || name.hasSuffix("." + exception.name)
    }
    return isExcepted ? nil : server
  }

  private static func value(_ name: String, in environment: [String: String]) -> String? {
    let value = environment[name] ?? environment[name.uppercased()]
    return value.flatMap { $0.isEmpty ? nil : $0 }
  }

  private static func server(_ address: String) throws -> Server {
    let url = address.contains("://") ? address : "http://" + address
    guard let parts = URLComponents(string: url), let host = parts.host, !host.isEmpty else {
      throw TransportFailure.refused(reason: "HTTPS_PROXY is not an address such as http://proxy.example.com:8080")
    }
    guard parts.scheme?.lowercased() == "http" else {
      throw TransportFailure.refused(
        reason: "HTTPS_PROXY must begin with http://: proxies that speak \(parts.scheme ?? "") are not supported")
    }
    return Server(host: bare(host), port: parts.port ?? 80, user: parts.user, password: parts.password)
  }

  private static func exception(_ entry: String) -> Exception? {
    var name = entry
    var port: Int?
    if name.count(where: { $0 == ":" }) == 1 || name.hasPrefix("["), let colon = name.lastIndex(of: ":"),
      let number = Int(name[name.index(after: colon)...])
    {
      port = number
      name = String(name[..<colon])
    }
    name = bare(name)
    if name.hasPrefix("*.") { name.removeFirst(2) }
    while name.hasPrefix(".") { name.removeFirst() }
    return name.isEmpty ? nil : Exception(name: name, port: port)
  }

  /// Lower case, without the brackets of an IPv6 address and without the dot at the end.
  private static func bare(_ host: String) -> String {
    var host = host.lowercased()
    if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
    if host.hasSuffix(".") { host.removeLast() }
    return host
  }
}

extension ProxySettings.Server: CustomStringConvertible, CustomReflectable {
  /// Host and port; never the password.
  package var description: String { "\(host):\(port)" }
  package var customMirror: Mirror { Mirror(self, children: ["address": description]) }
}
