import CatalogModel
import CatalogQuery
import CatalogStore
import CatalogSync
import CatalogTestSupport
import Foundation
import GRDB
import PartnerCenter
import PartnerCenterEmulator
import Synchronization
import Testing

/// A customer who went to another partner stays known, as one who did.
@Suite("Customers who left, and those who sign by themselves") struct CustomerRelationshipTests {
  private let hour = CustomerHarness.hour

  @Test("403 with 20002 by id ends the relationship: the customer stays with what is known, and is asked no more")
  func refused() async throws {
    let harness = try CustomerHarness(customers: 5)
    try await harness.run()
    harness.emulator.endRelationship(withCustomers: [1, 3])
    let report = try await harness.run(after: hour)
    #expect((report.state, report.ended, report.removed, report.read) == (.complete, 2, 0, 5))
    let id = try harness.customer(1).id
    #expect(harness.asked.withLock { $0 }.count { $0.contains(id.rawValue) } == 1)
    let left = try harness.customer(1)
    #expect(left.relationshipEndedAt == CustomerHarness.start.addingTimeInterval(TimeInterval(hour)))
    #expect(left.market == "US" && left.qualifications?.isEmpty == false && left.subscriptions != nil)
    #expect(try harness.customer(0).relationshipEndedAt == nil)
    // When it ended is when it was first said; a new relationship takes it back.
    try await harness.run(after: 9 * hour)
    #expect(try harness.customer(1).relationshipEndedAt == left.relationshipEndedAt)
    harness.emulator.restoreCustomers()
    #expect(try await harness.run(after: 10 * hour).ended == 0)
    #expect(try harness.customer(1).relationshipEndedAt == nil)
  }

