package import CatalogModel
import CatalogSchema
package import Foundation
import GRDB
import MarketFacts

extension CatalogStore {
  /// Records the markets of the newest edition of each of Microsoft's lists of markets without a kind of product, and
  /// deletes documented ones that it no longer names.
  package func recordDocumentedUnavailableMarkets(at now: Date) async throws {
    try await write { db in
      let names = RowIDs(db: db)
      for list in UnavailableMarkets.all {
        let kind: StatementArguments = [list.productType, list.productSubtype]
        let known = try String.fetchAll(
          db,
          sql: """
            SELECT m.code FROM unavailable_market u JOIN market m ON m.id = u.market_id
            WHERE u.source = 'documented' AND u.product_type = ? AND u.product_subtype = ?
            """, arguments: kind)
        for market in known.map({ Market($0) }) where !list.contains(market) {
          try db.execute(
            sql: """
              DELETE FROM unavailable_market
              WHERE source = 'documented' AND product_type = ? AND product_subtype = ? AND market_id = ?
              """, arguments: kind + [try names.market(market)])
        }
        for fact in list.documented {
          try db.execute(
            sql: """
              INSERT INTO unavailable_market
                (product_type, product_subtype, market_id, iso_country, name, source, recorded_at, document_date)
              VALUES (?, ?, ?, ?, ?, 'documented', ?, ?)
              ON CONFLICT DO UPDATE SET iso_country = excluded.iso_country, name = excluded.name,
                document_date = excluded.document_date
              """,
            arguments: kind + [try names.market(fact.market), fact.isoCountry, fact.name, now.stamp, list.date])
        }
      }
    }
  }

  /// So far apart must two runs have seen the same before it counts as observed.
  package static let observationGap: TimeInterval = 6 * 3600

  /// Records that the lists of a market show no software subscriptions; `evidence` names the lists in English. The
  /// market counts as unavailable after the same observation some hours later.
  package func noteUnavailability(of market: Market, evidence: String, at now: Date) async throws {
    try await write { db in
      let number = try RowIDs(db: db).market(market)
      try db.execute(
        sql: """
          INSERT INTO unavailability_evidence (market_id, first_seen_at, last_seen_at, evidence) VALUES (?1, ?2, ?2, ?3)
          ON CONFLICT DO UPDATE SET last_seen_at = excluded.last_seen_at, evidence = excluded.evidence
          """, arguments: [number, now.stamp, evidence])
      let fact = MarketFacts.fact(for: market)
      try db.execute(
        sql: """
          INSERT INTO unavailable_market
            (market_id, iso_country, name, product_type, product_subtype, source, recorded_at, evidence)
          SELECT ?1, ?2, ?3, ?4, ?5, 'observed', ?6,
            evidence || ', since ' || strftime('%Y-%m-%dT%H:%M:%SZ', first_seen_at, 'unixepoch')
          FROM unavailability_evidence WHERE market_id = ?1 AND last_seen_at - first_seen_at >= ?7
          ON CONFLICT DO UPDATE SET evidence = excluded.evidence
          """,
        arguments: [
          number, fact?.isoCountry ?? market.code, fact?.name ?? market.code,
          UnavailableMarkets.softwareSubscriptions.productType,
          UnavailableMarkets.softwareSubscriptions.productSubtype, now.stamp, Int64(Self.observationGap),
        ])
    }
  }

  /// Forgets what seemed to show that a market has no software subscriptions: one is there, or the lists say nothing
  /// of it.
  package func withdrawUnavailability(of market: Market) async throws {
    try await write { db in
      let number = try RowIDs(db: db).market(market)
      try db.execute(sql: "DELETE FROM unavailability_evidence WHERE market_id = ?", arguments: [number])
      try db.execute(
        sql: "DELETE FROM unavailable_market WHERE market_id = ? AND source = 'observed'", arguments: [number])
    }
  }

  /// Whether none of these products of a market's software list is a subscription: each has another sub-type, or is in
  /// another market's software list but not in its complete list of subscriptions.
  package func areOtherSoftware(_ products: Set<ProductID>, in market: Market) async throws -> Bool {
    try await read { db in
      let isOther = try db.cachedStatement(
        sql: """
          SELECT EXISTS (
            SELECT 1 FROM product p JOIN product_text t ON t.product_id = p.id
            WHERE p.code = ?1 AND t.product_subtype IS NOT NULL AND lower(t.product_subtype) <> lower(?3))
          OR EXISTS (
            SELECT 1 FROM product p
              JOIN partition w ON w.view = ?4 AND w.segment = '' AND w.market_id <> (SELECT id FROM market WHERE code = ?2)
              JOIN partition n ON n.market_id = w.market_id AND n.view = ?5 AND n.segment = '' AND n.state = 'complete'
            WHERE p.code = ?1
              AND EXISTS (SELECT 1 FROM \(ListedProducts.products) g WHERE g.partition_id = w.id AND g.product_id = p.id)
              AND EXISTS (SELECT 1 FROM \(ListedProducts.products) g WHERE g.partition_id = n.id)
              AND NOT EXISTS (SELECT 1 FROM \(ListedProducts.products) g WHERE g.partition_id = n.id AND g.product_id = p.id))
          """)
      return try products.allSatisfy { product in
        try Bool.fetchOne(
          isOther,
          arguments: [
            product.rawValue, market.code, UnavailableMarkets.softwareSubscriptions.productSubtype,
            TargetView.software.rawValue,
            TargetView.softwareSubscriptions.rawValue,
          ]) ?? false
      }
    }
  }

  /// Whether a software subscription is stored in a market and not removed: by its sub-type, or by the list of any
  /// market that shows it.
  package func holdsSoftwareSubscription(in market: Market) async throws -> Bool {
    try await read { db in
      try Bool.fetchOne(
        db,
        sql: """
          SELECT EXISTS (
            SELECT 1 FROM market m JOIN place l ON l.market_id = m.id
              JOIN unit u ON u.place_id = l.id AND u.removed_at IS NULL
              JOIN product_text t ON t.id = u.product_text_id
            WHERE m.code = ?1 AND lower(t.product_type) = lower(?2) AND (lower(t.product_subtype) = lower(?3)
              OR u.product_id IN (
                SELECT g.product_id FROM partition r CROSS JOIN \(ListedProducts.products) g ON g.partition_id = r.id
                WHERE lower(r.view) = lower(?4))))
          """,
        arguments: [
          market.code, UnavailableMarkets.softwareSubscriptions.productType,
          UnavailableMarkets.softwareSubscriptions.productSubtype,
          TargetView.softwareSubscriptions.rawValue,
        ]) ?? false
    }
  }
}
