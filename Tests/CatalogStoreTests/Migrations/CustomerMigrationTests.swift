import CatalogModel
import Foundation
import GRDB
import Testing

@testable import CatalogStore

@Suite("A file of version 7, as far as customers go")
struct CustomerMigrationTests {
  private static let upper = "AAAAAAAA-0000-4000-8000-00000000000A"
  private static let mixed = "aaaaaaaa-0000-4000-8000-00000000000A"
  private static let lower = upper.lowercased()

  /// Makes a file of version 7, opens it as a store, and hands it out.
  private func migrated(_ rows: String) async throws -> CatalogStore {
    let file = try #require(Bundle.module.url(forResource: "Fixtures/schema-7", withExtension: "sql"))
    let schema = try String(contentsOf: file, encoding: .utf8)
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("customers-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let path = folder.appendingPathComponent("catalog.sqlite").path
    try await DatabaseQueue(path: path).write { db in
      try db.execute(sql: schema)
      try db.execute(sql: rows)
      try db.execute(sql: "PRAGMA application_id = 1346593140; PRAGMA user_version = 7")
    }
    return try CatalogStore(path: path, source: .init(locale: "en-US", tenant: Self.lower, cloud: "global"))
  }

  private static func customer(
    _ id: Int, _ code: String, market: String = "'US'", at time: Int, qualifications: String = "NULL",
    subscriptions: String = "NULL"
  ) -> String {
    """
    INSERT INTO customer (id, code, name, folded_name, domain, market, qualifications, subscriptions_confirmed_at,
      listed_as, confirmed_at)
    VALUES (\(id), '\(code)', 'Name \(id)', 'name \(id)', 'Name\(id).example', \(market), \(qualifications),
      \(subscriptions), 'line', \(time));
    """
  }

  private static func held(_ customer: Int, _ code: String, offer: String = "x", registration: String = "NULL")
    -> String
  {
    """
    INSERT INTO customer_subscription (customer_id, code, kind, name, offer, status, quantity, registration,
      registration_confirmed_at)
    VALUES (\(customer), '\(code)', 'azure', 'n', '\(offer)', 'active', 1, \(registration),
      CASE WHEN \(registration) IS NULL THEN NULL ELSE 9 END);
    """
  }

  @Test("Rows of one customer that differ in case become one: the one read last, with what only the others knew")
  func merged() async throws {
    let store = try await migrated(
      Self.customer(1, Self.upper, at: 100, qualifications: "'[]'", subscriptions: "90")
        + Self.customer(2, Self.lower, market: "NULL", at: 300) + Self.customer(3, Self.mixed, market: "'DE'", at: 200)
        + Self.customer(4, "AB-1", at: 100) + Self.customer(5, "ab-1", at: 100)
        + Self.held(1, "s-1") + Self.held(3, "s-1") + Self.held(3, "s-2") + Self.held(5, "s-1"))
    let rows = try await store.read { db in
      try RowText.all(
        db, "SELECT code, name, market, qualifications, subscriptions_confirmed_at FROM customer ORDER BY code")
        + RowText.all(
          db,
          "SELECT c.code, s.code FROM customer_subscription s JOIN customer c ON c.id = s.customer_id ORDER BY 1, 2")
        + RowText.all(db, "PRAGMA foreign_key_check") + RowText.all(db, "PRAGMA integrity_check")
    }
    #expect(
      rows == [
        "AB-1 | Name 4 | US | - | -", "\(Self.lower) | Name 2 | DE | [] | 90", "ab-1 | Name 5 | US | - | -",
        "\(Self.lower) | s-1", "\(Self.lower) | s-2", "ab-1 | s-1", "ok",
      ])
    #expect(Set(try await store.customerStates().keys) == [CustomerID(Self.upper), "AB-1", "ab-1"])
  }

  @Test("Subscriptions that differ in case become one, with what is known of the registration in its one spelling")
  func subscriptions() async throws {
    let store = try await migrated(
      Self.customer(1, Self.lower, at: 100, subscriptions: "100")
        + Self.held(1, Self.lower) + Self.held(1, Self.upper, registration: "'registered'")
        + Self.held(1, "Odd", offer: "MS-AZR-0145P?country=US", registration: "'NOTREGISTERED'")
        + Self.held(1, "odd", offer: "?country=US", registration: "'Unheard'"))
    let rows = try await store.read { db in
      try RowText.all(
        db, "SELECT subscription_id, offer_id, registration, term_duration FROM customer_subscriptions ORDER BY 1")
    }
    #expect(
      rows == [
        "Odd | MS-AZR-0145P | NotRegistered | -", "\(Self.lower) | x | Registered | -", "odd | - | Unheard | -",
      ])
  }

  @Test("Inventory checks are folded likewise: of two of the same the later stays")
  func inventory() async throws {
    func check(_ customer: String, _ subscription: String, _ sku: Int, _ restricted: Int, at time: Int) -> String {
      """
      INSERT INTO inventory_check (customer, subscription, region, sku_id, is_restricted, restrictions, checked_at)
      VALUES ('\(customer)', '\(subscription)', 'westus2', \(sku), \(restricted), '[]', \(time));
      """
    }
    let store = try await migrated(
      "INSERT INTO product (id, code) VALUES (1, 'P'); "
        + "INSERT INTO sku (id, product_id, code) VALUES (1, 1, '0001'), (2, 1, '0002');"
        + check(Self.upper, Self.upper, 1, 0, at: 300) + check(Self.lower, Self.lower, 1, 1, at: 100)
        + check(Self.mixed, Self.lower, 1, 1, at: 200) + check(Self.lower, Self.upper, 2, 1, at: 50)
        + check("AB", "S", 1, 1, at: 1) + check("ab", "S", 1, 1, at: 1))
    let rows = try await store.read { db in
      try RowText.all(
        db, "SELECT customer, subscription, sku_id, is_restricted, checked_at FROM inventory_check ORDER BY 1, 2, 3")
    }
    #expect(
      rows == [
        "AB | S | 1 | 1 | 1", "\(Self.lower) | \(Self.lower) | 1 | 0 | 300",
        "\(Self.lower) | \(Self.lower) | 2 | 1 | 50",
        "ab | S | 1 | 1 | 1",
      ])
  }

  @Test("The tenant in another case is the same tenant; nothing is known of what is new, and everyone is read again")
  func unknown() async throws {
    let store = try await migrated(
      "INSERT INTO setting (key, value) VALUES ('tenant', '\(Self.upper)');" + Self.customer(1, "c-1", at: 100))
    let rows = try await store.read { db in
      try RowText.all(
        db, "SELECT domains, relationship, relationship_ended_at, direct_signed, unread FROM customers")
        + RowText.all(db, "SELECT listed_as FROM customer") + RowText.all(db, "SELECT removed FROM customer_run")
    }
    #expect(rows == [#"["name1.example"] | - | - | - | []"#, ""])
    #expect(try await store.customerStates()["c-1"]?.isWhole == true)
  }
}
