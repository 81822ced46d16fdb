import PartnerCenter

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// An address and a port to listen at: `127.0.0.1:8787`, `[::1]:8787`, `localhost:8787`.
struct NetworkAddress: Sendable, Hashable, CustomStringConvertible {
  /// An IP address, without brackets.
  var host: String
  var port: Int

  /// - Returns: `nil` for a name other than localhost: which addresses it has may change.
  init?(parsing text: String) {
    guard let colon = text.lastIndex(of: ":") else { return nil }
    let digits = text[text.index(after: colon)...]
    guard (1...5).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let port = Int(digits), port <= 65_535
    else { return nil }
    let name = text[..<colon]
    let isBracketed = name.hasPrefix("[") && name.hasSuffix("]")
    let host = name.lowercased() == "localhost" ? "127.0.0.1" : String(isBracketed ? name.dropFirst().dropLast() : name)
    var storage = in6_addr()
    guard inet_pton(isBracketed ? AF_INET6 : AF_INET, host, &storage) == 1 else { return nil }
    self.host = host
    self.port = port
  }

  init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  /// Whether this machine alone reaches it.
  var isLoopback: Bool { Loopback.isHost(host) }

  var description: String { (host.contains(":") ? "[\(host)]" : host) + ":\(port)" }
}
