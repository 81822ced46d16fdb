import CatalogModel
import CatalogSchema
import CatalogStore
import Foundation
import GRDB
import PostgresConnection

@testable import CatalogPublication

/// A small catalog, and a database that it is published into.
final class PublishedCatalog {
  static let now = Date(timeIntervalSince1970: 1_772_323_200)  // 2026-03-01T00:00:00Z

  let folder: URL
  let store: CatalogStore
  let run: Int64
  let server: PostgresServer
  let database: String
  var path: String { store.path }

  init(tenant: String = "partner", into database: String? = nil) async throws {
    server = try PostgresServer.shared
    self.database = try database ?? server.database()
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("publication-\(UUID().uuidString)")
    store = try CatalogStore(
      path: folder.appendingPathComponent("catalog.sqlite").path,
      source: CatalogStore.Source(locale: "en-US", tenant: tenant, cloud: "global"))
    run = try await store.beginRun(RunRequest(markets: ["DE", "US"], views: ["Azure"]), .full, at: Self.now).id
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Replaces a product in a market; `nil` removes it.
  func put(_ product: String, _ title: String?, items: Int = 3, in market: Market = "DE", at seconds: Int = 0)
    async throws
  {
    let id = ProductID(product)
    let content = title.map { title in
      ProductSnapshot(
        product: ProductContent(title: title, type: "OnlineServicesNCE", publisher: "Contoso\t\\N\n"),
        skus: [
          "0001": SKUOffering(
            content: SKUContent(
              title: "\(title) SKU \u{1F600}", purchasePrerequisites: ["InventoryCheck"], inventoryVariables: ["a"],
              attributes: #"{"provisioningId":"ABC"}"#),
            availabilities: (0..<items).map { number in
              AvailabilityContent(
                id: AvailabilityID(number == 0 ? "odd" : "\(product.dropLast(2))\(10 + number)"),
                catalogItemID: CatalogItemID(
                  number == 1 ? "irregular" : "\(product):0001:\(product.dropLast(2))\(10 + number)"),
                segment: number == 2 ? .nonprofit : .commercial,
                offer: OfferContent(
                  currency: "EUR", isPurchasable: number == 0 ? nil : true,
                  terms: [Term(duration: "P1Y", billingCycle: "annual", description: "")]))
            })
        ])
    }
    _ = try await store.replace(
      ProductKey(marketScope: MarketScope(market: market), product: id), with: content, fingerprint: nil,
      logging: ChangeLogging(general: true, nonprofit: true), run: run,
      at: Self.now.addingTimeInterval(TimeInterval(seconds)))
  }

  func fill(_ count: Int = 12) async throws {
    for number in 0..<count {
      try await put(Self.product(number), "Title \(number)", in: number % 3 == 0 ? "US" : "DE")
    }
  }

  static func product(_ number: Int) -> String { String(format: "CFQ7TTC0%04d", 1_000 + number) }

  func connect() throws -> PostgresConnection { try server.connection(database) }

  func publisher(_ connection: (any PublicationDatabase)? = nil, path: String? = nil) throws -> Publisher {
    try Publisher(path ?? self.path, to: try connection ?? connect(), name: "test", clock: { Self.now })
  }

  @discardableResult
  func publish(_ options: Publisher.Options = .init()) throws -> PublicationReport { try publisher().publish(options) }

  // MARK: - Both sides

  /// Every view of the file with its columns, and its rows in the order of their text.
  func fileRows(_ path: String? = nil) throws -> [String: [String]] {
    let queue = try DatabaseQueue(path: path ?? self.path)
    return try queue.read { db in
      var rows: [String: [String]] = [:]
      for (view, columns) in try Self.views(db) {
        rows[view] = try GRDB.Row.fetchAll(db, sql: "SELECT \(columns.joined(separator: ", ")) FROM \(view)").map {
          row in
          row.databaseValues.map { $0.isNull ? "" : String.fromDatabaseValue($0) ?? "\($0)" }.joined(separator: "\u{1}")
        }.sorted()
      }
      return rows
    }
  }

  private static func views(_ db: Database) throws -> [(String, [String])] {
    try PublishedSchema.views.map { view in
      (view.name, try db.columns(in: view.name).map(\.name))
    }
  }

  /// The same of the database.
  func databaseRows(tenant: String = "partner") throws -> [String: [String]] {
    let connection = try connect()
    let views = try DatabaseQueue(path: path).read { try Self.views($0) }
    var rows: [String: [String]] = [:]
    for (view, columns) in views {
      rows[view] = try connection.execute(
        "SELECT \(columns.joined(separator: ", ")) FROM partner_catalog.\(view) WHERE tenant = $1", [tenant],
        columns: columns.count
      ).map { $0.joined(separator: "\u{1}") }.sorted()
    }
    return rows
  }
}

/// A connection that breaks at a statement.
final class BreakingConnection: PublicationDatabase {
  private let connection: PostgresConnection
  /// The number of statements before the one that breaks.
  private var rest: Int
  /// Whether the server still does the statement at which it breaks.
  private let isDone: Bool
  private(set) var isBroken = false

  init(_ connection: PostgresConnection, after rest: Int, isDone: Bool) {
    (self.connection, self.rest, self.isDone) = (connection, rest, isDone)
  }

  private func breaks(_ sql: String) throws -> Bool {
    if isBroken { throw PostgresError.connectionLost("broken") }
    // Only the answer of a commit makes a difference once the server has done its work.
    if isDone, sql != "COMMIT" { return false }
    rest -= 1
    isBroken = rest < 0
    return isBroken
  }

  func execute(_ sql: String, _ parameters: [String?], columns: Int) throws -> [[String]] {
    guard try breaks(sql) else { return try connection.execute(sql, parameters, columns: columns) }
    if isDone { _ = try connection.execute(sql, parameters, columns: columns) }
    throw PostgresError.connectionLost("broken")
  }

  func copy(_ sql: String, _ body: (@escaping (UnsafeRawBufferPointer) throws -> Void) throws -> Void) throws {
    let isBroken = try breaks(sql)
    try connection.copy(sql) { sink in
      try body { bytes in
        if isBroken { throw PostgresError.connectionLost("broken") }
        try sink(bytes)
      }
      if isBroken { throw PostgresError.connectionLost("broken") }
    }
  }
}
