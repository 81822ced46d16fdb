import CatalogModel
import Foundation
import PartnerCenterEmulator
import PartnerCenterEmulatorServer
import Testing

@Suite("The command prices sync")
struct PricesSyncCommandTests {
  /// An emulator on a socket, with an account that is an application and user.
  private func serving(
    _ faults: String = "", _ change: @escaping @Sendable (inout EmulatorConfiguration) -> Void = { _ in },
    _ body: @escaping @Sendable (Program, Emulator) async throws -> Void
  ) async throws {
    var shape = CatalogShape(markets: ["US", "DE"], products: 40, skusPerProduct: 2)
    shape.version = 2
    var configuration = EmulatorConfiguration(shape: shape)
    configuration.clientSecret = "s3cret"
    change(&configuration)
    let emulator = Emulator(configuration)
    if !faults.isEmpty { emulator.setFaults(try FaultScript(parsing: faults)) }
    try await EmulatorServer.serving(emulator) { base in
      var program = try Program().signedIn(at: base)
      program.environment["PARTNER_CATALOG_PRICE_URL"] = base
      program.environment["PARTNER_CATALOG_REFRESH_TOKEN"] = "refresh-first"
      program.environment["PARTNER_CATALOG_DB"] = program.home.appendingPathComponent("catalog.sqlite").path
      try await body(program, emulator)
    }
  }

  @Test("reads sheets over a socket; the second look sends nothing")
  func sockets() async throws {
    try await serving { program, emulator in
      let first = try await program.start(["prices", "sync", "--market", "US", "--market", "DE", "--preview", "--json"])
        .ended()
      #expect(first.status == 0, "\(first.output) \(first.errors)")
      #expect(first.output.contains("\"state\": \"complete\"") && first.output.contains("\"requests\": 9"))
      #expect(first.output.contains("\"offerMatrix\""))
      let again = try await program.start(["prices", "sync", "--json"]).ended()
      #expect(again.output.contains("\"requests\": 0"), "\(again.output)")
      let plan = try await program.start(["prices", "sync", "--market", "FR", "--plan", "--json"]).ended()
      #expect(plan.status == 0 && plan.output.contains("\"neverRead\""))
      let paths = emulator.served.map(\.path)
      #expect(paths.prefix(6).allSatisfy { $0.hasPrefix("/v1.0/sales/pricesheets(Market='") })
      #expect(paths.dropFirst(6).first?.hasPrefix("/v1.0/sales/offermatrix(Month='") == true)
      #expect(paths.suffix(2) == ["US", "DE"].map { "/v1/productpromotions?country=\($0)&segment=commercial" })
    }
  }

  @Test("reads public retail prices without an account, page by page, and shows them")
  func publicPrices() async throws {
    var configuration = EmulatorConfiguration(shape: CatalogShape(markets: ["US"], products: 200, skusPerProduct: 2))
    configuration.retailPageSize = 20
    let emulator = Emulator(configuration)
    try await EmulatorServer.serving(emulator) { base in
      var program = try Program()
      program.environment["PARTNER_CATALOG_RETAIL_PRICE_URL"] = base
      program.environment["PARTNER_CATALOG_DB"] = program.home.appendingPathComponent("catalog.sqlite").path
      let sync = ["prices", "sync", "--market", "US", "--view", "azure-retail-reservations"]
      let plan = try await program.start(sync + ["--plan"]).ended()
      #expect(plan.status == 0 && plan.output.contains("neverRead"), "\(plan.errors)")
      let cut = try await program.start(sync + ["--max-requests", "1"]).ended()
      #expect(cut.status == 3, "\(cut.output) \(cut.errors)")
      let whole = try await program.start(sync + ["--json"]).ended()
      #expect(whole.status == 0 && whole.output.contains("\"state\": \"stored\""), "\(whole.output) \(whole.errors)")
      #expect(Set(emulator.served.map(\.path)).count == emulator.servedCount, "No page is read twice.")
      let prices = try await program.start(["prices", "--market", "US", "--json"]).ended()
      #expect(prices.status == 0 && prices.output.contains("\"unit\": null") && prices.output.contains("\"known\""))
      let wrong = try await program.start(sync + ["--month", "202601"]).ended()
      #expect(wrong.status == 64 && wrong.errors.contains("has no month of the past"))
      let other = try await program.start(["prices", "sync", "--market", "US", "--currency", "EUR"]).ended()
      #expect(other.status == 64 && other.errors.contains("--currency is for --view"))
    }
  }

  @Test("ends with 4 where the account is an application alone, or the role is missing; the catalog needs neither")
  func permissions() async throws {
    try await serving { program, emulator in
      var alone = program
      alone.environment["PARTNER_CATALOG_REFRESH_TOKEN"] = nil
      let result = try await alone.start(["prices", "sync", "--market", "US"]).ended()
      #expect(result.status == 4 && result.errors.contains("Prices need the sign-in as application and user"))
      #expect(emulator.servedCount == 0)
    }
    try await serving("", { $0.forbidsPrices = true }) { program, _ in
      let result = try await program.start(["prices", "sync", "--market", "US"]).ended()
      #expect(result.status == 4 && result.errors.contains("Admin Agent or Sales Agent"), "\(result.errors)")
    }
  }

