import CatalogModel
import Foundation
import PartnerCenter
import SeededRandom
import Testing

@testable import CatalogStore
@testable import CatalogSync

/// A market at the end of a crawl by run 7, in which everything was read: three products, one of them a reservation.
private struct Crawled {
  static let plan = ListPlan(market: "US", views: [.azure, .onlineServices]).lists
  static let licence = ProductKey(marketScope: MarketScope(market: "US"), product: "LICENCE")
  static let charity = ProductKey(marketScope: MarketScope(market: "US"), product: "CHARITY")
  static let reservation = ProductKey(marketScope: MarketScope(market: "US"), product: "RESERVATION")
  static let reservationInPlan = ProductKey(
    marketScope: MarketScope(market: "US", scope: .azurePlan), product: "RESERVATION")
  /// A stored product that no list shows.
  static let unlisted = ProductKey(marketScope: MarketScope(market: "US"), product: "UNLISTED")
  static let keys = [licence, charity, reservation, reservationInPlan]

  static func list(_ view: TargetView, _ segment: Segment? = nil, _ scope: ReservationScope? = nil) -> ProductListKey {
    ProductListKey(market: "US", view: view, segment: segment, scope: scope)
  }

  static func findings(isFull: Bool = true, _ change: (inout MarketFindings) -> Void = { _ in }) -> MarketFindings {
    let content = ProductContent(title: "Title")
    var crawl = CrawlState()
    crawl.wanted = []
    var findings = MarketFindings(
      market: "US", lists: plan, isFull: isFull, resumedRunID: 7, stop: nil,
      partitions: Dictionary(
        uniqueKeysWithValues: plan.map {
          ($0, PartitionStatus(key: $0, state: .complete, items: 1, hasEverCompleted: true, listRun: 7))
        }),
      listings: Dictionary(uniqueKeysWithValues: plan.map { ($0, [:]) }),
      readings: Dictionary(uniqueKeysWithValues: keys.map { ($0, LastReading(run: 7)) }), crawl: crawl)
    findings.listings[list(.onlineServices)] = ["LICENCE": content]
    findings.listings[list(.onlineServices, .nonprofit)] = ["CHARITY": content]
    for view in [TargetView.azure, .azureReservations] {
      for scope in [nil, ReservationScope.azurePlan] {
        findings.listings[list(view, nil, scope)] = ["RESERVATION": ProductContent(title: "Title", type: "Azure")]
      }
    }
    findings.crawl.units =
      ProductAssignment(market: "US", listings: findings.listings, order: plan, forbidden: []).units
    change(&findings)
    return findings
  }

  /// The lists that are not complete, with their reasons.
  static func gaps(_ findings: MarketFindings) -> [String: String] {
    let partitions = MarketOutcome(findings).partitions
    return Dictionary(
      uniqueKeysWithValues: partitions.filter { $0.findings.outcome != .complete }.map {
        ($0.list.description, $0.findings.outcome.reason ?? "")
      })
  }
}

@Suite("The outcome of a market")
struct MarketOutcomeTests {
  @Test("is complete if every list and product was read, in a full run as in one that reads what is due")
  func complete() {
    #expect(Set(Crawled.findings().crawl.units.keys) == Set(Crawled.keys))
    for isFull in [true, false] {
      let outcome = MarketOutcome(Crawled.findings(isFull: isFull))
      #expect(outcome.partitions.map(\.list) == Crawled.plan)
      #expect(outcome.partitions.allSatisfy { $0.findings.outcome == .complete })
      #expect(outcome.distrusted.isEmpty && outcome.rereadProducts.isEmpty)
    }
  }

  @Test("names a product that failed in each list that shows it, and in no other")
  func failedProduct() {
    let gaps = Crawled.gaps(Crawled.findings { $0.crawl.unitFaults[Crawled.reservationInPlan] = .throttled })
    #expect(gaps == ["US Azure AzurePlan": "throttled", "US AzureReservations AzurePlan": "throttled"])
  }

  @Test("of a full run has a gap for a product that only an earlier run read; a run of what is due has none")
  func earlierReading() {
    func change(_ findings: inout MarketFindings) { findings.readings[Crawled.licence]?.run = 6 }
    #expect(Crawled.gaps(Crawled.findings(change)) == ["US OnlineServices": "interrupted"])
    #expect(Crawled.gaps(Crawled.findings(isFull: false, change)) == [:])
  }

  @Test("of a run of what is due has a gap for a product that is due or was never read")
  func due() {
    let wanted = Crawled.findings(isFull: false) {
      $0.crawl.wanted = [Crawled.licence]
      $0.stop = .budget
    }
    #expect(Crawled.gaps(wanted) == ["US OnlineServices": "budget"])
    let new = Crawled.findings(isFull: false) { $0.readings[Crawled.charity]?.run = 0 }
    #expect(Crawled.gaps(new) == ["US OnlineServices nonprofit": "interrupted"])
  }

  @Test("of a run that ended before it knew what is due has a gap in every list")
  func dueUnknown() {
    let gaps = Crawled.gaps(
      Crawled.findings(isFull: false) {
        $0.crawl.wanted = nil
        $0.stop = .cancelled
      })
    #expect(gaps.count == Crawled.plan.count)
    #expect(Set(gaps.values) == ["cancelled"])
  }

