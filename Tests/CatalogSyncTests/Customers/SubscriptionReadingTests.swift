import CatalogModel
import CatalogQuery
import CatalogStore
import CatalogSync
import CatalogTestSupport
import Foundation
import PartnerCenter
import PartnerCenterEmulator
import Synchronization
import Testing

/// A subscription is gone only where the service says so of that subscription.
@Suite("Subscriptions that vanish") struct SubscriptionReadingTests {
  private let hour = CustomerHarness.hour
  private static let empty = TransportResponse.json(200, #"{"totalCount":0,"items":[]}"#)
  private static let gone = TransportResponse.json(404, #"{"code":20003,"description":"Subscription not found."}"#)

  private static func isList(_ path: String) -> Bool { path.hasSuffix("/subscriptions") }
  private static func isByID(_ path: String) -> Bool {
    let parts = path.split(separator: "/")
    return parts.count == 4 && parts[2] == "subscriptions"
  }

  @Test("A list that comes empty loses nothing while what it held answers by id, however often")
  func empty() async throws {
    let harness = try CustomerHarness(customers: 9)
    try await harness.run()
    let before = try harness.contents()
    for day in 1...4 {
      let report = try await harness.run(after: day * 24 * hour) { Self.isList($0) ? Self.empty : nil }
      #expect(report.state == .partial)
      #expect(report.firstFailure?.reason.contains("that answer by id: it is incomplete") == true)
      #expect(try harness.contents() == before)
    }
    #expect(try await harness.run(after: 100 * hour).state == .complete)
    #expect(try harness.contents() == before)
  }

  @Test("What the list leaves out and the service says is not there is gone, with what stood under it")
  func ownWord() async throws {
    let harness = try CustomerHarness(customers: 1)
    try await harness.run()
    #expect(try harness.customer(0).subscriptions?.count == 4)
    let report = try await harness.run(after: hour) { path in
      Self.isList(path) ? Self.empty : Self.isByID(path) ? Self.gone : nil
    }
    #expect(report.state == .complete)
    #expect(try harness.customer(0).subscriptions == [])
  }

  @Test("What the list leaves out and whose id is refused stays as it was", arguments: Refusal.all)
  func refused(refusal: Refusal) async throws {
    let harness = try CustomerHarness(customers: 1)
    try await harness.run()
    let before = try harness.contents()
    for day in 1...2 {
      let report = try await harness.run(after: day * 24 * hour) { path in
        Self.isList(path) ? Self.empty : Self.isByID(path) ? refusal.response() : nil
      }
      #expect(report.state == .partial)
      #expect(try harness.contents() == before)
      #expect(try harness.customer(0).unread.contains("subscriptions"))
    }
  }

  @Test("A customer's code proves nothing of a subscription, nor does another subscription's answer")
  func otherThings() async throws {
    let harness = try CustomerHarness(customers: 1)
    try await harness.run()
    let before = try harness.contents()
    for response in [
      TransportResponse.json(404, #"{"code":60003,"description":"The tenant was not found."}"#),
      .json(200, #"{"id":"another","status":"active","quantity":1}"#),
    ] {
      let report = try await harness.run(after: hour) { path in
        Self.isList(path) ? Self.empty : Self.isByID(path) ? response : nil
      }
      #expect(report.state == .partial)
      #expect(try harness.contents() == before)
    }
  }

  @Test(
    "One that has ended may be left out of the list: it is kept with what it says by id",
    arguments: ["deleted", "expired"])
  func ended(status: String) async throws {
    let harness = try CustomerHarness(customers: 1)
    try await harness.run()
    let licence = try #require(try harness.customer(0).subscriptions?.first { $0.kind == .other })
    let report = try await harness.run(after: hour) { path in
      Self.isList(path)
        ? nil
        : path.hasSuffix(licence.id)
          ? .json(200, #"{"id":"\#(licence.id.uppercased())","status":"\#(status)","quantity":3}"#) : nil
    }
    #expect(report.state == .complete)
    let short = try await harness.run(after: 2 * hour) { path in
      Self.isList(path)
        ? .json(200, #"{"items":[{"id":"new-1","offerId":"MS-AZR-0145P","status":"active","quantity":1}]}"#)
        : Self.isByID(path)
          ? .json(
            200,
            #"{"id":"\#(path.split(separator: "/")[3])","offerId":"x","status":"\#(status)","quantity":3}"#) : nil
    }
    #expect(short.state == .complete)
    let held = try #require(try harness.customer(0).subscriptions)
    #expect(held.contains { $0.id == licence.id && $0.status == status && $0.quantity == 3 })
    #expect(held.contains { $0.id == "new-1" && $0.kind == .azure })
  }

  @Test(
    "More than twenty at once are held back until runs six hours apart say the same",
    arguments: [(20, true), (25, false)])
  func many(count: Int, isAtOnce: Bool) async throws {
    let harness = try CustomerHarness(customers: 1)
    let items = (1...count).map { #"{"id":"s-\#($0)","offerId":"o","status":"active","quantity":1}"# }
    try await harness.run { path in
      Self.isList(path) ? .json(200, #"{"items":[\#(items.joined(separator: ","))]}"#) : nil
    }
    #expect(try harness.customer(0).subscriptions?.count == count)
    for (time, left) in [(1, isAtOnce ? 0 : count), (4, isAtOnce ? 0 : count), (8, 0)] {
      let report = try await harness.run(after: time * hour) { path in
        Self.isList(path) ? Self.empty : Self.isByID(path) ? Self.gone : nil
      }
      #expect(report.state == (left == 0 ? .complete : .partial))
      #expect(try harness.customer(0).subscriptions?.count == left)
    }
  }

  @Test("Subscriptions under a plan stay while they cannot be read, and while an empty list is new")
  func underPlan() async throws {
    let harness = try CustomerHarness(customers: 1)
    try await harness.run()
    func isHeld() throws -> Bool {
      try harness.customer(0).subscriptions?.contains { $0.kind == .azureUnderPlan } == true
    }
    #expect(try isHeld())
    #expect(try await harness.run(after: hour, asUser: false).state == .complete)
    #expect(try isHeld())
    for refusal in Refusal.all {
      let report = try await harness.run(after: 2 * hour) {
        $0.hasSuffix("/azureentitlements") ? refusal.response() : nil
      }
      #expect(try report.state == .partial && isHeld())
    }
    for (time, isThere) in [(3, true), (8, true), (9, false)] {
      try await harness.run(after: time * hour) { $0.hasSuffix("/azureentitlements") ? Self.empty : nil }
      #expect(try isHeld() == isThere)
    }
  }

  @Test("A registration that cannot be read keeps what was known and is asked again; words have one spelling")
  func registration() async throws {
    let harness = try CustomerHarness(customers: 1)
    func status() throws -> String? { try harness.customer(0).subscriptions?.first { $0.kind == .azure }?.registration }
    for (word, spelling) in [
      ("notregistered", "NotRegistered"), ("REGISTERING", "Registering"), ("registered", "Registered"),
      ("Suspended", "Suspended"),
    ] {
      try await harness.run { path in
        path.hasSuffix("/registrationstatus") ? .json(200, #"{"status":"\#(word)"}"#) : nil
      }
      #expect(try status() == spelling)
    }
    for response in [
      TransportResponse.json(403, ""), .json(404, ""),
      .json(200, #"{"subscriptionId":"another","status":"Registered"}"#),
    ] {
      let report = try await harness.run { $0.hasSuffix("/registrationstatus") ? response : nil }
      #expect(report.state == .partial)
      #expect(try status() == "Suspended")
    }
    let own = try await harness.run { $0.hasSuffix("/registrationstatus") ? Self.gone : nil }
    #expect(own.state == .complete)
  }
}
