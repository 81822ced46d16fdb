import CatalogModel
import Foundation
import Synchronization

@testable import Purchasing

/// A journal in a folder of its own, a scripted service, and plans for them.
final class Desk: Sendable {
  static let item: CatalogItemID = "CFQ7TTC0LFLX:0001:CFQ7TTC86D60"
  static let other: CatalogItemID = "CFQ7TTC0LH18:0001:CFQ7TTC0K971"
  static let place = OrderPlan.Service(apiURL: "http://127.0.0.1:1", tenant: "t")
  static let customer = OrderPlan.Customer(id: "c-1", name: "Contoso", market: "US")

  let folder: URL
  let clock = TestClock()
  let service: ScriptedService
  private let count = Mutex(0)

  init(_ change: (inout ScriptedService.State) -> Void = { _ in }) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("purchasing-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    service = ScriptedService(clock) { state in
      state.availabilities = [Self.item, Self.other].map {
        LiveAvailability(
          catalogItemID: $0, terms: [Term(duration: "P1Y", billingCycle: "Monthly", description: "")],
          quantities: 1...300)
      }
      change(&state)
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var path: String { folder.appendingPathComponent("orders.sqlite").path }

  func identifier() -> String {
    count.withLock { count in
      count += 1
      return "id-\(count)"
    }
  }

  func line(
    _ item: CatalogItemID = Desk.item, quantity: Int = 1, checks: [PurchaseCheck] = [], attestation: Bool = true,
    promotion: String? = nil
  ) -> PlannedLine {
    PlannedLine(
      catalogItemID: item, title: "Microsoft 365 E3", quantity: quantity, termDuration: "P1Y", billingCycle: "monthly",
      promotionID: promotion, attestation: attestation, checks: checks)
  }

  func plan(_ lines: [PlannedLine]? = nil, ceiling: Money? = Money(1000, "USD"), cart: OrderPlan.Cart? = nil)
    -> OrderPlan
  {
    OrderPlan(
      planID: "plan-\(identifier())", createdAt: clock.now, service: Self.place, customer: Self.customer,
      lines: lines ?? [line()], maxTotal: ceiling, cart: cart)
  }

  /// Opens the journal while the body runs.
  func purchasing<Value>(_ body: (Purchaser, PurchaseJournal) async throws -> Value) async throws -> Value {
    let journal = try PurchaseJournal(path: path)
    let purchaser = Purchaser(
      journal: journal, service: service, now: { [clock] in clock.now },
      identifier: { [self] in identifier() }, pause: { [clock] in clock.pass(TimeInterval($0.components.seconds)) })
    return try await body(purchaser, journal)
  }

  /// Submits a plan by its digest.
  @discardableResult
  func submit(_ plan: OrderPlan? = nil) async throws -> Purchase {
    let plan = plan ?? self.plan()
    return try await purchasing { purchaser, _ in
      try await purchaser.submit(plan, at: Self.place, confirmation: .digest(plan.shortDigest))
    }
  }

  @discardableResult
  func resume() async throws -> [Purchase] {
    try await purchasing { purchaser, _ in try await purchaser.resume(at: Self.place) }
  }
}
