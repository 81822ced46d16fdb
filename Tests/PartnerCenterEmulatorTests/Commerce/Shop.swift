import CatalogModel
import CatalogTestSupport
import Foundation
import PartnerCenter
import PartnerCenterCommerce
import Synchronization
import Testing

@testable import PartnerCenterEmulator

/// A customer's side of purchases at an emulator: carts, checkouts and a clock.
struct Shop: Sendable {
  let emulator: Emulator
  let clock: TestClock
  let commerce: CommerceClient
  let customer: CustomerID
  let number: Int

  /// The kinds of item that Contoso, the first customer, can buy.
  enum Item: String, CaseIterable, Sendable {
    case licence, addOn, perpetual, softwareSubscription, reservation, marketplace, azurePlan
  }

  /// - Parameters:
  ///   - faults: in the form of the command line; empty for none.
  ///   - transport: of the emulator in process unless given.
  init(
    _ faults: String = "", customer number: Int = 0, isUser: Bool = true, seed: UInt64 = 3,
    emulator given: Emulator? = nil, clock: TestClock = TestClock(), transport: (any Transport)? = nil,
    api: String = "https://api.partnercenter.microsoft.com"
  ) throws {
    self.clock = clock
    let script = faults.isEmpty ? FaultScript() : try FaultScript(parsing: faults)
    emulator =
      given
      ?? .small(
        {
          $0.shape.seed = seed
          $0.faults = script
        }, clock: clock.clock)
    commerce = CommerceClient(
      client(
        of: transport ?? emulator.transport(), tokens: emulator.accessTokens(asUser: isUser),
        retry: RetryPolicy(attempts: 1), api: api))
    self.number = number
    customer = CustomerID(emulator.catalog.customer(number).id)
  }

  var catalog: EmulatorCatalog { emulator.catalog }
  var sample: SampleCustomer { catalog.customer(number) }
  var ledger: [LedgerEntry] { emulator.ledger }

  /// The catalog item as it is valid now.
  func itemID(_ product: String, _ sku: String) throws -> CatalogItemID {
    let sku = try #require(catalog.product(id: product)?.sku(id: sku))
    let availability = try #require(
      sku.availabilities(in: sample.market, scope: .legacy).first { $0.isPurchasable && $0.segment == .commercial })
    let id = emulator.state.withLock { $0.storefront.reissues.now(availability.generatedID) }
    return CatalogItemID("\(sku.product.id):\(sku.id):\(id)")
  }

  func line(_ item: Item, quantity: Int = 2) throws -> CartLineRequest {
    func line(_ slot: Int, _ cycle: BillingCycle, _ term: String?, quantity: Int = quantity) throws -> CartLineRequest {
      CartLineRequest(
        catalogItemID: try itemID(catalog.product(inSlot: slot).id, "0001"), quantity: quantity, billingCycle: cycle,
        termDuration: term)
    }
    switch item {
    case .licence: return try line(0, .monthly, "P1Y")
    case .addOn: return try line(5, .annual, "P1Y")
    case .perpetual: return try line(2, .oneTime, nil)
    case .softwareSubscription: return try line(6, .oneTime, "P1Y")
    case .marketplace: return try line(7, .monthly, "P1M")
    case .azurePlan: return try line(3, .oneTime, nil, quantity: 1)
    case .reservation:
      var reservation = try line(1, .oneTime, "P1Y")
      let subscription = try #require(sample.subscriptions.first { $0.kind == .legacyAzure })
      reservation.provisioningContext = ["scope": "shared", "subscriptionId": subscription.id, "duration": "1Year"]
      return reservation
    }
  }

  func makeCart(_ items: [Item] = [.licence], quantity: Int = 2) async throws -> Cart {
    try await cart(try items.map { try line($0, quantity: quantity) })
  }

  func cart(_ lines: [CartLineRequest]) async throws -> Cart {
    try await commerce.createCart(
      CartRequest(lineItems: lines, isPartnerOnRecordAttestationAccepted: true), for: customer
    ).value()
  }

  func read(_ cart: Cart) async throws -> Cart { try await commerce.cart(cart.id, of: customer).value() }

  func checkOut(_ cart: Cart, tracing: TracingIDs? = nil) async throws -> CheckoutResult {
    try await commerce.checkOut(cart.id, of: customer, tracing: tracing).value()
  }

  func orders(_ cycle: BillingCycle? = nil, systemPurchases: Bool = false) async throws -> [Order] {
    try await commerce.orders(of: customer, billingCycle: cycle, systemPurchases: systemPurchases).items()
  }

  /// The orders of carts, without those that the customer had before.
  func newOrders() async throws -> [Order] {
    let start = clock.start
    return try await orders().filter { $0.createdAt.map { $0 >= start } ?? false }
  }

  /// The end of a call in a word or two: `done`, `refused 400019`, `unknown`.
  static func ending<Value>(_ call: () async throws -> Value) async -> String {
    do {
      _ = try await call()
      return "done"
    } catch let error as NotFound {
      return "not found \(error.code)"
    } catch let error as PermissionDenied {
      return "denied \(error.serviceError.code ?? "-")"
    } catch let error as RequestError {
      switch error.cause {
      case .outcomeUnknown: return "unknown"
      case .refused(let refusal): return "refused \(refusal.code ?? "-")"
      default: return "\(error)"
      }
    } catch { return "\(error)" }
  }

  struct NotFound: Error { var code: String }
}

extension Emulator {
  var catalog: EmulatorCatalog { state.withLock { $0.catalog } }
}

extension TestClock {
  var start: Date { Date(timeIntervalSince1970: 1_800_000_000) }
}

extension Outcome {
  func value() throws -> Value {
    switch self {
    case .found(let value): return value
    case .notFound(let error), .forbidden(let error): throw Shop.NotFound(code: error.code ?? "-")
    }
  }
}

extension ListOutcome {
  func items() throws -> [Item] {
    switch self {
    case .read(let reading):
      #expect(reading.unreadable == 0)
      return reading.items
    case .unchanged: return []
    case .notFound(let error), .forbidden(let error): throw Shop.NotFound(code: error.code ?? "-")
    }
  }
}