  @Test("One who left and is in the list no more is kept, and told as one who left", arguments: [false, true])
  func unlisted(isFirst: Bool) async throws {
    let harness = try CustomerHarness(customers: 5)
    try await harness.run()
    let id = try harness.customer(1).id
    let left = harness.leavingOut([id])
    let body = isFirst ? "" : #"{"id":"\#(id)","relationshipToPartner":"None"}"#
    for time in [1, 30] {
      let report = try await harness.run(after: time * hour) { path in
        path.hasPrefix("/customers/\(id)")
          ? isFirst || path != "/customers/\(id)"
            ? .json(403, #"{"code":20002,"description":"No relationship."}"#) : .json(200, body) : left(path)
      }
      #expect((report.state, report.removed) == (.complete, 0))
      let customer = try harness.customer(1)
      #expect(customer.relationshipEndedAt == CustomerHarness.start.addingTimeInterval(TimeInterval(hour)))
      #expect(customer.market == "US")
    }
  }

  @Test(
    "Words of the relationship: none ends it in any case, others do not, and silence changes nothing",
    arguments: [
      ("none", true), ("None", true), ("NONE", true), ("reseller", false), ("advisor", false), ("syndication", false),
      ("microsoft_support", false),
    ])
  func words(word: String, hasEnded: Bool) async throws {
    let harness = try CustomerHarness(customers: 1)
    let id = try await harness.firstID()
    @Sendable func response(_ relationship: String) -> TransportResponse {
      .json(
        200,
        #"{"id":"\#(id)"\#(relationship),"billingProfile":{"defaultAddress":{"country":"US"}}}"#)
    }
    try await harness.run { $0 == "/customers/\(id)" ? response(#","relationshipToPartner":"\#(word)""#) : nil }
    #expect(try (harness.customer(0).relationshipEndedAt != nil) == hasEnded)
    #expect(try harness.customer(0).relationship == word)
    let silent = harness.silentList()
    try await harness.run(after: hour) { $0 == "/customers/\(id)" ? response("") : silent($0) }
    #expect(try (harness.customer(0).relationshipEndedAt != nil) == hasEnded)
  }

  @Test("20002 of one part ends nothing where the customer's own answer says reseller")
  func onePart() async throws {
    let harness = try CustomerHarness(customers: 3)
    let report = try await harness.run { path in
      path.hasSuffix("/subscriptions") ? .json(403, #"{"code":20002,"description":"No relationship."}"#) : nil
    }
    #expect((report.state, report.ended, report.failed) == (.partial, 0, 3))
    #expect(try harness.customers().allSatisfy { $0.relationshipEndedAt == nil })
  }

  @Test("Direct signing is asked about where no agreement and nothing held shows it, and not again once it is known")
  func directSigned() async throws {
    let harness = try CustomerHarness(customers: 18)
    try await harness.run()
    let asked = Set(harness.asked.withLock { $0.filter { $0.contains("/directsigned") } })
    let expected = try harness.customers().filter { $0.agreements?.contains("MicrosoftCustomerAgreement") == false }
    #expect(!expected.isEmpty)
    #expect(asked == Set(expected.map { "/customers/\($0.id)/directsignedmicrosoftcustomeragreementstatus" }))
    #expect(try harness.customers().contains { $0.isDirectSigned == true })
    #expect(try harness.customer(2).isDirectSigned == false)
    try await harness.run(after: hour)
    let signed = try harness.customers().filter { $0.isDirectSigned == true }.map(\.id.rawValue)
    #expect(
      !harness.asked.withLock { $0 }.contains { path in
        path.contains("/directsigned") && signed.contains { path.contains($0) }
      })
  }

  @Test("Domains, terms and dates are kept, and found by")
  func kept() async throws {
    let harness = try CustomerHarness(customers: 2)
    let id = try await harness.firstID()
    try await harness.run { path in
      switch path {
      case "/customers/\(id)":
        .json(
          200,
          #"""
          {"id":"\#(id.rawValue.uppercased())","companyProfile":{"companyName":"Contoso","domain":"Contoso.onmicrosoft.com"},
          "customDomains":["Contoso-Shop.com","kaffee-müller.de","contoso.onmicrosoft.com"],"domain":"brand.example",
          "verifiedDomains":[{"name":"verified.example","isVerified":true},{"name":"no.example","isVerified":false}]}
          """#)
      case "/customers/\(id)/subscriptions":
        .json(
          200,
          #"""
          {"items":[{"id":"AAAAAAAA-1111-4111-8111-00000000000A","offerId":null,"status":"active","quantity":5,
          "creationDate":"2021-10-15T21:28:19.3058617Z","effectiveStartDate":"2021-10-15T21:28:18Z",
          "commitmentEndDate":"2024-10-14T00:00:00Z","cancellationAllowedUntilDate":"2021-11-14T23:59:00Z",
          "billingCycleEndDate":"2022-10-14T00:00:00Z","autoRenewEnabled":true,"billingCycle":"triennial",
          "termDuration":"P3Y","renewalTermDuration":"","links":{"sku":{"uri":"/products/CFQ7/skus/0003?country=US"}}}]}
          """#)
      default: nil
      }
    }
    for text in [
      "contoso-shop.com", "KAFFEE-MÜLLER.DE", "brand.example", "anna@Verified.example", id.rawValue.uppercased(),
    ] {
      #expect(try harness.catalog().customer(named: text).id == id)
    }
    let customer = try harness.catalog().customer(named: id.rawValue)
    #expect(
      customer.domains == [
        "contoso.onmicrosoft.com", "brand.example", "contoso-shop.com", "kaffee-müller.de", "verified.example",
      ])
    let held = try #require(customer.subscriptions?.first)
    #expect((held.id, held.offerID) == ("aaaaaaaa-1111-4111-8111-00000000000a", "CFQ7:0003"))
    #expect((held.commitment.termDuration, held.commitment.renewalTermDuration) == ("P3Y", nil))
    #expect((held.commitment.billingCycle, held.commitment.isAutoRenewed) == ("triennial", true))
    #expect(held.commitment.endsAt == "2024-10-14T00:00:00Z" && held.commitment.startsAt == "2021-10-15T21:28:18Z")
    let row = try harness.sync.read { db in
      try String.fetchOne(
        db,
        sql: """
          SELECT term_duration || ' ' || billing_cycle || ' ' || auto_renew_enabled || ' ' || commitment_end_date || ' '
            || effective_start_date || ' ' || cancellation_allowed_until_date || ' ' || billing_cycle_end_date
          FROM customer_subscriptions WHERE customer_id = ?
          """, arguments: [id.rawValue])
    }
    #expect(
      row
        == "P3Y triennial 1 2024-10-14T00:00:00Z 2021-10-15T21:28:18Z 2021-11-14T23:59:00Z 2022-10-14T00:00:00Z")
  }

  @Test("One customer whose id comes in two cases is one")
  func cases() async throws {
    let harness = try CustomerHarness(customers: 1)
    let id = try await harness.firstID()
    for spelling in [
      id.rawValue, id.rawValue.uppercased(), id.rawValue.prefix(9) + id.rawValue.dropFirst(9).uppercased(),
    ] {
      let report = try await harness.run { path in
        path.hasPrefix("/customers?")
          ? .json(
            200, #"{"items":[{"id":"\#(spelling)","companyProfile":{"companyName":"Contoso"}},{"id":"\#(id)"}]}"#) : nil
      }
      #expect(report.state == .complete)
      #expect(try harness.customers().map(\.id.rawValue) == [id.rawValue])
    }
  }
}

extension CustomerHarness {
  /// The id of the first customer.
  func firstID() async throws -> CustomerID {
    let other = try CustomerHarness(customers: 1)
    try await other.run()
    return try other.customer(0).id
  }

  /// The list as it is, without any word of the relationship.
  func silentList() -> Override {
    let items = ((try? customers()) ?? []).map { customer in
      #"{"id":"\#(customer.id)","companyProfile":{"companyName":"\#(customer.name)","domain":"\#(customer.domain)"}}"#
    }
    return { path in
      path.hasPrefix("/customers?") ? .json(200, #"{"items":[\#(items.joined(separator: ","))]}"#) : nil
    }
  }
}
