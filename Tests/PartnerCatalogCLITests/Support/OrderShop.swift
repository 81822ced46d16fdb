import CatalogModel
import Foundation
import PartnerCenterEmulator
import PartnerCenterEmulatorServer
import Testing

/// An emulator on a socket with a catalog that was read from one like it, and the command that buys there.
struct OrderShop {
  static let customer = "contoso.onmicrosoft.com"
  /// Microsoft 365 E3; needs a term and a billing cycle.
  static let licence = "CFQ7TTC0LFLX:0001"
  /// Perpetual software: another order group than a licence.
  static let software = "DG7GMGF1697D:0001"

  let emulator: Emulator
  let program: Program
  private let database: String

  private static var configuration: EmulatorConfiguration {
    var configuration = EmulatorConfiguration(shape: CatalogShape(markets: ["US"], products: 10, customers: 3))
    configuration.clientSecret = "s3cret"
    return configuration
  }

  /// The catalog, read once for all tests: equal emulators have equal catalogs.
  private static let catalog = Task { () async throws -> String in
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("partner-catalog-orders-\(UUID().uuidString).sqlite").path
    try await EmulatorServer.serving(Emulator(configuration)) { base in
      let program = try Program().signedIn(at: base)
      let views = ["OnlineServices", "Software", "Azure", "AzureReservations"].flatMap { ["--view", $0] }
      for arguments in [["sync", "--market", "US"] + views, ["customers", "sync"]] {
        let run = try await program.start(arguments + ["--rate", "1000000", "--quiet", "--db", path]).ended()
        #expect(run.status == 0, "\(run.errors)")
      }
    }
    return path
  }

  /// Serves an emulator of its own while the body runs.
  static func serving(_ faults: String = "", _ body: @escaping @Sendable (OrderShop) async throws -> Void) async throws
  {
    let path = try await catalog.value
    let emulator = Emulator(configuration)
    try await EmulatorServer.serving(emulator) { base in
      let shop = OrderShop(emulator: emulator, program: try Program().signedIn(at: base), database: path)
      try shop.setFaults(faults)
      try await body(shop)
    }
  }

  /// Orders are provisioned at once unless the faults say otherwise.
  func setFaults(_ faults: String) throws {
    let all = faults.contains("provision") || faults.contains("status") ? faults : "provision:by=0;" + faults
    emulator.setFaults(try FaultScript(parsing: all.hasSuffix(";") ? String(all.dropLast()) : all))
  }

  func run(_ arguments: String...) async throws -> Program.Result { try await run(arguments) }

  func run(_ arguments: [String]) async throws -> Program.Result {
    try await program.start(arguments + ["--db", database]).ended()
  }

  /// The command where no file may grow beyond so many blocks of 1,024 bytes, as on a full disk.
  func run(mostBlocks: Int, _ arguments: [String]) async throws -> Program.Result {
    try await program.startShell(
      "trap '' XFSZ; ulimit -f \(mostBlocks); exec \"$0\" \"$@\"", arguments + ["--db", database]
    ).ended()
  }

  /// The journal of a program without settings.
  var journalPath: String { program.home.appendingPathComponent(".local/share/partner-catalog/orders.sqlite").path }

  var planPath: String { program.home.appendingPathComponent("plan.json").path }

  /// Plans a licence, with further arguments.
  func plan(_ more: String...) async throws -> Program.Result {
    let arguments = [
      "order", "plan", Self.customer, "\(Self.licence)@2", "--term", "P1Y", "--billing", "monthly", "--max-total",
      "100000USD", "--out", planPath,
    ]
    return try await run(arguments + (more.isEmpty ? ["--attest"] : more))
  }

  var digest: String {
    get throws {
      let object = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: planPath)))
      return String(try #require((object as? [String: Any])?["digest"] as? String).prefix(8))
    }
  }

  func submit(_ more: String...) async throws -> Program.Result {
    try await run(["order", "submit", planPath, "--yes", "--confirm", digest] + more)
  }

  /// The same shop, signed in as application and user.
  func signedInAsUser() throws -> OrderShop {
    let token = program.home.appendingPathComponent("refresh-token").path
    try "the user's".write(toFile: token, atomically: true, encoding: .utf8)
    var program = program
    program.environment["PARTNER_CATALOG_REFRESH_TOKEN_FILE"] = token
    return OrderShop(emulator: emulator, program: program, database: database)
  }

  /// The same shop with a catalog of its own, which may be written.
  func withOwnCatalog() throws -> OrderShop {
    let own = program.home.appendingPathComponent("own.sqlite").path
    for ending in ["", "-wal"] where FileManager.default.fileExists(atPath: database + ending) {
      try FileManager.default.copyItem(atPath: database + ending, toPath: own + ending)
    }
    return OrderShop(emulator: emulator, program: program, database: own)
  }

  /// Orders that were truly placed, without those of others.
  var bought: [LedgerEntry] { emulator.ledger.filter { $0.cartId != nil } }

  /// The members of a JSON object that a command printed.
  static func object(_ result: Program.Result) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
  }

  /// The code of an error that a command printed as JSON.
  static func errorCode(_ result: Program.Result) throws -> String? {
    (try object(result)["error"] as? [String: Any])?["code"] as? String
  }
}
