import Foundation
import GRDB
import Testing

@testable import CatalogSchema
@testable import CatalogStore

@Suite struct SchemaTests {
  @Test("The schema is the one of the golden file")
  func golden() async throws {
    let temporary = try await TemporaryStore()
    let schema = try await temporary.store.read { db in
      try String.fetchAll(
        db,
        sql:
          "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_stat%' AND name NOT GLOB 'sku_search_*' ORDER BY name"
      )
    }
    let file = try #require(
      Bundle.module.url(forResource: "Fixtures/schema-\(Migrations.newest)", withExtension: "sql"))
    let golden = try String(contentsOf: file, encoding: .utf8)
    let dumped = schema.map { $0 + ";\n" }.joined(separator: "\n")
    #expect(dumped == golden, "dumped anew:\n\(dumped)")
  }

  @Test("The file is marked as ours, with its version")
  func marks() async throws {
    let temporary = try await TemporaryStore()
    #expect(try await temporary.rows("PRAGMA application_id") == ["1346593140"])
    #expect(try await temporary.rows("PRAGMA user_version") == ["\(Migrations.newest)"])
    #expect(try await temporary.rows("PRAGMA journal_mode") == ["wal"])
  }

  /// Source: the table of views that other tools are built against.
  @Test(
    "Each view has the columns promised",
    arguments: [
      (
        "catalog_items",
        "market segment reservation_scope product_id sku_id availability_id catalog_item_id product_title sku_title product_type product_subtype publisher currency is_purchasable is_renewable is_trial minimum_quantity maximum_quantity terms purchase_prerequisites inventory_variables requires_inventory_check locale first_seen_at confirmed_at renewal_instructions provisioning_id"
      ),
      ("inventory_prerequisites", "product_id sku_id prerequisite inventory_variables"),
      (
        "inventory_checks",
        "customer_id subscription_id region product_id sku_id is_restricted restrictions checked_at context"
      ),
      (
        "unavailable_markets",
        "market iso_country name product_type product_subtype source recorded_at evidence document_date"
      ),
      (
        "customers",
        "customer_id name domain market qualifications confirmed_at agreements subscriptions_confirmed_at domains relationship relationship_ended_at direct_signed unread"
      ),
      (
        "customer_subscriptions",
        "customer_id subscription_id kind name offer_id product_type status quantity registration registration_confirmed_at term_duration renewal_term_duration billing_cycle auto_renew_enabled creation_date effective_start_date commitment_end_date billing_cycle_end_date cancellation_allowed_until_date"
      ),
      (
        "prices",
        "market segment product_id sku_id term_duration billing_plan currency unit_price retail_price valid_from valid_to state view sheet_month fetched_at timeline meter_id tier_from end_of_sale"
      ),
      (
        "price_changes",
        "at kind market segment product_id sku_id term_duration billing_plan currency old_unit_price new_unit_price old_retail_price new_retail_price valid_from view sheet_month meter_id tier_from"
      ),
      (
        "price_sheets",
        "market view month rows unjoined fetched_at sha256 timeline contradictory disagreeing_flags currencies bytes"
      ),
      ("crosswalk", "from_kind from_id to_kind to_id source as_of confidence"),
      (
        "changes",
        "change_id run_id at kind entity market segment reservation_scope product_id sku_id availability_id field old_value new_value"
      ),
      ("partitions", "market view segment reservation_scope state items completed_at reason"),
      (
        "sync_runs",
        "run_id started_at finished_at state requests retries throttled added changed removed unchanged is_full requests_saved due_never_read due_evidence due_age due_audit audit_sampled audit_changed missed_change_rate"
      ),
    ])
  func columns(view: String, columns: String) async throws {
    let temporary = try await TemporaryStore()
    #expect(
      try await temporary.rows("SELECT name FROM pragma_table_info('\(view)')").joined(separator: " ") == columns)
  }

  @Test("A unit is written and read by keys alone")
  func unitPlans() async throws {
    let temporary = try await TemporaryStore()
    for (sql, plan) in [
      (
        "SELECT a.code FROM sku k CROSS JOIN availability a ON a.place_id = 1 AND a.sku_id = k.id WHERE k.product_id = 1",
        [
          "SEARCH k USING COVERING INDEX sqlite_autoindex_sku_1 (product_id=?)",
          "SEARCH a USING PRIMARY KEY (place_id=? AND sku_id=?)",
        ]
      ),
      (
        "SELECT * FROM removed_availability WHERE sku_id = 1 AND place_id = 1",
        ["SEARCH removed_availability USING INDEX removed_availability_by_sku (sku_id=? AND place_id=?)"]
      ),
      (
        "SELECT id FROM sku_text WHERE sku_id = 1 AND product_text_id = 1 AND hash = 1",
        [
          "SEARCH sku_text USING COVERING INDEX sqlite_autoindex_sku_text_1 (sku_id=? AND product_text_id=? AND hash=?)"
        ]
      ),
      ("SELECT id FROM offer WHERE hash = 1", ["SEARCH offer USING COVERING INDEX sqlite_autoindex_offer_1 (hash=?)"]),
      (
        "SELECT * FROM change WHERE product_id = 1 ORDER BY id",
        ["SEARCH change USING INDEX change_by_product (product_id=?)"]
      ),
    ] {
      let details = try await temporary.store.read { db in
        try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN \(sql)").map { $0["detail"] as String }
      }
      #expect(details == plan)
    }
  }
}