  @Test("has its sign-in and roles explained by doctor, where prices are configured")
  func doctor() throws {
    var program = try Program().signedIn(at: "http://127.0.0.1:9")
    #expect(try !program.run("doctor").output.contains("Sales Agent"))
    program.environment["PARTNER_CATALOG_PRICES"] = "true"
    let alone = try program.run("doctor")
    #expect(alone.output.contains("an application alone is configured") && alone.output.contains("Sales Agent"))
    program.environment["PARTNER_CATALOG_REFRESH_TOKEN"] = "refresh"
    #expect(try program.run("doctor").output.contains("application and user; they need"))
  }

  @Test("ends with 3 for a fault and for a spent budget, and says what is kept")
  func partial() async throws {
    try await serving("sheet:as=crc,path=DE") { program, _ in
      let result = try await program.start(
        ["prices", "sync", "--market", "US", "--market", "DE", "--view", "updatedlicensebased"]
      ).ended()
      #expect(result.status == 3 && result.errors.contains("another checksum. The stored prices stay as they are"))
      let status = try await program.start(["prices", "status", "--json"]).ended()
      #expect(status.output.contains("another checksum"))
    }
    try await serving { program, _ in
      let result = try await program.start(
        ["prices", "sync", "--market", "US", "--market", "DE", "--max-requests", "1", "--json"]
      ).ended()
      #expect(result.status == 3 && result.output.contains("\"unread\""))
    }
  }

  @Test("runs inside sync where prices are configured, and in the demo")
  func insideSync() throws {
    var program = try Program()
    program.environment["PARTNER_CATALOG_DB"] = program.home.appendingPathComponent("catalog.sqlite").path
    let result = try program.run("sync", "--demo", "--market", "US", "--quiet", "--json")
    #expect(result.status == 0 && result.output.contains("\"prices\""), "\(result.errors)")
    let search = try program.run("search", "microsoft 365 e3", "--json")
    #expect(search.output.contains("\"state\": \"known\""))
  }

  @Test("leaves no partner price in logs, metrics, verbose output, or a snapshot made without prices")
  func confidential() throws {
    let mark = "76543.21987"
    var program = try Program()
    program.environment["PARTNER_CATALOG_PRICES"] = "false"
    let database = program.home.appendingPathComponent("catalog.sqlite").path
    program.environment["PARTNER_CATALOG_DB"] = database
    #expect(try program.run("sync", "--demo", "--market", "US", "--quiet").status == 0)
    let month = SheetMonth(of: Date())
    let sheet = program.home.appendingPathComponent("license_US_\(month).csv").path
    try Data((PriceDesk.header + PriceDesk.row(unit: mark, retail: "99999.125")).utf8).write(
      to: URL(fileURLWithPath: sheet))
    let (log, metrics) = (
      program.home.appendingPathComponent("log").path, program.home.appendingPathComponent("m.prom").path
    )
    let bad = program.home.appendingPathComponent("license_bad_202611.csv").path
    try Data((PriceDesk.header + PriceDesk.row(unit: mark) + PriceDesk.row(unit: "\(mark)x")).utf8)
      .write(to: URL(fileURLWithPath: bad))
    var said = ""
    for arguments in [
      ["prices", "import", sheet, "--verbose"], ["prices", "import", sheet, "--verbose", "--json"],
      ["prices", "import", bad, "--verbose"], ["prices", "status", "--verbose"], ["status"], ["doctor"],
      ["sync", "--demo", "--market", "US", "--verbose", "--log-file", log, "--metrics-file", metrics],
    ] {
      let result = try program.run(arguments)
      said += result.output + result.errors
    }
    for path in [log, metrics] { said += (try? String(contentsOfFile: path, encoding: .utf8)) ?? "" }
    #expect(!said.contains("76543"))
    #expect(try program.run("prices", "CFQ7TTC0LH18").output.contains(mark))
    func published(_ more: String...) throws -> Data {
      let path = program.home.appendingPathComponent("snapshot-\(more.count).sqlite").path
      #expect(try program.run(["maintain", "--snapshot", path] + more).status == 0)
      return try Data(contentsOf: URL(fileURLWithPath: path))
    }
    // 7654321987000 units of 10⁻⁸, in six bytes as SQLite writes whole numbers.
    let stored = Data((0..<6).reversed().map { UInt8(truncatingIfNeeded: Int64(7_654_321_987_000) >> (8 * $0)) })
    #expect(try published().range(of: stored) == nil)
    #expect(try published("--with-prices").range(of: stored) != nil)
  }
}
