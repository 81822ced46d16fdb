import CatalogModel
import CatalogTestSupport
import Foundation
import PartnerCenterEmulator
import PartnerCenterEmulatorServer
import Testing

@testable import PartnerCatalogCLI

#if canImport(Glibc)
  import Glibc
#endif

@Suite("sync --every")
struct RecurringSyncTests {
  private func emulator(_ change: (inout EmulatorConfiguration) -> Void = { _ in }) -> Emulator {
    var configuration = EmulatorConfiguration(shape: CatalogShape(markets: ["US"], products: 10))
    configuration.clientSecret = "s3cret"
    change(&configuration)
    return Emulator(configuration)
  }

  /// A program that syncs a small part of the catalog, and the socket on which it tells how it is.
  private func service(at base: String, secret: String = "s3cret") throws -> (Program, NotifySocket) {
    var program = try Program().signedIn(at: base, secret: secret)
    let socket = try NotifySocket("@pc-\(UUID().uuidString.prefix(13))")
    program.environment.merge([
      "NOTIFY_SOCKET": socket.name, "PARTNER_CATALOG_MARKETS": "US", "PARTNER_CATALOG_VIEWS": "Software",
      "PARTNER_CATALOG_LOG_FILE": program.home.appendingPathComponent("runs.jsonl").path,
      "PARTNER_CATALOG_METRICS_FILE": program.home.appendingPathComponent("catalog.prom").path,
    ]) { $1 }
    return (program, socket)
  }

  private func runs(_ program: Program) async throws -> [[String: Any]] {
    let status = try await program.start(["status", "--json"]).ended()
    let object = try JSONSerialization.jsonObject(with: Data(status.output.utf8)) as? [String: Any]
    return try #require(object?["runs"] as? [[String: Any]])
  }

  @Test("Killed in a run and started again it goes on; asked to end between two runs it ends with 0")
  func killed() async throws {
    let emulator = emulator()
    try await EmulatorServer.serving(emulator) { base in
      let (program, socket) = try service(at: base)
      let first = try program.start(["sync", "--every", "1h", "--rate", "300"])
      #expect(await socket.message(with: "READY=1") != nil)
      #expect(await socket.message(with: " requests") != nil, "it is in the run")
      first.signal(SIGKILL)
      #expect(try await first.ended().status == SIGKILL)
      let spent = emulator.servedCount

      let second = try program.start(["sync", "--every", "1h", "--rate", "1000000"])
      #expect(await socket.message(with: "STATUS=Last run ended with exit code 0; next at ") != nil)
      second.signal(SIGTERM)
      #expect(await socket.message(with: "STOPPING=1") != nil)
      let end = try await second.ended()
      #expect((end.status, end.errors) == (0, ""))
      #expect(try await runs(program).map { $0["state"] as? String } == ["complete", "interrupted"])

      let whole = emulator.servedCount
      let other = program.home.appendingPathComponent("other.sqlite").path
      for command in [["sync"], ["customers", "sync"]] {
        #expect(try await program.start(command + ["--rate", "1000000", "--db", other]).ended().status == 0)
      }
      // The requests under way at the end may reach the service after it, eight at most.
      #expect(whole - spent <= emulator.servedCount - whole + 8, "nothing is asked twice but what was under way")
    }
  }

  @Test("Asked to end in a run it ends with 3 and a summary; another sync meanwhile is 6, naming the holder")
  func interrupted() async throws {
    try await EmulatorServer.serving(emulator()) { base in
      let (program, socket) = try service(at: base)
      let first = try program.start(["sync", "--every", "1h", "--rate", "60"])
      #expect(await socket.message(with: " requests") != nil)
      let second = try await program.start(["sync"]).ended()
      #expect(second.status == 6)
      #expect(second.errors.contains("(process \(first.process.identifier), since "))
      first.signal(SIGINT)
      let end = try await first.ended()
      #expect(end.status == 3)
      #expect(end.output.hasPrefix("Stopped after ") && end.output.contains(" requests."))
      #expect(end.errors == "warning: Stopped. Progress is saved; run the command again to continue.\n")
      let log = try String(contentsOf: program.home.appendingPathComponent("runs.jsonl"), encoding: .utf8)
      let lines = try log.split(separator: "\n").map { line in
        try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      }
      #expect(lines.map { $0["exitCode"] as? Int } == [6, 3])
      #expect(lines.map { ($0["error"] as? [String: Any])?["code"] as? String } == ["storeBusy", "cancelled"])
      #expect(lines.map { $0["runId"] is NSNull } == [true, false])
    }
  }

  @Test("A refused sign-in ends it with 4 and the service's words; no file holds the secret")
  func refused() async throws {
    try await EmulatorServer.serving(emulator()) { base in
      let (program, socket) = try service(at: base, secret: "wr0ng-secret")
      let end = try await program.start(["sync", "--every", "1h", "--verbose"]).ended()
      #expect(end.status == 4)
      #expect(end.errors.contains("was refused: AADSTS7000215: Invalid client secret provided."))
      #expect(await socket.message(with: "STOPPING=1") != nil)
      let metrics = try ExpositionParser(
        String(contentsOf: program.home.appendingPathComponent("catalog.prom"), encoding: .utf8))
      #expect(metrics.value("partner_catalog_last_run_exit_code") == 4)
      #expect(metrics.value("partner_catalog_last_run_state", ["state": "failed"]) == 1)
      for file in try FileManager.default.subpathsOfDirectory(atPath: program.home.path) {
        let content = FileManager.default.contents(atPath: program.home.appendingPathComponent(file).path) ?? Data()
        #expect(content.range(of: Data("wr0ng-secret".utf8)) == nil, "\(file)")
        #expect(content.range(of: Data("emulated-".utf8)) == nil, "\(file)")
      }
    }
  }
}
