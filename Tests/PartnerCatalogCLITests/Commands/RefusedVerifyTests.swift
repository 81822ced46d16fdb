import CatalogModel
import Foundation
import PartnerCenterEmulator
import PartnerCenterEmulatorServer
import Testing

@testable import PartnerCatalogCLI

@Suite("--verify where a catalog refuses")
struct RefusedVerifyTests {
  /// Runs commands on a store of US with customers, where the customers' own catalogs misbehave.
  private func with(_ fault: String, _ body: @escaping @Sendable (Program) async throws -> Void) async throws {
    var configuration = EmulatorConfiguration(
      shape: CatalogShape(markets: ["US"], products: 10, skusPerProduct: 2, customers: 2))
    configuration.clientSecret = "s3cret"
    let emulator = Emulator(configuration)
    try await EmulatorServer.serving(emulator) { base in
      let program = try Program().signedIn(at: base)
      for command in [["sync", "--market", "US"], ["customers", "sync"]] {
        let result = try await program.start(command + ["--rate", "1000000", "--quiet"]).ended()
        #expect(result.status == 0, "\(result.errors)")
      }
      emulator.setFaults(try FaultScript(parsing: fault))
      try await body(program)
    }
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private static let can = ["can-buy", "contoso.onmicrosoft.com", "", "--limit", "3", "--verify"]

  @Test(
    "Every form of can-buy ends with 5 and says on standard error who refused, how, and what was compared instead",
    arguments: [
      ("error:path=/customers/,status=403", "the service answered 403, code 800003"),
      ("error:path=/customers/,status=404,shape=html", "the service answered 404"),
      ("error:path=/customers/,status=403,shape=empty", "the service answered 403"),
      ("malformed:path=/customers/", "the response cannot be read"),
    ])
  func forms(fault: String, words: String) async throws {
    try await with(fault) { program in
      for form in [[], ["--json"], ["--ndjson"], ["--csv"], ["--quiet"]] {
        let result = try await program.start(Self.can + form).ended()
        #expect(result.status == 5, "\(form): \(result.errors)")
        #expect(result.errors.contains("Not verified: "), "\(form)")
        #expect(result.errors.contains(words), "\(form): \(result.errors)")
        #expect(result.errors.contains("Compared with the market's catalog instead: unchanged there."), "\(form)")
        #expect(!result.errors.contains("3 same"))
        switch form.first {
        case "--json":
          let items = try #require(
            (object(result.output)["verification"] as? [String: Any])?["items"] as? [[String: Any]])
          #expect(items.map { $0["state"] as? String } == ["refused", "refused", "refused"])
        case "--ndjson":
          let lines = result.output.split(separator: "\n").map(String.init)
          #expect(lines.count == 3)
          for line in lines {
            #expect((try object(line)["verification"] as? [String: Any])?["state"] as? String == "refused")
          }
        case "--csv":
          let lines = result.output.split(separator: "\r\n")
          #expect(lines[0].hasSuffix(",verification") && lines.dropFirst().allSatisfy { $0.hasSuffix(",refused") })
        default: #expect(result.output.contains("customerCatalog"))
        }
      }
    }
  }

  @Test("resolve ends with 5 in every form, also where it prints a cart line")
  func resolve() async throws {
    try await with("error:path=/customers/,status=403") { program in
      let found = try await program.start(["can-buy", "contoso.onmicrosoft.com", "", "--limit", "1", "--json"]).ended()
      let item = try #require((object(found.output)["items"] as? [[String: Any]])?.first)
      let id = try #require(item["catalogItemId"] as? String)
      for form in [[], ["--json"], ["--cart-line", "--quantity", "1", "--term", "P1Y", "--billing", "annual"]] {
        let result = try await program.start(["resolve", "contoso.onmicrosoft.com", id, "--verify"] + form).ended()
        #expect(result.status == 5 || result.status == 1 && form.count > 1, "\(form) \(result.output) \(result.errors)")
        guard result.status == 5 else { continue }
        #expect(
          result.errors.contains("Not verified: \(id). The service refused the customer's catalog (Contoso"),
          "\(result.errors)")
      }
    }
  }

  @Test("One item refused and others verified: 5 too, and each says its own state")
  func one() async throws {
    try await with("error:path=/customers/,at=2,status=403") { program in
      let result = try await program.start(Self.can + ["--ndjson"]).ended()
      #expect(result.status == 5)
      let states = try result.output.split(separator: "\n").map { line in
        try (object(String(line))["verification"] as? [String: Any])?["state"] as? String
      }
      #expect(states.filter { $0 == "refused" }.count == 1 && states.filter { $0 == "same" }.count == 2)
    }
  }

  @Test("Without an account nothing is asked, and the JSON says that of each item")
  func noAccount() async throws {
    try await with("skew:by=0") { program in
      var stranger = program
      stranger.environment = ["PARTNER_CATALOG_CLIENT_SECRET": ""]
      let result = try await stranger.start(Self.can + ["--json"]).ended()
      #expect(result.status == 5)
      let items = try #require((object(result.output)["verification"] as? [String: Any])?["items"] as? [[String: Any]])
      #expect(items.map { $0["state"] as? String } == ["notAsked", "notAsked", "notAsked"])
      #expect(result.errors.contains("Not verified at the service"))
    }
  }

  @Test("Where everything answers it is 0, and nothing is said to be unverified")
  func answered() async throws {
    try await with("skew:by=0") { program in
      let result = try await program.start(Self.can + ["--csv"]).ended()
      #expect(result.status == 0 && !result.errors.contains("Not verified"))
      #expect(result.output.split(separator: "\r\n").dropFirst().allSatisfy { $0.hasSuffix(",same") })
      let plain = try await program.start(Array(Self.can.dropLast()) + ["--csv"]).ended()
      #expect(plain.output.split(separator: "\r\n").dropFirst().allSatisfy { $0.hasSuffix(",") })
    }
  }
}
