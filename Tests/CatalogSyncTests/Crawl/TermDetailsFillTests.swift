import CatalogModel
import CatalogSchema
import CatalogStore
import CatalogSync
import Foundation
import GRDB
import PartnerCenter
import PartnerCenterEmulator
import Testing

@Suite("Ids and refund windows of terms that an earlier version did not keep")
struct TermDetailsFillTests {
  private static let day = Date(timeIntervalSince1970: 1_780_272_000)

  private func harness() throws -> SyncHarness {
    try SyncHarness(
      EmulatorConfiguration(
        shape: CatalogShape(seed: 23, markets: ["US", "DE"], products: 30, skusPerProduct: 2, customers: 0)))
  }

  /// Makes a store what an earlier version would have left: its terms without what that did not keep.
  private func strip(_ harness: SyncHarness) throws {
    try DatabaseQueue(path: harness.path).write { db in
      for row in try Row.fetchAll(db, sql: "SELECT o.id, t.content FROM offer o JOIN offer_text t ON t.id = o.terms_id")
      {
        let stripped = try String.fetchOne(
          db,
          sql: """
            SELECT json_group_array(json_remove(value, '$.id', '$.cancellationPolicies')) FROM json_each(?)
            """, arguments: [row[1] as String])
        try db.execute(sql: "INSERT OR IGNORE INTO offer_text (content) VALUES (?)", arguments: [stripped])
        // Another hash, for the old one is that of the whole offer.
        try db.execute(
          sql:
            "UPDATE offer SET hash = hash + 1, terms_id = (SELECT id FROM offer_text WHERE content = ?) WHERE id = ?",
          arguments: [stripped, row[0] as Int64])
      }
      try db.execute(sql: "UPDATE unit SET lacks_term_details = 1")
    }
  }

  private func lacking(_ harness: SyncHarness) throws -> Int {
    try harness.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM unit WHERE lacks_term_details = 1") ?? -1 }
  }

  @Test("A whole reading fills them in at the usual cost, and calls nothing changed; the next one decodes nothing")
  func filled() async throws {
    let harness = try harness()
    let first = try await harness.sync(harness.full, now: Self.day)
    #expect(try difference(harness.items(), harness.truth()) == [])
    #expect(try lacking(harness) == 0, "what this version writes lacks nothing")
    let unchanged = try await harness.sync(harness.full, now: Self.day + 3600)
    try strip(harness)
    #expect(try harness.items() != harness.truth())
    let filling = try await harness.sync(harness.full, now: Self.day + 7200)
    #expect(filling.state == .complete)
    #expect(filling.traffic.requests == unchanged.traffic.requests)
    #expect((filling.items.added, filling.items.changed, filling.items.removed) == (0, 0, 0))
    #expect(filling.items.unchanged == first.items.added)
    #expect(try harness.changes(since: 1).isEmpty)
    #expect(try difference(harness.items(), harness.truth()) == [])
    #expect(try lacking(harness) == 0)
    #expect(try harness.integrity() == "ok")
  }

  @Test("A run that looks at samples costs no more than it did, and fills in what it reads whole")
  func incremental() async throws {
    let (plain, stripped) = (try harness(), try harness())
    _ = try await plain.sync(now: Self.day)
    // The same file: what a run looks at is drawn from the order of its rows.
    try FileManager.default.copyItem(atPath: plain.path, toPath: stripped.path)
    try strip(stripped)
    for hour in 1...3 {
      let now = Self.day + TimeInterval(hour * 3600)
      let (left, right) = (try await plain.sync(now: now), try await stripped.sync(now: now))
      #expect(left.traffic.requests == right.traffic.requests)
      #expect(right.state == .complete && right.items.changed == 0)
      #expect(left.reading?.audit == right.reading?.audit)
    }
    #expect(try stripped.changes(since: 1).isEmpty)
  }

  @Test("A change of the catalog is told as always, also of what lacked details")
  func changed() async throws {
    let (plain, stripped) = (try harness(), try harness())
    for harness in [plain, stripped] { _ = try await harness.sync(harness.full, now: Self.day) }
    try strip(stripped)
    for harness in [plain, stripped] {
      harness.emulator.setVersion(3)
      _ = try await harness.sync(harness.full, now: Self.day + 86_400)
    }
    func told(_ harness: SyncHarness) throws -> [String] {
      try harness.read { db in
        try String.fetchAll(
          db,
          sql: """
            SELECT json_array(kind, entity, market, segment, product_id, sku_id, availability_id, field, new_value)
            FROM changes ORDER BY 1
            """)
      }
    }
    #expect(try !told(plain).isEmpty && told(plain) == told(stripped))
    #expect(try difference(stripped.items(), stripped.truth()) == [])
  }
}
