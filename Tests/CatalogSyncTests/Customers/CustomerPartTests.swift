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

/// What cannot be read of a customer leaves the rest of it, and everybody else.
@Suite("Parts of customers") struct CustomerPartTests {
  private let hour = CustomerHarness.hour
  /// A part of one customer, and a way of refusing it.
  private static let refusals = parts.flatMap { part in
    Refusal.all.filter { part != parts.last || !$0.isSilent }.map { (part, $0) }
  }
  private static let parts = [
    "", "/qualifications", "/agreements?agreementtype=%2a", "/subscriptions",
    "/directsignedmicrosoftcustomeragreementstatus",
  ]

  @Test(
    "One part of one customer, however it is refused, is unknown: the rest is read, and the run names it",
    arguments: refusals)
  func onePart(part: String, refusal: Refusal) async throws {
    let harness = try CustomerHarness(customers: 5)
    // The third has accepted no agreement, so that everything is asked of it.
    let whole = try CustomerHarness(customers: 5)
    try await whole.run()
    let id = try whole.customer(2).id
    let path = "/customers/\(id)\(part)"
    let report = try await harness.run { $0 == path ? refusal.response() : nil }
    #expect((report.state, report.customers, report.read, report.failed) == (.partial, 5, 4, 1))
    #expect(report.stop == nil)
    let failure = try #require(report.firstFailure)
    #expect(failure.part == "customer \(id)")
    #expect(failure.reason.lowercased().hasPrefix("\(path) failed"))
    if refusal.status != 200 { #expect(failure.reason.contains("answered \(refusal.status)")) }
    if refusal.status != 200 { #expect(failure.reason.contains("(MS-RequestId request-7)")) }
    let others = try whole.contents().filter { !$0.hasPrefix(id.rawValue) }
    #expect(try harness.contents().filter { !$0.hasPrefix(id.rawValue) } == others)
    let found = try harness.customer(2)
    #expect(found.name == (try whole.customer(2).name))
    switch part {
    case "": #expect(found.market == nil && found.unread == ["profile"])
    case "/qualifications": #expect(found.qualifications == nil && found.unread == ["qualifications"])
    case "/subscriptions": #expect(found.subscriptions == nil && found.unread == ["subscriptions"])
    case "/directsignedmicrosoftcustomeragreementstatus":
      #expect(found.isDirectSigned == nil && found.unread == ["directSigned"])
    default: #expect(found.agreements == nil && found.unread == ["agreements"])
    }
    // The next run asks again, for this one alone, and ends whole.
    let next = try await harness.run(CustomerSyncOptions(), after: 60)
    #expect((next.state, next.read) == (.complete, 1))
    #expect(try harness.contents() == whole.contents())
  }

  @Test("What was known of a part stays known while it is refused", arguments: parts, [0, 3, 8])
  func knownStays(part: String, kind: Int) async throws {
    let harness = try CustomerHarness(customers: 5)
    try await harness.run()
    let before = try harness.contents()
    let refusal = Refusal.all[kind]
    for day in 1...3 {
      let report = try await harness.run(after: day * 24 * hour) { path in
        path.hasPrefix("/customers/") && path.dropFirst("/customers/".count).drop(while: { $0 != "/" }) == part
          ? refusal.response() : nil
      }
      #expect(report.state == .partial && report.failed > 0)
      #expect(try harness.contents() == before)
    }
  }

  @Test("A customer of whom everything is refused is kept by its line in the list")
  func everything() async throws {
    let harness = try CustomerHarness(customers: 3)
    let report = try await harness.run { $0.hasPrefix("/customers/") ? .json(403, "") : nil }
    #expect((report.state, report.read, report.failed, report.stop == nil) == (.partial, 0, 3, true))
    let found = try harness.customer(0)
    #expect(found.domain == "contoso.onmicrosoft.com")
    #expect(found.unknown == ["market", "qualifications", "agreements", "subscriptions"])
    #expect(found.relationshipEndedAt == nil)
  }

  @Test("What an application alone may not read is unknown and no fault, and is asked for once")
  func applicationAlone() async throws {
    let harness = try CustomerHarness(customers: 9)
    let report = try await harness.run(asUser: false)
    #expect((report.state, report.unknown.agreements) == (.complete, 9))
    let asked = harness.asked.withLock { $0 }
    #expect(asked.count { $0.contains("/agreements") } <= 2)
    #expect(asked.count { $0.contains("/directsigned") } <= 2)
    #expect(try harness.customers().allSatisfy { $0.isDirectSigned == nil && $0.unread.isEmpty })
  }

  @Test("Where there are no agreements, as in national clouds, nobody is asked for them")
  func nationalCloud() async throws {
    let harness = try CustomerHarness(customers: 3)
    let report = try await harness.run(CustomerSyncOptions(asksForAgreements: false))
    #expect((report.state, report.unknown.agreements) == (.complete, 3))
    #expect(!harness.asked.withLock { $0 }.contains { $0.contains("agreement") })
  }

  // MARK: - Shapes of lists

  @Test(
    "Qualifications come in a bare array, in a wrapper of their own, in items, or as one object",
    arguments: [
      #"[{"qualification":"Education","vettingStatus":"Approved"}]"#,
      #"{"qualifications":[{"qualification":"Education","vettingStatus":"Approved"}]}"#,
      #"{"Qualifications":[{"Qualification":"Education","VettingStatus":"Approved"}]}"#,
      #"{"qualifications":{"qualification":"Education","vettingStatus":"Approved"}}"#,
      #"{"items":[{"qualification":"Education","vettingStatus":"Approved"}]}"#,
      #"{"totalCount":1,"qualifications":[{"qualification":"Education","vettingStatus":"Approved"}],"links":{}}"#,
      #"{"qualification":"Education","vettingStatus":"Approved"}"#,
    ])
  func qualificationShapes(body: String) async throws {
    let harness = try CustomerHarness(customers: 1)
    let report = try await harness.run { $0.hasSuffix("/qualifications") ? .json(200, body) : nil }
    #expect(report.state == .complete)
    #expect(
      try harness.customer(0).qualifications == [Qualification(name: "Education", vettingStatus: "Approved")])
  }

  @Test(
    "Qualifications that cannot all be read are unknown, not none",
    arguments: [
      #"{"qualifications":"Education"}"#, #"{"qualifications":null}"#, #"{"qualifications":[{"name":"Education"}]}"#,
      #"[{"qualification":"Education"},{"vettingStatus":"Approved"}]"#, #""Education""#, "{}", "",
    ])
  func unreadableQualifications(body: String) async throws {
    let harness = try CustomerHarness(customers: 2)
    let report = try await harness.run { $0.hasSuffix("/qualifications") ? .json(200, body) : nil }
    #expect((report.state, report.failed, report.unknown.qualifications) == (.partial, 2, 2))
    #expect(try harness.customers().allSatisfy { $0.qualifications == nil && $0.market != nil })
  }

  // MARK: - Lists that come empty

  @Test("Qualifications and agreements that vanish are believed when runs six hours apart find the same")
  func emptied() async throws {
    let harness = try CustomerHarness(customers: 9)
    try await harness.run()
    let before = try harness.contents()
    let empty: CustomerHarness.Override = { path in
      path.hasSuffix("/qualifications")
        ? .json(200, "[]")
        : path.contains("/agreements") ? .json(200, #"{"totalCount":0,"items":[]}"#) : nil
    }
    for time in [10, 12, 15] {
      let report = try await harness.run(after: time * hour, override: empty)
      #expect(report.state == .partial)
      #expect(report.firstFailure?.reason.contains("came empty and held") == true)
      #expect(try harness.contents() == before)
    }
    // Seen whole in between, it is another absence.
    #expect(try await harness.run(after: 15 * hour + 60).state == .complete)
    #expect(try await harness.run(after: 17 * hour, override: empty).state == .partial)
    #expect(try harness.contents() == before)
    #expect(try await harness.run(after: 23 * hour, override: empty).state == .complete)
    #expect(try harness.customers().allSatisfy { $0.qualifications == [] && $0.agreements == [] })
  }

  @Test("A refusal between two empty answers neither counts as one nor starts the hours again")
  func emptyAndRefused() async throws {
    let harness = try CustomerHarness(customers: 2)
    try await harness.run()
    for (time, response) in [
      (10, TransportResponse.json(200, "[]")), (13, .json(403, "")), (16, .json(200, "[]")),
    ] {
      try await harness.run(after: time * hour) { $0.hasSuffix("/qualifications") ? response : nil }
      #expect(try harness.customer(1).qualifications?.isEmpty == (time == 16))
    }
  }

  @Test("None that is said is believed at once, and a list that never held anything may be empty")
  func saidNone() async throws {
    let harness = try CustomerHarness(customers: 2)
    try await harness.run()
    #expect(try harness.customer(1).qualifications?.isEmpty == false)
    let report = try await harness.run(after: hour) { path in
      path.hasSuffix("/qualifications") ? .json(200, #"[{"qualification":"None"}]"#) : nil
    }
    #expect(report.state == .complete)
    #expect(try harness.customer(1).qualifications == [Qualification(name: "None", vettingStatus: nil)])
    #expect(
      try await harness.run(after: 2 * hour) { $0.hasSuffix("/qualifications") ? .json(200, "[]") : nil }.state
        == .complete)
  }

  // MARK: - Answers about others

  @Test("An answer that names another customer is no answer; the same id in another case is the same")
  func anotherCustomer() async throws {
    let harness = try CustomerHarness(customers: 2)
    try await harness.run()
    let other = try harness.customer(1).id
    let mixed = try CustomerHarness(customers: 2)
    let body =
      #"{"id":"\#(other)","companyProfile":{"companyName":"Mixed up"},"billingProfile":{"defaultAddress":{"country":"DE"}}}"#
    let mine = try harness.customer(0).id
    let report = try await mixed.run { $0 == "/customers/\(mine)" ? .json(200, body) : nil }
    #expect((report.state, report.failed) == (.partial, 1))
    #expect(try mixed.customer(0).market == nil)
    #expect(try !mixed.customers().contains { $0.name == "Mixed up" })
    let upper = body.replacing(other.rawValue, with: mine.rawValue.uppercased())
    #expect(try await mixed.run(after: 60) { $0 == "/customers/\(mine)" ? .json(200, upper) : nil }.state == .complete)
    #expect(try mixed.catalog().customer(named: "Mixed up").market == "DE")
    #expect(try mixed.customers().count == 2)
  }
}
