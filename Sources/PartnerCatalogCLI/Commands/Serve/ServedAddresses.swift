import CatalogJSON

/// Where the server listens, as lines or JSON.
struct ServedAddresses: Encodable {
  /// URLs, or paths of Unix sockets behind `unix:`.
  var addresses: [String]

  init(_ addresses: [String]) { self.addresses = addresses }

  func text(_ console: Console) -> String {
    if console.isJSON, let line = try? JSONText.line(self) { return line }
    return addresses.map { $0 + "\n" }.joined()
  }
}
