package import CatalogQuery

/// Markets whose data is too old to rely on.
package enum OldMarkets {
  /// One sentence for each market that is older than a number of seconds, was never fully read, or has no known age; a
  /// catalog without markets is always too old.
  package static func sentences(_ markets: [MarketStatus], olderThan seconds: Int) -> [String] {
    if markets.isEmpty { return ["No market was synced yet."] }
    return markets.filter { $0.state != .forbidden && ($0.ageSeconds ?? .max) > seconds }.map { market in
      guard let age = market.ageSeconds else {
        return market.completedAt == nil
          ? "\(market.market.code) was never fully synced."
          : "\(market.market.code) has a sync time in the future, from a wrong clock: its age is unknown."
      }
      return "\(market.market.code) was last fully synced \(AgeText.short(age)) ago."
    }
  }
}
