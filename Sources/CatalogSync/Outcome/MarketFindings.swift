import CatalogModel
import CatalogStore

/// Facts about one market at the end of a crawl, from the store and from the notes of the crawl.
struct MarketFindings: Sendable {
  var market: Market
  /// The lists of the plan, in its order.
  var lists: [ProductListKey]
  /// Whether the run reads every product, due or not.
  var isFull: Bool
  /// The first run of the chain: lists and products that it or a later run read count as read.
  var resumedRunID: Int64
  /// Why the crawl ended early; `nil` if it did not.
  var stop: PartialReason?
  /// The partitions as stored.
  var partitions: [ProductListKey: PartitionStatus]
  /// The products of each list, as of its last complete reading.
  var listings: [ProductListKey: [ProductID: ProductContent]]
  /// The last reading of each stored product.
  var readings: [ProductKey: LastReading]
  var crawl: CrawlState

  /// Whether a product needs no further reading by this run.
  func isRead(_ key: ProductKey) -> Bool {
    // The run has queued these to be read again: it did read them.
    if crawl.short.contains(key) || crawl.held[key] != nil { return true }
    guard let reading = readings[key], crawl.unitFaults[key] == nil else { return false }
    return isFull ? reading.run >= resumedRunID : reading.run > 0 && crawl.wanted?.contains(key) != true
  }

  /// Whether this run, or one that it resumes, read a list to its end.
  func isRead(_ list: ProductListKey) -> Bool {
    partitions[list]?.listRun.map { $0 >= resumedRunID } ?? crawl.distrusted.contains(list)
  }
}