  @Test("reports a list that was not read, and reports it as unread if no run ever read it")
  func unreadList() throws {
    let list = Crawled.list(.onlineServices)
    let findings = Crawled.findings {
      $0.partitions[list]?.listRun = 6
      $0.crawl.listFaults[list] = .unavailable
    }
    #expect(Crawled.gaps(findings) == ["US OnlineServices": "unavailable"])
    let never = MarketOutcome(
      Crawled.findings {
        $0.partitions[list] = PartitionStatus(key: list, state: .unread, items: 0, hasEverCompleted: false)
        $0.stop = .budget
      })
    #expect(never.partitions.first { $0.list == list }?.findings.outcome == .unread(.budget))
  }

  @Test("of lists that left out an item distrusts them, and every list that should have shown the product")
  func shortProduct() {
    let findings = Crawled.findings { $0.crawl.short = [Crawled.charity] }
    let outcome = MarketOutcome(findings)
    #expect(Crawled.gaps(findings) == ["US OnlineServices nonprofit": "shortList"])
    #expect(outcome.rereadProducts == [Crawled.charity])
    // The general lists do not show the product: any of them may have left it out.
    #expect(outcome.distrusted.contains(Crawled.list(.onlineServices)))
    #expect(!outcome.distrusted.contains(Crawled.list(.azure, nil, .azurePlan)))
  }

  @Test("holds back the lists of a product whose removals are held back, and queues both to be read again")
  func held() {
    let list = Crawled.list(.onlineServices)
    let findings = Crawled.findings { $0.crawl.held[Crawled.licence] = [list] }
    #expect(Crawled.gaps(findings) == ["US OnlineServices": "removalsHeldBack"])
    #expect(MarketOutcome(findings).distrusted == [list])
    #expect(MarketOutcome(findings).rereadProducts == [Crawled.licence])
  }

  @Test("counts a list as read that this run has queued to be read again")
  func queued() {
    let list = Crawled.list(.onlineServices)
    let findings = Crawled.findings {
      $0.partitions[list]?.listRun = nil
      $0.crawl.distrusted = [list]
    }
    #expect(Crawled.gaps(findings) == [:])
  }

  @Test("has gaps in the lists of a scope if the run ended before it requested a product that none of them shows")
  func unlisted() {
    func change(_ findings: inout MarketFindings, stop: PartialReason?) {
      findings.readings[Crawled.unlisted] = LastReading(run: 6)
      findings.stop = stop
    }
    #expect(Crawled.gaps(Crawled.findings { change(&$0, stop: nil) }) == [:])
    let gaps = Crawled.gaps(Crawled.findings { change(&$0, stop: .budget) })
    #expect(gaps.count == Crawled.plan.count { $0.scope == nil })
    #expect(Set(gaps.values) == ["budget"])
  }

  @Test("leaves the Azure plan's lists partial while its reservation list fails")
  func unknownKind() {
    let list = Crawled.list(.azureReservations, nil, .azurePlan)
    let gaps = Crawled.gaps(Crawled.findings { $0.crawl.listFaults[list] = .unreadable })
    #expect(Set(gaps.keys) == Set(Crawled.plan.filter { $0.scope != nil }.map(\.description)))
    #expect(Set(gaps.values) == ["unreadable"])
  }

  @Test("is never complete for a list with a missing product, whatever else was found")
  func random() {
    let reasons: [PartialReason?] = [nil, .budget, .interrupted, .cancelled]
    for seed in 0..<2_000 {
      var generator = SplitMix64(seed: UInt64(seed))
      let findings = Crawled.findings(isFull: .random(using: &generator)) {
        $0.stop = reasons.randomElement(using: &generator) ?? nil
        for list in Crawled.plan {
          switch Int.random(in: 0..<12, using: &generator) {
          case 0: $0.crawl.listFaults[list] = .throttled
          case 1: $0.crawl.forbidden[list] = "400036"
          case 2: $0.partitions[list]?.listRun = 6
          case 3: $0.crawl.shortLists.insert(list)
          default: break
          }
        }
        for key in Crawled.keys + [Crawled.unlisted] {
          switch Int.random(in: 0..<12, using: &generator) {
          case 0: $0.crawl.unitFaults[key] = .refused
          case 1: $0.crawl.short.insert(key)
          case 2: $0.crawl.held[key] = Crawled.plan.filter { $0.scope == key.marketScope.scope }
          case 3: $0.readings[key] = LastReading(run: .random(in: 0...7, using: &generator))
          case 4: $0.crawl.wanted?.insert(key)
          default: break
          }
        }
      }
      check(findings, seed)
    }
  }

  private func check(_ findings: MarketFindings, _ seed: Int) {
    let (crawl, outcome) = (findings.crawl, MarketOutcome(findings))
    #expect(outcome.partitions.map(\.list) == findings.lists, "seed \(seed)")
    #expect(outcome.rereadProducts == crawl.short.union(crawl.held.keys))
    #expect(outcome.distrusted.isSuperset(of: crawl.shortLists))
    for (list, partition) in outcome.partitions.map({ ($0.list, $0.findings) }) {
      #expect((partition.outcome.state == .forbidden) == (crawl.forbidden[list] != nil))
      guard partition.outcome == .complete else { continue }
      let products = crawl.units.values.filter { $0.lists.contains(list) }.map(\.key)
      #expect(products.allSatisfy { findings.isRead($0) && crawl.unitFaults[$0] == nil }, "seed \(seed): \(list)")
      #expect(products.allSatisfy { !crawl.short.contains($0) && crawl.held[$0] == nil }, "seed \(seed): \(list)")
      #expect(findings.isRead(list) && crawl.listFaults[list] == nil && !crawl.shortLists.contains(list))
      #expect(!crawl.held.values.joined().contains(list))
    }
  }
}
