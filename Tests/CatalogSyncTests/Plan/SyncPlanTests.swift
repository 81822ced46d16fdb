import CatalogModel
import Foundation
import Testing

@testable import CatalogStore
@testable import CatalogSync

@Suite("The plan of a sync")
struct SyncPlanTests {
  static let quiet = Past.june1 + 10 * Past.day
  /// Everything was read so long ago that all of it is due.
  static let late = quiet + 12 * Past.day

  /// 200 products with 5 SKUs each.
  private static let survey = MarketSurvey(
    units: 200, skus: 1_000, nonprofitLists: 0, unread: 0, isUnfinished: false, completedAt: quiet)
  private static let lists = ListPlan(market: "US").lists.count

  private func plan(
    _ options: SyncOptions = SyncOptions(markets: ["US"]), survey: MarketSurvey? = survey, past: Past? = nil,
    unfinished: (id: Int64, isFull: Bool)? = nil, at now: Date = quiet
  ) -> SyncPlan {
    SyncPlan(
      options, surveys: survey.map { ["US": $0] } ?? [:], unfinished: unfinished,
      history: (past ?? Past(readAt: Self.quiet)).history, requestsPerMinute: 500, now: now)
  }

  @Test("of a market never read has its lists alone, and says that it is a lower bound")
  func neverRead() {
    let plan = plan(survey: nil, past: Past(products: 0, readAt: Self.quiet))
    #expect(plan.markets.map(\.reason) == ["neverRead"])
    #expect(plan.markets[0].requests == nil && plan.markets[0].fullRequests == nil)
    #expect(plan.requests == Self.lists && plan.fullRequests == Self.lists && plan.isLowerBound)
  }

  @Test("right after a reading has the lists and the sample, by reason")
  func nothingDue() {
    let plan = plan()
    #expect(plan.markets[0].due == DueCount(audit: 6))
    #expect(plan.requests == Self.lists + 6 * 6)
    #expect(plan.fullRequests == Self.lists + 1_200)
    #expect(!plan.isLowerBound)
    #expect(plan.minutes == 0.1)
  }

  @Test("has each product that is due, with the requests of its reading or partial refresh")
  func due() throws {
    let plan = plan(at: Self.late)
    let due = try #require(plan.markets[0].due)
    #expect(due.age == 200 && due.audit == 0)
    #expect(plan.requests > Self.lists + 200 && plan.requests <= plan.fullRequests)
  }

  @Test("of a full sync has everything, due or not")
  func full() {
    let plan = plan(SyncOptions(markets: ["US"], isFull: true))
    #expect(plan.markets[0].due == nil)
    #expect(plan.requests == plan.fullRequests)
    #expect(plan.minutes == ((Double(plan.requests) / 500 * 10).rounded() / 10))
  }

  @Test("of a sync that resumes a full one leaves out the products that one has read")
  func resumed() {
    var past = Past(readAt: Self.quiet)
    for unit in 0..<150 { past.history.units[unit].run = 5 }
    for isFull in [true, false] {
      let plan = plan(SyncOptions(markets: ["US"], isFull: isFull), past: past, unfinished: (5, true))
      #expect(plan.requests == Self.lists + 50 * 6)
      #expect(plan.markets[0].due == nil)
    }
    // A full sync does not resume one that was not full.
    let over = plan(SyncOptions(markets: ["US"], isFull: true), past: past, unfinished: (5, false))
    #expect(over.requests == over.fullRequests)
  }

  @Test("counts products that lists show and that were never read at the average size")
  func unread() {
    var survey = Self.survey
    survey.unread = 10
    survey.isUnfinished = true
    var past = Past(readAt: Self.quiet)
    past.history.units[0].run = 0
    let plan = plan(survey: survey, past: past)
    #expect(plan.markets[0].reason == "unfinished")
    #expect(plan.markets[0].due?.neverRead == 11)
    #expect(plan.fullRequests == Self.lists + 1_200 + 60)
    #expect(plan.requests == Self.lists + 60 + 6 + 6 * 6)
  }

  @Test("from a path without a file has every market as never read")
  func noFile() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("none-\(UUID().uuidString)").path
    let plan = try SyncPlan(SyncOptions(markets: ["US", "DE"]), storeAt: path, requestsPerMinute: 500)
    #expect(plan.markets.map(\.reason) == ["neverRead", "neverRead"])
    #expect(!FileManager.default.fileExists(atPath: path))
  }
}
