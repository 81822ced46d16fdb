import CatalogService

/// Where and to whom `serve` answers, decided from its settings before anything is opened.
struct ServePlan: Sendable, Equatable {
  var network: NetworkAddress?
  var socket: String?
  var inherited: [SystemdSockets.Socket]
  var hosts: AllowedHosts
  var tokenFile: String?
  var scopes: Set<ServiceAccess.Scope>
  /// What the user should know before the first request.
  var warnings: [String] = []

  static let standardAddress = NetworkAddress(host: "127.0.0.1", port: 8787)

  /// - Parameters:
  ///   - settings: the address, the socket, the names and the file of tokens.
  ///   - inherited: the sockets of systemd, which replace address and socket.
  ///   - noCustomers: whether customers are left out.
  /// - Throws: ``CommandError`` where other machines could read without a token.
  init(_ settings: Settings, inherited: [SystemdSockets.Socket], noCustomers: Bool) throws(CommandError) {
    do {
      hosts = try AllowedHosts(settings.hosts?.value ?? [])
    } catch {
      throw .usage("\(settings.hosts?.origin.description ?? "--host"): \(error)")
    }
    self.inherited = inherited
    tokenFile = settings.tokenFile?.value
    scopes = noCustomers ? [.catalog] : Set(ServiceAccess.Scope.allCases)
    if inherited.isEmpty {
      socket = settings.socket?.value
      network = settings.listen?.value ?? (socket == nil ? Self.standardAddress : nil)
    }
    let addresses = [network].compactMap(\.self) + inherited.compactMap(\.address)
    if tokenFile == nil {
      if let open = addresses.first(where: { !$0.isLoopback }) {
        throw .usage(
          "Other machines reach \(open): without tokens everybody there could read the catalog. Nothing was opened. "
            + "Name a file of tokens with --token-file, or listen on 127.0.0.1 or a socket (--socket).")
      }
      if !addresses.isEmpty {
        warnings.append(
          "Every user of this machine can read the catalog\(noCustomers ? "" : " and its customers"). "
            + "To limit it: --socket, --token-file\(noCustomers ? "" : " or --no-customers").")
      }
    } else if addresses.contains(where: { !$0.isLoopback }), settings.hosts == nil {
      warnings.append("Requests must name this machine localhost or 127.0.0.1: allow other names with --host.")
    }
  }
}
