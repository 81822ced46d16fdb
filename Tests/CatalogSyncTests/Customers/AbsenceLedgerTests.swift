import CatalogModel
import CatalogStore
import Foundation
import Testing

@testable import CatalogSync

@Suite("Absences of a customer's parts")
struct AbsenceLedgerTests {
  private static let now = Date(timeIntervalSince1970: 1_790_000_000)
  private static let absence = CustomerAbsence(.subscriptions, "s-1")

  @Test(
    "are believed when they were first found at least six hours ago",
    arguments: [(nil, false), (0, false), (5.99, false), (6, true), (100, true), (-1, false)] as [(Double?, Bool)])
  func time(hours: Double?, isBelieved: Bool) {
    let first = hours.map { Self.now.addingTimeInterval(-$0 * 3_600) }
    var ledger = AbsenceLedger(known: first.map { [Self.absence: $0] } ?? [:], now: Self.now)
    let answer = ledger.isBelieved(Self.absence)
    #expect(answer == isBelieved)
    // An absence that is not believed keeps the time of its first finding, which is never in the future.
    #expect(ledger.noted == (isBelieved ? [:] : [Self.absence: min(first ?? Self.now, Self.now)]))
  }

  @Test("are forgotten when the element returns, and kept while the part cannot be read")
  func forgotten() {
    let known = [
      Self.absence: Self.now, CustomerAbsence(.subscriptions, "s-2"): Self.now,
      CustomerAbsence(.agreements): Self.now,
    ]
    var ledger = AbsenceLedger(known: known, now: Self.now)
    #expect(ledger.noted.isEmpty)
    ledger.keep(.subscriptions, "s-2")
    #expect(Set(ledger.noted.keys) == [CustomerAbsence(.subscriptions, "s-2")])
    ledger.keep(.subscriptions)
    #expect(ledger.noted.count == 2)
  }
}
