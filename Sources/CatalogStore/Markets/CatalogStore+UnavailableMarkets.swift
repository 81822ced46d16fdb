public import CatalogModel
public import Foundation
import GRDB
import MarketFacts

extension CatalogStore {
  /// Writes down every market that Microsoft documents as one where software subscriptions are not sold.
  public func recordDocumentedUnavailableMarkets(at now: Date) async throws {
    try await write { db in
      let names = Names(db: db)
      let documented = UnavailableMarkets.documented
      for fact in documented {
        try db.execute(
          sql: """
            INSERT INTO unavailable_market
              (market_id, iso_country, name, product_type, product_subtype, source, recorded_at)
            VALUES (?, ?, ?, ?, ?, 'documented', ?)
            ON CONFLICT DO UPDATE SET iso_country = excluded.iso_country, name = excluded.name
            """,
          arguments: [
            try names.market(fact.market), fact.isoCountry, fact.name, UnavailableMarkets.productType,
            UnavailableMarkets.productSubtype, now.stamp,
          ])
      }
    }
  }

  /// Writes down whether a market's list of software subscriptions really is empty or refused.
  public func recordObservedUnavailable(_ isUnavailable: Bool, in market: Market, at now: Date) async throws {
    try await write { db in
      let number = try Names(db: db).market(market)
      guard isUnavailable else {
        try db.execute(
          sql: "DELETE FROM unavailable_market WHERE market_id = ? AND source = 'observed'", arguments: [number])
        return
      }
      let fact = MarketFacts.fact(for: market)
      try db.execute(
        sql: """
          INSERT INTO unavailable_market
            (market_id, iso_country, name, product_type, product_subtype, source, recorded_at)
          VALUES (?, ?, ?, ?, ?, 'observed', ?) ON CONFLICT DO NOTHING
          """,
        arguments: [
          number, fact?.isoCountry ?? market.code, fact?.name ?? market.code, UnavailableMarkets.productType,
          UnavailableMarkets.productSubtype, now.stamp,
        ])
    }
  }
}
