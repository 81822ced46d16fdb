import CatalogModel
import CatalogStore
import CatalogTestSupport
import Foundation
import PartnerCenterEmulator
import Testing

@testable import PartnerCatalogCLI

/// The built-in emulator remembers what was ordered, between commands that share nothing but a folder.
@Suite("Orders in the demo", .timeLimit(.minutes(10)))
struct DemoOrderTests {
  /// A demo's catalog with its customers, made once for all tests.
  private static let catalog = Task { () async throws -> String in
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("partner-catalog-demo-orders-\(UUID().uuidString).sqlite").path
    _ = try await GeneratedStore(.demo(markets: ["US"])).write(
      to: path, source: .init(locale: "en-US", tenant: Service.demoTenant, cloud: "global"))
    let read = try await Program().start(["customers", "sync", "--demo", "--quiet", "--db", path]).ended()
    #expect(read.status == 0, "\(read.errors)")
    return path
  }

  /// The command with a copy of the catalog, and a journal for real purchases, which must never be used.
  private func program() async throws -> Program {
    let original = try await Self.catalog.value
    var program = try Program()
    let copy = program.home.appendingPathComponent("catalog.sqlite").path
    for ending in ["", "-wal"] where FileManager.default.fileExists(atPath: original + ending) {
      try FileManager.default.copyItem(atPath: original + ending, toPath: copy + ending)
    }
    program.environment["PARTNER_CATALOG_DB"] = copy
    program.environment["PARTNER_CATALOG_JOURNAL"] = program.home.appendingPathComponent("real.sqlite").path
    return program
  }

  private func run(_ program: Program, _ arguments: String...) async throws -> Program.Result {
    try await program.start(arguments).ended()
  }

  private func plan(_ program: Program, _ more: String...) async throws -> (path: String, digest: String) {
    let path = program.home.appendingPathComponent("plan").path
    let planned = try await program.start(
      [
        "order", "plan", OrderShop.customer, OrderShop.software, "--attest", "--max-total", "100000USD", "--accept",
        "qualification", "--out", path,
      ] + more
    ).ended()
    #expect(planned.status == 0, "\(planned.output)\(planned.errors)")
    #expect(planned.errors.contains("DEMO: the built-in emulator answers."))
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: path))) as? [String: Any])
    #expect(object["service"] as? [String: String] == ["apiUrl": "demo:", "tenant": "demo"])
    return (path, String(try #require(object["digest"] as? String).prefix(8)))
  }

  @Test("Plan, submit, resume and entitlement, each in a process of its own; nothing of it can be taken for real")
  func course() async throws {
    let program = try await program()
    let (plan, digest) = try await plan(program)
    let submitted = try await run(program, "order", "submit", plan, "--yes", "--confirm", digest, "--json")
    #expect(submitted.status == 0, "\(submitted.output)\(submitted.errors)")
    #expect(!submitted.errors.contains("This BUYS"))
    let purchase = try OrderShop.object(submitted)
    #expect(purchase["state"] as? String == "done")
    let order = try #require((purchase["orders"] as? [[String: Any]])?.first?["orderId"] as? String)

    let resumed = try await run(program, "order", "resume")
    #expect(resumed.status == 0 && resumed.errors.contains("No purchase is open."))
    let shown = try await run(program, "order", "show", order)
    #expect(shown.status == 0, "\(shown.errors)")
    #expect(shown.output.contains("Service: the built-in demo: nothing of this is real"))
    #expect(shown.output.contains("Entitlements, read "))
    let held = try await run(program, "entitlements", OrderShop.customer, "--order", order, "--json")
    #expect(held.status == 0, "\(held.errors)")
    #expect((try OrderShop.object(held)["entitlements"] as? [Any])?.count == 1)
    let list = try await run(program, "order", "list", "--customer", OrderShop.customer, "--json")
    let seen = try #require(try OrderShop.object(list)["serviceOrders"] as? [[String: Any]])
    #expect(seen.contains { $0["orderId"] as? String == order })
    // A plan works once there, too.
    let again = try await run(program, "order", "submit", plan, "--yes", "--confirm", digest, "--json")
    #expect(again.status == 5)
    #expect(try OrderShop.errorCode(again) == "planUsed")

    let files = try FileManager.default.contentsOfDirectory(atPath: program.home.path)
    #expect(!files.contains { $0.hasPrefix("real.sqlite") }, "the journal of real purchases")
    for name in ["catalog.sqlite.demo-orders", "catalog.sqlite.demo-journal"] {
      let path = program.home.appendingPathComponent(name).path
      #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
    }
    let text = try String(contentsOfFile: program.home.path + "/catalog.sqlite.demo-orders", encoding: .utf8)
    #expect(text.split(separator: "\n").count == 2, "a cart and its checkout")
    #expect(!text.contains("Bearer"))
  }

  @Test("A plan of the demo is none for a service, a service's journal none for the demo, and the demo has no invoices")
  func apart() async throws {
    let program = try await program()
    let (plan, digest) = try await plan(program)
    var real = program.signedIn(at: "http://127.0.0.1:9")
    real.environment["PARTNER_CATALOG_DB"] = program.home.appendingPathComponent("none.sqlite").path
    let elsewhere = try await run(real, "order", "submit", plan, "--yes", "--confirm", digest, "--json")
    #expect(elsewhere.status == 2, "\(elsewhere.errors)")
    #expect(try OrderShop.errorCode(elsewhere) == "planOther")
    let named = try await run(program, "order", "list", "--journal", program.home.path + "/real.sqlite")
    #expect(named.status == 64)
    #expect(named.errors.contains("whose purchases have a journal of their own"))
    let invoices = try await run(program, "invoices", "--json")
    #expect(try OrderShop.errorCode(invoices) == "demoKeepsNothing")
  }

  @Test("A line that was cut is passed over and then replaced; a file of something else is left, and named")
  func damaged() async throws {
    let program = try await program()
    let orders = program.home.path + "/catalog.sqlite.demo-orders"
    _ = try await plan(program, "--priced")
    let whole = try String(contentsOfFile: orders, encoding: .utf8)
    try (whole + #"{"markets":["US"],"change":{"ti"#).write(toFile: orders, atomically: true, encoding: .utf8)
    _ = try await plan(program, "--priced")
    let again = try String(contentsOfFile: orders, encoding: .utf8)
    #expect(again.hasPrefix(whole) && again.split(separator: "\n").count == 2 && again.hasSuffix("\n"))

    try "something else\n".write(toFile: orders, atomically: true, encoding: .utf8)
    let refused = try await run(program, "entitlements", OrderShop.customer, "--json")
    #expect(refused.status == 2)
    #expect(try OrderShop.errorCode(refused) == "demoOrders")
    #expect(try String(contentsOfFile: orders, encoding: .utf8) == "something else\n")
  }
}
