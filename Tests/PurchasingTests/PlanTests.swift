import CatalogModel
import Foundation
import Testing

@testable import Purchasing

@Suite("A plan")
struct PlanTests {
  private func written(_ desk: Desk) throws -> (plan: OrderPlan, path: String) {
    let plan = desk.plan([desk.line(checks: [PurchaseCheck(.idLive, .passed, "Es ist da: ü", at: desk.clock.now)])])
    let path = desk.folder.appendingPathComponent("plan.json").path
    try plan.write(to: path)
    return (plan, path)
  }

  @Test("What is written is read again, by its owner alone")
  func roundTrip() throws {
    let desk = try Desk()
    let (plan, path) = try written(desk)
    #expect(try OrderPlan.read(path) == plan)
    #expect(plan.digest.count == 64)
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test("Every beginning of a plan is refused as incomplete, none is taken for a plan")
  func cut() throws {
    let desk = try Desk()
    let (_, path) = try written(desk)
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    for count in stride(from: 1, to: whole.count - 1, by: 7) {
      #expect(throws: PlanError.cut(path: "p")) { try OrderPlan.read(whole.prefix(count), path: "p") }
    }
  }

  @Test(
    "A changed quantity, customer, ceiling, expiry or digest is refused",
    arguments: [
      (#""quantity" : 1"#, #""quantity" : 10"#), ("Contoso", "Fabrikam"), ("1000.00", "9000.00"),
      (#""digest" : ""#, #""digest" : "0"#), (#""passed""#, #""accepted""#), ("monthly", "annual"),
    ])
  func altered(old: String, new: String) throws {
    let desk = try Desk()
    let (_, path) = try written(desk)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains(old))
    #expect(throws: PlanError.altered(path: "p")) {
      try OrderPlan.read(Data(text.replacing(old, with: new).utf8), path: "p")
    }
  }

  @Test("Other files, and plans of a newer version, are named as such")
  func foreign() throws {
    for text in ["", "hello", "[]", "{}", "null", #"{"planVersion":"1"}"#, #"{"planVersion":0}"#, #"{"items":[]}"#] {
      #expect(throws: PlanError.foreign(path: "p")) { try OrderPlan.read(Data(text.utf8), path: "p") }
    }
    #expect(throws: PlanError.newer(path: "p", version: 2, known: 1)) {
      try OrderPlan.read(Data(#"{"planVersion":2,"anything":true}"#.utf8), path: "p")
    }
    #expect(throws: PlanError.missing(path: "/nowhere/plan")) { try OrderPlan.read("/nowhere/plan") }
    #expect(throws: PlanError.unreadable(path: "/tmp", reason: "it is not a regular file")) {
      try OrderPlan.read("/tmp")
    }
  }

  @Test("A plan is valid at one service, for one tenant, until it expires")
  func validity() throws {
    let desk = try Desk()
    let plan = desk.plan()
    try plan.check(for: Desk.place, now: desk.clock.now)
    let elsewhere = OrderPlan.Service(apiURL: "https://api.partnercenter.microsoft.com", tenant: "t")
    #expect(throws: PlanError.other(setting: "service", holds: Desk.place.apiURL, asked: elsewhere.apiURL)) {
      try plan.check(for: elsewhere, now: desk.clock.now)
    }
    #expect(throws: PlanError.other(setting: "tenant", holds: "t", asked: "u")) {
      try plan.check(for: .init(apiURL: Desk.place.apiURL, tenant: "u"), now: desk.clock.now)
    }
    #expect(throws: PlanError.expired(at: plan.expiresAt)) { try plan.check(for: Desk.place, now: plan.expiresAt) }
    #expect(throws: PlanError.ahead(createdAt: plan.createdAt)) {
      try plan.check(for: Desk.place, now: plan.createdAt.addingTimeInterval(-3600))
    }
    #expect(plan.expiresAt.timeIntervalSince(plan.createdAt) == 3600)
  }

  @Test("The longest lifetime is a day, also for a plan that claims more with a digest that fits")
  func lifetime() throws {
    let desk = try Desk()
    var plan = OrderPlan(
      planID: "p", createdAt: desk.clock.now, lifetime: 1_000_000, service: Desk.place, customer: Desk.customer,
      lines: [desk.line()])
    #expect(plan.expiresAt.timeIntervalSince(plan.createdAt) == 86_400)
    plan.expiresAt += 1
    plan.digest = plan.computedDigest
    #expect(throws: PlanError.altered(path: "p")) { try OrderPlan.read(CanonicalJSON.encode(plan), path: "p") }
  }

  @Test("A trial and a savings plan have a key more, whose change is seen")
  func kinds() throws {
    let desk = try Desk()
    var line = desk.line()
    (line.renewsTo, line.commitment) = ("P1Y", Money(try #require(Decimal(string: "0.05")), "usd"))
    let bytes = try CanonicalJSON.encode(desk.plan([line]))
    let plan = try OrderPlan.read(bytes, path: "p")
    #expect(plan.lines == [line])
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains(#""commitment":{"amount":"0.05","currency":"USD"}"#) && text.contains(#""renewsTo":"P1Y""#))
    for (old, new) in [("0.05", "0.50"), (#""renewsTo":"P1Y""#, #""renewsTo":"P3Y""#)] {
      #expect(throws: PlanError.altered(path: "p")) {
        try OrderPlan.read(Data(text.replacing(old, with: new).utf8), path: "p")
      }
    }
  }

  @Test("A cart line of another hourly amount or with another term behind the trial is not the planned one")
  func cartLine() throws {
    let desk = try Desk()
    var planned = desk.line()
    (planned.renewsTo, planned.commitment) = ("P1Y", Money(5, "USD"))
    func holds(_ renewsTo: String?, _ commitment: Money?) -> Bool {
      ServiceCart.Line(
        catalogItemID: Desk.item, quantity: 1, renewsTo: renewsTo, commitment: commitment
      ).holds(planned)
    }
    #expect(holds("p1y", Money(5, "USD")) && holds(nil, nil) && holds("P1Y", Money(5, "")))
    #expect(!holds("P3Y", Money(5, "USD")) && !holds("P1Y", Money(6, "USD")) && !holds("P1Y", Money(5, "EUR")))
  }

  @Test("JSON has every key of the contract, null where there is nothing, and amounts as strings")
  func keys() throws {
    let desk = try Desk()
    let object = try #require(
      try JSONSerialization.jsonObject(with: CanonicalJSON.encode(desk.plan(ceiling: nil))) as? [String: Any])
    #expect(
      Set(object.keys) == [
        "planVersion", "planId", "digest", "createdAt", "expiresAt", "service", "customer", "lines", "maxTotal", "cart",
        "reseller",
      ])
    #expect(object["maxTotal"] is NSNull)
    let line = try #require((object["lines"] as? [[String: Any]])?.first)
    #expect(
      Set(line.keys) == [
        "catalogItemId", "title", "quantity", "termDuration", "billingCycle", "promotionId", "customTermEndDate",
        "provisioningContext", "attestation", "checks", "price",
      ])
  }
}
