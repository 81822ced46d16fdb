/// The addresses of this machine, to which alone plain http is allowed.
package enum Loopback {
  /// Whether a host is `localhost`, `::1` (in brackets or not) or in 127.0.0.0/8 in four decimal parts; no other spelling.
  package static func isHost(_ host: String) -> Bool {
    let host = host.lowercased()
    if ["localhost", "::1", "[::1]"].contains(host) { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    let isNumeric = parts.allSatisfy { part in
      (1...3).contains(part.utf8.count) && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
        && UInt8(part) != nil && (part.count == 1 || part.first != "0")
    }
    return parts.count == 4 && isNumeric && parts[0] == "127"
  }
}
