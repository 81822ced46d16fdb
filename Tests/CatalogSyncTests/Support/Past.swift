import CatalogModel
import CatalogStore
import Foundation

@testable import CatalogSync

/// A history of readings: a number of products in each market, all read at the same time.
struct Past {
  static let june1 = Date(timeIntervalSince1970: 1_780_272_000)
  static let day = 86_400.0

  var history = ReadingHistory()
  var markets: [Market]

  init(markets: [Market] = ["US"], products: Int = 200, lists: UInt16 = 6, readAt: Date) {
    self.markets = markets
    history.places = markets.map { MarketScope(market: $0) }
    history.products = (0..<products).map { ProductID("P\(1000 + $0)") }
    let stamp = UInt32(readAt.timeIntervalSince1970)
    for marketScope in markets.indices {
      for product in 0..<products {
        history.units.append(
          ProductReading(
            marketScope: Int32(marketScope), product: Int32(product), run: 1, readAt: stamp, firstSeen: stamp,
            lists: lists))
      }
    }
    for market in markets {
      history.clocks.append(MarketChangeSample(market: market, run: 1, at: Int64(stamp)))
    }
  }

  func schedule(at now: Date, run: Int64 = 2, resumedRunID: Int64? = nil) -> Schedule {
    var schedule = Schedule(history, markets: markets, run: run, resumedRunID: resumedRunID ?? run, now: now)
    for market in markets { schedule.offer(schedule.units(in: market).map(schedule.key)) }
    return schedule
  }
}
