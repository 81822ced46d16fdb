import CatalogModel
import Foundation
import PartnerCenterEmulator
import Testing

@testable import PartnerCatalogCLI

@Suite("customers sync")
struct CustomersSyncTests {
  /// Runs with three customers, of whom one's subscriptions are refused.
  private func run(_ flags: String...) async throws -> Program.Result {
    var configuration = EmulatorConfiguration(shape: CatalogShape(markets: ["US"], products: 10, customers: 3))
    configuration.clientSecret = "s3cret"
    let emulator = Emulator(configuration)
    emulator.setFaults(try FaultScript(parsing: "error:path=/subscriptions,at=1,status=400"))
    return try await EmulatorServer.serving(emulator) { base in
      try await Program().signedIn(at: base)
        .start(["customers", "sync", "--concurrency", "1", "--rate", "1000000"] + flags).ended()
    }
  }

  @Test("Whoever could not be read is counted, and exit 3 says how to learn why")
  func counted() async throws {
    let told = try await run()
    #expect(told.status == 3)
    #expect(told.output.hasPrefix("3 customers, 2 read anew, 0 removed, 1 failed: partial.\n"))
    #expect(
      told.errors
        == "warning: Not everything could be read (--verbose tells each failure). What was read is kept; run the command again to go on.\n"
    )
  }

  @Test("--verbose tells each failure by its path and reason, once, and names nobody")
  func told() async throws {
    let told = try await run("--verbose", "--json")
    let report = try #require(try JSONSerialization.jsonObject(with: Data(told.output.utf8)) as? [String: Any])
    #expect(report["failed"] as? Int == 1)
    let lines = told.errors.split(separator: "\n").filter { $0.contains("could not be read part=") }
    #expect(lines.count == 1)
    let line = try #require(lines.first)
    #expect(line.hasPrefix("info: a part of the customers could not be read part=/customers/"))
    #expect(line.contains("/subscriptions failed: the service answered 400, code 800003: "))
    #expect(!told.errors.lowercased().contains("contoso"))
  }
}
