public import CatalogModel
import CatalogSchema
public import Foundation
import GRDB

extension Catalog {
  /// The state of a market, which costs less than counting its items.
  ///
  /// - Parameter market: its code; any is accepted.
  /// - Returns: `nil` where no sync asked for it.
  /// - Throws: ``CatalogError`` where the file cannot be read.
  public func reading(of market: Market) throws(CatalogError) -> MarketReading? {
    try read { try $0.reading(of: market) }
  }

  /// The markets of the catalog, in the order of codes.
  public func markets() throws(CatalogError) -> [MarketStatus] { try read { try $0.markets() } }

  /// The markets without software subscriptions or reservations, in the order of codes: documented and observed ones.
  public func unavailableMarkets() throws(CatalogError) -> [UnavailableMarketRecord] {
    try read { try $0.unavailableMarkets() }
  }

  /// The product lists of the sync plan, ordered by market and view.
  ///
  /// - Parameter market: only lists of this market; `nil` for all.
  /// - Returns: the lists; none for a market that no sync asked for.
  /// - Throws: ``CatalogError`` where the file cannot be read.
  public func partitions(market: Market? = nil) throws(CatalogError) -> [PartitionRecord] {
    try read { try $0.partitions(market: market) }
  }

  /// The last runs, newest first.
  public func runs(limit: Int = 10) throws(CatalogError) -> [RunRecord] { try read { try $0.runs(limit: limit) } }

  /// The tenant, locale and cloud of the file.
  public func storeSource() throws(CatalogError) -> StoreSource { try read { try $0.source() } }

  /// Age and completeness per market and list, and the last runs.
  public func status() throws(CatalogError) -> StoreStatus {
    try read {
      StoreStatus(
        source: try $0.source(), markets: try $0.markets(), partitions: try $0.partitions(market: nil),
        runs: try $0.runs(limit: 10), jobs: try $0.jobs(), publications: try $0.publications())
    }
  }

  /// The last result of each command that reads the service, in the order of their names.
  public func jobs() throws(CatalogError) -> [JobStatus] { try read { try $0.jobs() } }

  /// The change log, newest last.
  ///
  /// - Parameters:
  ///   - after: only changes after this ``ChangeRecord/changeID``, to continue where an earlier answer ended; `nil` for
  ///     all.
  ///   - before: only changes before this ``ChangeRecord/changeID``, to continue towards older ones; `nil` for all.
  ///   - since: only changes recorded at that time or later; `nil` for all.
  ///   - market: only changes of this market; `nil` for all.
  ///   - kind: only changes of this kind; `nil` for all.
  ///   - limit: the most changes to return; `nil` for all. The latest are kept; with `after` the earliest, so that the
  ///     next question continues behind them.
  /// - Returns: the changes; none where nothing matches.
  /// - Throws: ``CatalogError`` where the file cannot be read.
  public func changes(
    after: Int64? = nil, before: Int64? = nil, since: Date? = nil, market: Market? = nil, kind: ChangeKind? = nil,
    limit: Int? = nil
  ) throws(CatalogError) -> [ChangeRecord] {
    try read {
      try $0.changes(after: after, before: before, since: since, market: market, kind: kind, limit: limit)
    }
  }
}
