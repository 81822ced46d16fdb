import CatalogModel
import CatalogQuery
import CatalogStore
import CatalogSync
import Foundation
import PartnerCenter
import PartnerCenterEmulator
import PartnerCenterEmulatorServer
import Testing

@testable import PartnerCatalogCLI

/// The screens of the commands that people look at, as files that change on purpose only.
///
/// `PARTNER_CATALOG_UPDATE_GOLDEN=1 swift test --filter ScreensTests` writes them.
@Suite("Screens")
struct ScreensTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

  private static let store = Task { try await makeStore() }

  /// Products of the demo that are reissued, that have new items, and that lose some.
  private static let changedProducts: [ProductID] = [
    "DZH318Z0BQ4J", "DZH318Z08M9J", "DZH318Z0BQ4B", "DZH318Z2F21S",
  ]

  /// A catalog of two versions, read some hours ago: the ages of its items do not change while the tests run.
  private static func makeStore() async throws -> String {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("partner-catalog-screens-\(UUID().uuidString).sqlite").path
    let store = try CatalogStore(
      path: path, source: .init(locale: "en-US", tenant: Service.demoTenant, cloud: "global"))
    let now = Date()
    for (version, age) in [(1, 9.5), (2, 5.5)] {
      var shape = CatalogShape.demo(markets: ["US", "DE"])
      shape.version = version
      let emulator = Emulator(EmulatorConfiguration(shape: shape))
      let client = PartnerCenterClient(
        endpoint: ServiceEndpoint(cloud: .global), transport: emulator.transport(), tokens: emulator.accessTokens(),
        limiter: RequestLimiter(requestsPerMinute: 10_000_000, concurrency: 1))
      let readAt = now.addingTimeInterval(-age * 3600)
      let synchronizer = CatalogSynchronizer(store: store, client: client, concurrency: 1, now: { readAt })
      if version == 1 {
        _ = await synchronizer.sync(SyncOptions(markets: ["US", "DE"], isFull: true))
      } else {
        // Products are read one after the other, so that the log of changes has one order.
        for product in changedProducts {
          for scope in [nil, ReservationScope.azurePlan] {
            let key = ProductKey(marketScope: MarketScope(market: "US", scope: scope), product: product)
            _ = await synchronizer.refresh([key])
          }
        }
        _ = await synchronizer.sync(SyncOptions(markets: ["DE"], isFull: true))
      }
      _ = await synchronizer.syncCustomers()
    }
    return path
  }

  /// What differs from run to run, in a text of the same width.
  private func steady(_ text: String, home: String, store: String) -> String {
    text.replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/, with: "2026-01-31T09:00:00Z")
      .replacing(/Stopped after \d+s/, with: "Stopped after 1s")
      .replacing(/in \d+s \(/, with: "in 1s (")
      .replacing(store, with: "CATALOG").replacing(home, with: "HOME")
      // Where the first line of `status` breaks depends on the length of the path.
      .replacing(/CATALOG:\s+tenant\s+demo,\s+cloud\s+global,\s+locale\s+en-US/, with: "CATALOG: demo")
      .replacing(/[0-9a-f]{8}-[0-9a-f-]{27}/, with: "11111111-2222-3333-4444-555555555555")
  }

  @Test("are those of the file", arguments: [40, 80, 120])
  func golden(width: Int) async throws {
    var program = try Program()
    let store = try await Self.store.value
    program.environment = ["PARTNER_CATALOG_DB": store, "COLUMNS": "\(width)"]
    var text = ""
    func show(_ arguments: String..., in program: Program) throws {
      let result = try program.run(arguments)
      text += "$ partner-catalog \(arguments.map(ShellWord.quoted).joined(separator: " "))\n\(result.output)"
      text += result.errors.isEmpty ? "" : "2> " + result.errors
      text += result.status == 0 ? "\n" : "exit \(result.status)\n\n"
    }
    try show("search", "d2sv3", "westus2", in: program)
    try show("search", "365", "e3", "--market", "US", "--limit", "6", in: program)
    try show("can-buy", "contoso.onmicrosoft.com", "d2sv3", "westus2", in: program)
    try show("can-buy", "contoso.onmicrosoft.com", "365", "e3", "--all", "--limit", "12", in: program)
    try show("resolve", "contoso.onmicrosoft.com", "365", "e3", in: program)
    try show(
      "resolve", "contoso.onmicrosoft.com", "Microsoft", "365", "E3", "--term", "P1Y", "--billing", "annual",
      in: program)
    try show("changes", "--market", "US", "--limit", "12", in: program)
    try show("status", in: program)
    program.environment["PARTNER_CATALOG_DB"] = program.home.appendingPathComponent("new.sqlite").path
    try show("sync", "--demo", "--market", "US", "--max-requests", "40", "--concurrency", "1", in: program)
    try show("serch", "power", in: program)
    program.environment["PARTNER_CATALOG_DB"] = program.home.appendingPathComponent("own.sqlite").path
    var configuration = EmulatorConfiguration(shape: CatalogShape(markets: ["US"], products: 10))
    configuration.clientSecret = "s3cret"
    text += try await refusal(at: Emulator(configuration), program)
    text = steady(text, home: program.home.path, store: store)

    let file = Self.folder.appendingPathComponent("screens-\(width).txt")
    if ProcessInfo.processInfo.environment["PARTNER_CATALOG_UPDATE_GOLDEN"] == "1" {
      try Data(text.utf8).write(to: file)
    }
    let (now, then) = (
      text.split(separator: "\n"), try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    )
    let first = zip(now, then).first { $0.0 != $0.1 }
    #expect(first == nil && now.count == then.count, "\(String(describing: first))")
  }

  /// A sync that the sign-in refuses.
  private func refusal(at emulator: Emulator, _ program: Program) async throws -> String {
    try await EmulatorServer.serving(emulator) { base in
      let result = try await program.signedIn(at: base, secret: "wrong").start(["sync", "--market", "US"]).ended()
      #expect(result.status == 4)
      return "$ partner-catalog sync --market US   # with a wrong secret\n\(result.output)2> "
        + result.errors.replacing(base, with: "BASE") + "exit \(result.status)\n"
    }
  }

  @Test("show no two different items alike", arguments: [40, 80, 120])
  func distinct(width: Int) async throws {
    let catalog = try Catalog(path: try await Self.store.value)
    var options = PurchaseOptions(includesBlocked: true)
    options.page.limit = 400
    let items = try catalog.purchasableItems(for: "contoso.onmicrosoft.com", matching: "365", options).items
    try #require(items.count > 50)
    let screen = PurchaseTable.table(items, console: Console(width: width))
    // The rows without their ids: each begins with a verdict.
    var rows: [String] = []
    for line in screen.split(separator: "\n").dropFirst() {
      let isNew = ["yes", "no", "after steps"].contains { line.hasPrefix($0) }
      let text = String(line).replacing(/[A-Z0-9]{12}:[A-Z0-9]{4}:[A-Z0-9]{12}/, with: "")
      if isNew { rows.append(text) } else { rows[rows.count - 1] += text }
    }
    #expect(rows.count == items.count)
    func facts(_ item: PurchasableItem) -> [String] {
      [
        item.item.displayTitle, item.segment.rawValue, item.reservationScope?.rawValue ?? "",
        Formatting.terms(item.item.terms), item.currency, item.verdict.rawValue,
      ]
    }
    for (left, right) in zip(items.indices, items.indices.dropFirst()) where facts(items[left]) != facts(items[right]) {
      #expect(rows[left] != rows[right], "\(items[left].catalogItemID) and \(items[right].catalogItemID)")
    }
  }
}
