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

/// A customer is taken out only on the service's own word, and many at once only where runs hours apart say the same.
@Suite("Customers that vanish") struct CustomerAbsenceTests {
  private static let empty = TransportResponse.json(200, #"{"totalCount":0,"items":[]}"#)
  private static let unknownTenant = TransportResponse.json(
    404, #"{"code":60003,"description":"The tenant was not found."}"#)
  private let hour = CustomerHarness.hour

  private static func isList(_ path: String) -> Bool { path.hasPrefix("/customers?") }
  /// Whether a customer is asked for by id, and not for a part of it.
  private static func isByID(_ path: String) -> Bool {
    path.hasPrefix("/customers/") && path.split(separator: "/").count == 2
  }

  // MARK: - The list

  @Test(
    "A list that comes empty removes nobody: everyone answers by id; however often it comes",
    arguments: [1, 9, 40])
  func emptyList(customers: Int) async throws {
    let harness = try CustomerHarness(customers: customers)
    try await harness.run()
    let before = try harness.contents()
    for (time, body) in [
      (hour, #"{"totalCount":0,"items":[]}"#), (7 * hour, "[]"), (30 * hour, #"{"totalCount":0}"#),
      (60 * hour, #"{"items":[],"links":{}}"#),
    ] {
      let report = try await harness.run(after: time) { Self.isList($0) ? .json(200, body) : nil }
      #expect((report.state, report.removed) == (.partial, 0))
      #expect(report.firstFailure?.reason.contains("\(customers) customers that answer by id") == true)
      #expect(harness.asked.withLock { $0.count(where: Self.isByID) } == customers)
      #expect(try harness.contents() == before)
    }
    #expect(try await harness.run(after: 61 * hour).state == .complete)
  }

  @Test("A short list removes nobody, and alternating with a whole one changes nothing", arguments: [0.1, 0.5, 0.9])
  func shortList(share: Double) async throws {
    let harness = try CustomerHarness(customers: 30)
    try await harness.run()
    let before = try harness.contents()
    for day in 1...4 {
      if !day.isMultiple(of: 2) {
        harness.emulator.setFaults(try FaultScript(parsing: "short:path=/customers?,share=\(share)"))
      }
      let report = try await harness.run(after: day * 24 * hour)
      harness.emulator.setFaults([])
      #expect(report.removed == 0 && report.state == (day.isMultiple(of: 2) ? .complete : .partial))
      #expect(try harness.contents() == before)
    }
  }

  @Test("A list that is refused changes nothing and is the first failure; a 403 ends the run", arguments: Refusal.all)
  func refusedList(refusal: Refusal) async throws {
    let harness = try CustomerHarness(customers: 5)
    try await harness.run()
    let before = try harness.contents()
    let report = try await harness.run(after: hour) { Self.isList($0) ? refusal.response() : nil }
    #expect(report.state == (refusal.status == 403 ? .failed : .partial))
    if case .notPermitted? = report.stop {} else { #expect(refusal.status != 403) }
    #expect(report.firstFailure?.part == "the list of customers")
    #expect((report.read, report.removed) == (0, 0))
    #expect(try harness.contents() == before)
  }

  @Test("A later page that answers 404, with the service's own words or without, changes nothing")
  func laterPage() async throws {
    let harness = try CustomerHarness(customers: 5)
    try await harness.run()
    let before = try harness.contents()
    for body in [
      "", #"{"code":60003,"description":"The tenant was not found."}"#, #"{"code":1000,"description":"No"}"#,
    ] {
      let report = try await harness.run(after: hour) { path in
        guard Self.isList(path) else { return nil }
        return path.contains("page=2")
          ? .json(404, body)
          : .json(200, #"{"items":[{"id":"x"}],"links":{"next":{"uri":"/customers?size=500&page=2","method":"GET"}}}"#)
      }
      #expect((report.state, report.removed) == (.partial, 0))
      #expect(try harness.contents() == before)
    }
  }

  @Test("Elements that cannot be read make the list partial and remove nobody; whoever can be read is")
  func unreadableElements() async throws {
    let harness = try CustomerHarness(customers: 3)
    try await harness.run()
    let before = try harness.contents()
    let report = try await harness.run(after: hour) { path in
      Self.isList(path)
        ? .json(200, #"{"items":[{"companyProfile":{}},7,{"id":"newcomer","companyProfile":{"companyName":"New"}}]}"#)
        : path.hasPrefix("/customers/newcomer") ? .json(403, "") : nil
    }
    #expect((report.state, report.removed) == (.partial, 0))
    #expect(Set(try harness.contents()).isSuperset(of: before))
    #expect(try harness.catalog().customer(named: "newcomer").name == "New")
  }

  // MARK: - One customer

  @Test(
    "A customer that the list leaves out is removed by the service's own word",
    arguments: [60003, 1000, 2000])
  func ownWord(code: Int) async throws {
    let harness = try CustomerHarness(customers: 5)
    try await harness.run()
    let gone = try harness.customer(1)
    let left = harness.leavingOut([gone.id])
    let report = try await harness.run(after: hour) { path in
      path == "/customers/\(gone.id)" ? .json(404, #"{"code":\#(code),"description":"Not found"}"#) : left(path)
    }
    #expect((report.state, report.removed) == (.complete, 1))
    #expect(try !harness.customers().contains { $0.id == gone.id } && harness.customers().count == 4)
  }

  @Test("A customer that the list leaves out and whose id is refused stays as it was", arguments: Refusal.all)
  func refusedByID(refusal: Refusal) async throws {
    let harness = try CustomerHarness(customers: 5)
    try await harness.run()
    let before = try harness.contents()
    let gone = try harness.customer(1)
    let left = harness.leavingOut([gone.id])
    // However long it lasts.
    for time in [hour, 8 * hour, 80 * hour] {
      let report = try await harness.run(after: time) { path in
        path == "/customers/\(gone.id)" ? refusal.response() : left(path)
      }
      #expect((report.state, report.removed) == (.partial, 0))
      #expect(report.firstFailure?.part == "customer \(gone.id)")
      #expect(try harness.contents() == before)
    }
  }

  @Test("A listed customer whose id is said not to exist is kept: the list says otherwise")
  func contradiction() async throws {
    let harness = try CustomerHarness(customers: 4)
    try await harness.run()
    let before = try harness.contents()
    let report = try await harness.run(after: hour) { Self.isByID($0) ? Self.unknownTenant : nil }
    #expect((report.state, report.removed, report.failed) == (.partial, 0, 4))
    #expect(try harness.contents() == before)
  }

  // MARK: - The guard

  @Test("Forty of forty, each by the service's own word, are held back until runs six hours apart say the same")
  func heldBack() async throws {
    let harness = try CustomerHarness(customers: 40)
    try await harness.run()
    harness.emulator.removeCustomers(0..<40)
    for time in [0, 1, 3, 5] {
      let report = try await harness.run(after: (10 + time) * hour)
      #expect((report.state, report.removed, report.heldBack) == (.partial, 0, 40))
      #expect(report.firstFailure?.reason.contains("leaves out 40 customers, too many to remove at once") == true)
      #expect(try harness.customers().count == 40)
    }
    let report = try await harness.run(after: 16 * hour)
    #expect((report.state, report.removed, report.heldBack) == (.complete, 40, 0))
    #expect(try harness.customers().isEmpty)
  }

  @Test("Whoever answers in between is not the same absence: the hours count from its next one")
  func alternating() async throws {
    let harness = try CustomerHarness(customers: 30)
    try await harness.run()
    for round in 1...4 {
      harness.emulator.removeCustomers(0..<30)
      #expect(try await harness.run(after: round * 10 * hour).heldBack == 30)
      harness.emulator.restoreCustomers()
      #expect(try await harness.run(after: (round * 10 + 5) * hour).state == .complete)
    }
    #expect(try harness.customers().count == 30)
  }

  @Test("Some at once are removed at once, twenty or a tenth; the next ones count with them", arguments: [1, 20])
  func few(count: Int) async throws {
    let harness = try CustomerHarness(customers: 60)
    try await harness.run()
    harness.emulator.removeCustomers(0..<count)
    #expect(try await harness.run(after: hour).removed == count)
    // Twenty more within the hour are too many in all.
    harness.emulator.removeCustomers(30..<50)
    let report = try await harness.run(after: 2 * hour)
    #expect((report.removed, report.heldBack) == (0, 20))
    #expect(try await harness.run(after: 9 * hour).removed == 20)
    #expect(try harness.customers().count == 40 - count)
  }

  @Test("What was held back and cannot be asked about again still counts against the rest")
  func dripping() async throws {
    let harness = try CustomerHarness(customers: 40)
    try await harness.run()
    harness.emulator.removeCustomers(0..<40)
    #expect(try await harness.run(after: hour).heldBack == 40)
    let some = try Set((0..<30).map { try harness.customer($0).id.rawValue })
    let report = try await harness.run(after: 2 * hour) { path in
      Self.isByID(path) && some.contains(String(path.split(separator: "/")[1])) ? .json(503, "") : nil
    }
    #expect((report.removed, report.heldBack) == (0, 10))
    #expect(try harness.customers().count == 40)
  }

  @Test("The operator may allow so many at once, as a ceiling", arguments: [(39, 0), (40, 40), (1000, 40)])
  func accepted(allowed: Int, removed: Int) async throws {
    let harness = try CustomerHarness(customers: 40)
    try await harness.run()
    harness.emulator.removeCustomers(0..<40)
    let report = try await harness.run(CustomerSyncOptions(acceptedRemovals: allowed), after: hour)
    #expect(report.removed == removed)
  }

  @Test("A clock that was ahead does not hold back for longer, nor believe at once")
  func clockAhead() async throws {
    let harness = try CustomerHarness(customers: 30)
    try await harness.run()
    harness.emulator.removeCustomers(0..<30)
    #expect(try await harness.run(after: 1000 * hour).heldBack == 30)
    #expect(try await harness.run(after: hour).heldBack == 30)
    #expect(try await harness.run(after: 8 * hour).removed == 30)
  }
}

extension CustomerHarness {
  /// Leaves customers out of the list.
  func leavingOut(_ left: Set<CustomerID>) -> Override {
    let names = emulator.customerNames
    let listed = (try? customers()) ?? []
    let items = listed.filter { !left.contains($0.id) && names.contains($0.name) }.map { customer in
      #"{"id":"\#(customer.id)","companyProfile":{"companyName":"\#(customer.name)","domain":"\#(customer.domain)"},"relationshipToPartner":"reseller"}"#
    }
    return { path in
      path.hasPrefix("/customers?") ? .json(200, #"{"items":[\#(items.joined(separator: ","))]}"#) : nil
    }
  }
}
