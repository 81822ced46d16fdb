import CatalogService
import Foundation
import Testing

@testable import PartnerCatalogCLI

@Suite("Where and to whom serve answers")
struct ServePlanTests {
  private func plan(
    _ flags: Settings.Flags = .init(), _ environment: [String: String] = [:],
    inherited: [SystemdSockets.Socket] = [], noCustomers: Bool = false
  ) throws -> ServePlan {
    try ServePlan(
      Settings.resolve(flags, environment: environment, file: nil), inherited: inherited, noCustomers: noCustomers)
  }

  @Test("Without settings it listens on loopback and warns that other users of the machine can read")
  func standard() throws {
    let usual = try plan()
    #expect(usual.network == NetworkAddress(host: "127.0.0.1", port: 8787) && usual.socket == nil)
    #expect(
      usual.warnings == [
        "Every user of this machine can read the catalog and its customers. To limit it: --socket, --token-file or --no-customers."
      ])
    #expect(
      try plan(noCustomers: true).warnings == [
        "Every user of this machine can read the catalog. To limit it: --socket, --token-file."
      ])
    #expect(try plan(noCustomers: true).scopes == [.catalog])
  }

  @Test("A socket alone opens no address; both are opened where both are set, by flags, variables or the file")
  func sockets() throws {
    let alone = try plan(.init(socket: "/run/s"))
    #expect(alone.network == nil && alone.socket == "/run/s" && alone.warnings.isEmpty)
    let both = try plan(
      .init(listen: "[::1]:80"),
      [
        "PARTNER_CATALOG_SOCKET": "/run/s", "PARTNER_CATALOG_HOSTS": "a.example, b.example",
        "PARTNER_CATALOG_TOKEN_FILE": "/t",
      ])
    #expect(both.network == NetworkAddress(host: "::1", port: 80) && both.socket == "/run/s")
    #expect(try both.hosts == AllowedHosts(["b.example", "a.example"]))
    #expect(both.tokenFile == "/t" && both.warnings.isEmpty)
  }

  @Test(
    "Addresses of other machines need tokens",
    arguments: ["0.0.0.0:8787", "[::]:8787", "192.0.2.1:80", "[2001:db8::1]:80"])
  func open(address: String) throws {
    let error = #expect(throws: CommandError.self) { try plan(.init(listen: address)) }
    #expect(error?.status == .usage)
    #expect(
      error?.message
        == "Other machines reach \(address): without tokens everybody there could read the catalog. Nothing was opened. Name a file of tokens with --token-file, or listen on 127.0.0.1 or a socket (--socket)."
    )
    let known = try plan(.init(listen: address, tokenFile: "/t"))
    #expect(
      known.warnings == ["Requests must name this machine localhost or 127.0.0.1: allow other names with --host."])
    #expect(try plan(.init(listen: address, hosts: ["a.example"], tokenFile: "/t")).warnings.isEmpty)
  }

  @Test("Sockets of systemd replace the settings, and need tokens where other machines reach them")
  func inherited() throws {
    let unix = try plan(.init(listen: "127.0.0.1:1", socket: "/s"), inherited: [.init(descriptor: 3)])
    #expect(unix.network == nil && unix.socket == nil && unix.inherited.count == 1 && unix.warnings.isEmpty)
    let open = SystemdSockets.Socket(descriptor: 3, address: NetworkAddress(host: "0.0.0.0", port: 80))
    #expect(throws: CommandError.self) { try plan(inherited: [open]) }
    #expect(SystemdSockets(environment: ["LISTEN_PID": "1", "LISTEN_FDS": "1"], processID: 2).sockets.isEmpty)
    #expect(SystemdSockets(environment: ["LISTEN_PID": "2", "LISTEN_FDS": "-1"], processID: 2).sockets.isEmpty)
    #expect(SystemdSockets(environment: [:]).sockets.isEmpty)
  }

  @Test(
    "An address is an IP address with a port",
    arguments: [
      ("127.0.0.1:8787", "127.0.0.1:8787"), ("localhost:0", "127.0.0.1:0"), ("[::1]:65535", "[::1]:65535"),
      ("0.0.0.0:1", "0.0.0.0:1"), ("example.com:80", nil), ("127.0.0.1", nil), (":80", nil), ("::1:80", nil),
      ("127.0.0.1:65536", nil), ("127.0.0.1:-1", nil), ("[127.0.0.1]:80", nil), ("127.0.0.1:", nil), ("", nil),
    ] as [(String, String?)])
  func addresses(text: String, expected: String?) {
    #expect(NetworkAddress(parsing: text)?.description == expected)
  }

  @Test("A bad address or name says where it is from")
  func invalid() {
    let address = #expect(throws: CommandError.self) { try plan(.init(listen: "example.com:80")) }
    #expect(
      address?.message
        == "--listen: \"example.com:80\" is not an address to listen at. Give an IP address and a port, such as 127.0.0.1:8787 or [::1]:8787."
    )
    let name = #expect(throws: CommandError.self) { try plan(.init(hosts: ["a.example:443"])) }
    #expect(
      name?.message
        == "--host: \"a.example:443\" is not a host name: valid are names and addresses without a port, such as catalog.example.com or [2001:db8::1]."
    )
  }

  @Test("A new token opens what its line says; labels and scopes are checked")
  func newToken() throws {
    let made = try NewToken(label: "desk", scopes: ["catalog,customers"])
    #expect(made.scopes == ["catalog", "customers"] && made.line.hasPrefix("desk catalog,customers "))
    #expect(
      try made.text(Console()) == """
        Token for desk, shown once:
          \(made.token)
        Add this line to the file of tokens (mode 600):
          \(made.line)

        """)
    #expect(try NewToken(label: "desk", scopes: []).scopes == ["catalog"])
    #expect(throws: CommandError.usage("--scope is catalog or customers, or both.")) {
      try NewToken(label: "desk", scopes: ["all"])
    }
    #expect(throws: CommandError.self) { try NewToken(label: "a desk", scopes: []) }
  }
}
