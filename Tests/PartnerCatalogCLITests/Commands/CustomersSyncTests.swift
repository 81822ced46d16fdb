import CatalogModel
import Foundation
import PartnerCenterEmulator
import PartnerCenterEmulatorServer
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
    #expect(told.output.hasPrefix("3 customers, 2 refreshed, 0 removed, 1 failed: partial.\n"))
    let words =
      #/warning: Not everything could be read \(--verbose shows each failure\)\. The first, customer ([0-9a-f-]{36}): \/customers\/\1\/subscriptions failed: the service answered 400, code 800003: The service is unavailable\. \(MS-RequestId [0-9a-f-]{36}\)\. Progress is saved; run the command again to continue\.\n/#
    // A slow machine adds a line of progress each minute.
    let lines = told.errors.split(separator: "\n").filter { !$0.contains("/3 customers") }.map { $0 + "\n" }.joined()
    #expect(lines.wholeMatch(of: words) != nil, "\(told.errors)")
  }

  @Test("--verbose tells each failure by its path and reason, once, and names nobody")
  func told() async throws {
    let told = try await run("--verbose", "--json")
    let report = try #require(try JSONSerialization.jsonObject(with: Data(told.output.utf8)) as? [String: Any])
    #expect(report["failed"] as? Int == 1)
    let first = try #require(report["firstFailure"] as? [String: String])
    #expect(first["part"]?.hasPrefix("customer ") == true)
    #expect(first["reason"]?.contains("/subscriptions failed: the service answered 400, code 800003: ") == true)
    #expect(first["reason"]?.contains("(MS-RequestId ") == true)
    let lines = told.errors.split(separator: "\n").filter { $0.contains("could not be read part=") }
    #expect(lines.count == 1)
    let line = try #require(lines.first)
    #expect(line.hasPrefix("info: a part of the customers could not be read part=/customers/"))
    #expect(line.contains("/subscriptions failed: the service answered 400, code 800003: "))
    #expect(!told.errors.lowercased().contains("contoso"))
  }

  @Test(
    "A list that is refused is exit 4 with what was refused; one customer refused is exit 3", arguments: [true, false])
  func refused(isList: Bool) async throws {
    var configuration = EmulatorConfiguration(shape: CatalogShape(markets: ["US"], products: 10, customers: 3))
    configuration.clientSecret = "s3cret"
    let emulator = Emulator(configuration)
    let path = isList ? "/customers?" : "/qualifications"
    emulator.setFaults(try FaultScript(parsing: "error:path=\(path),count=1,status=403,shape=empty"))
    let told = try await EmulatorServer.serving(emulator) { base in
      try await Program().signedIn(at: base)
        .start(["customers", "sync", "--concurrency", "1", "--rate", "1000000"]).ended()
    }
    #expect(told.status == (isList ? 4 : 3))
    #expect(told.errors.contains("/customers"))
    #expect(told.errors.contains("the service answered 403"))
    #expect(told.output.contains(isList ? "0 customers, 0 refreshed" : "3 customers, 2 refreshed"))
  }

  @Test("Forty who vanish are held back: exit 3 and why; --accept-removals believes it at once")
  func heldBack() async throws {
    var configuration = EmulatorConfiguration(shape: CatalogShape(markets: ["US"], products: 10, customers: 40))
    configuration.clientSecret = "s3cret"
    let emulator = Emulator(configuration)
    try await EmulatorServer.serving(emulator) { base in
      let program = try Program().signedIn(at: base)
      func sync(_ flags: String...) async throws -> Program.Result {
        try await program.start(["customers", "sync", "--rate", "1000000"] + flags).ended()
      }
      #expect(try await sync().status == 0)
      emulator.removeCustomers(0..<40)
      let held = try await sync()
      #expect(held.status == 3)
      #expect(held.output.hasPrefix("0 customers, 0 refreshed, 0 removed, 40 held back: partial.\n"))
      #expect(held.errors.contains("leaves out 40 customers, too many to remove at once"))
      let accepted = try await sync("--accept-removals", "40")
      #expect(accepted.status == 0)
      #expect(accepted.output.hasPrefix("0 customers, 0 refreshed, 40 removed: complete.\n"))
    }
  }

  @Test("A customer who left is told as one who did by customers, can-buy, why-not and resolve")
  func left() async throws {
    var configuration = EmulatorConfiguration(shape: CatalogShape(markets: ["US"], products: 10, customers: 2))
    configuration.clientSecret = "s3cret"
    let emulator = Emulator(configuration)
    try await EmulatorServer.serving(emulator) { base in
      let program = try Program().signedIn(at: base)
      #expect(try await program.start(["sync", "--market", "US", "--rate", "1000000"]).ended().status == 0)
      #expect(try await program.start(["customers", "sync"]).ended().status == 0)
      emulator.endRelationship(withCustomers: [0])
      let sync = try await program.start(["customers", "sync", "--full"]).ended()
      #expect(sync.status == 0)
      #expect(sync.output.contains("Relationship with this partner ended, according to Partner Center: 1.\n"))
      for (status, command) in [
        (0, ["customers", "contoso.onmicrosoft.com"]), (1, ["can-buy", "contoso.onmicrosoft.com", "365"]),
        (1, ["can-buy", "contoso.onmicrosoft.com"]), (0, ["can-buy", "contoso.onmicrosoft.com", "365", "--all"]),
        (0, ["why-not", "contoso.onmicrosoft.com", "DZH318Z0BPS6"]),
        (1, ["resolve", "contoso.onmicrosoft.com", "Azure plan"]),
      ] {
        let told = try await program.start(command + ["--json"]).ended()
        #expect(told.status == status, "\(command)")
        #expect(told.output.contains("relationshipEnded"), "\(command)")
        #expect(!told.output.contains("billing profile"), "\(command)")
        let words = try await program.start(command).ended()
        #expect((words.output + words.errors).lowercased().contains("relationship"), "\(command)")
      }
    }
  }
}
