import CatalogModel
import CatalogStore
import Testing

@testable import CatalogSync
@testable import PartnerCatalogCLI

@Suite("The progress of a sync")
struct SyncPaceTests {
  private func pace(
    done: Int, known: Int, listed: Int, markets: Int = 3, marketsDone: Int = 1, elapsed: Duration,
    pause: Duration? = nil
  ) -> SyncPace {
    SyncPace(
      progress: SyncProgress(
        requests: 0, throttled: 0, unitsDone: done, unitsKnown: known, market: "DE", marketsListed: listed,
        marketsDone: marketsDone, markets: markets, items: ItemCounts(added: 7, changed: 1, unchanged: 2)),
      requests: 480, elapsed: elapsed, pause: pause)
  }

  @Test("names the market, counts, pace, and the time so far and left")
  func whole() {
    #expect(
      pace(done: 100, known: 200, listed: 3, elapsed: .seconds(60)).text
        == "DE 2/3  100/200 products  10 items  480 requests (480/min)  1m00s, about 1m00s left")
  }

  @Test("A market whose lists are not read yet counts as large as the others on average")
  func unlisted() {
    // 50 are left of the listed ones, and 150 of the other market: four times as many as are done.
    #expect(pace(done: 50, known: 100, listed: 2, markets: 5, elapsed: .seconds(10)).left == .seconds(40))
  }

  @Test("Nothing is estimated from a few products or seconds, nor at the end")
  func early() {
    #expect(pace(done: 19, known: 200, listed: 1, elapsed: .seconds(60)).left == nil)
    #expect(pace(done: 100, known: 200, listed: 1, elapsed: .seconds(4)).left == nil)
    #expect(pace(done: 200, known: 200, listed: 3, elapsed: .seconds(60)).left == nil)
    #expect(
      pace(done: 1, known: 2, listed: 1, elapsed: .seconds(3)).text
        == "DE 2/3  1/2 products  10 items  480 requests  3s")
  }

  @Test("A pause that the service asks for is shown, and added to the time left")
  func pause() {
    let pace = pace(done: 100, known: 200, listed: 3, elapsed: .seconds(60), pause: .seconds(20))
    #expect(pace.text.hasSuffix("1m00s, about 1m20s left  waiting 20s (429)"))
  }

  @Test("Durations are short", arguments: [(5, "5s"), (130, "2m10s"), (3900, "1h05m"), (-3, "0s")])
  func durations(seconds: Int, text: String) { #expect(Formatting.duration(.seconds(seconds)) == text) }
}
