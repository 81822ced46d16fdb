import CatalogModel
import CatalogQuery
import CatalogVerification
import PartnerCenter
import PartnerCenterEmulator
import Synchronization
import Testing

@Suite struct RegistrationTests {
  /// A subscription of a customer that is not registered from the start.
  private func unregistered(_ harness: VerificationHarness) throws -> (CustomerRecord, SubscriptionRecord) {
    for customer in try harness.catalog().customers() {
      let whole = try harness.catalog().customer(named: customer.id.rawValue)
      if let held = whole.subscriptions?.first(where: { $0.registration == "NotRegistered" }) { return (whole, held) }
    }
    throw NothingToRegister()
  }

  private struct NothingToRegister: Error {}

  @Test("Asking changes nothing; registering is sent once, waited for, and recorded where verdicts find it")
  func register() async throws {
    let harness = try await VerificationHarness()
    let (customer, held) = try unregistered(harness)
    let pauses = Mutex<[Duration]>([])
    let desk = SubscriptionRegistrar(
      store: harness.store, client: harness.client(), now: { VerificationHarness.start },
      pause: { pause in pauses.withLock { $0.append(pause) } })
    let item = "DZH318Z0BQ3V:0001"
    func step() throws -> PurchaseStep? {
      try harness.catalog().purchasableItems(for: customer.id.rawValue, matching: item).items
        .first { $0.reservationScope == nil }?.steps.first { $0.code == .azureSubscriptionRegistration }
    }
    #expect(
      try step()?.message == "Register the customer's Azure subscription for reservations first: \(held.id).")
    #expect(try await desk.status(of: held.id, customer: customer.id) == "NotRegistered")
    #expect(!harness.emulator.served.contains { $0.method == "POST" && $0.path.hasSuffix("registrations") })
    #expect(try await desk.register(held.id, customer: customer.id) == "Registered")
    #expect(harness.emulator.served.count { $0.method == "POST" && $0.path.hasSuffix("registrations") } == 1)
    #expect(pauses.withLock { $0 } == [.seconds(2)])
    #expect(try step() == nil)
    let whole = try harness.catalog().customer(named: customer.id.rawValue)
    #expect(whole.subscriptions?.first { $0.id == held.id }?.registration == "Registered")
  }

  @Test("A customer without a relationship is no subscription that is not there: the refusal is thrown as it came")
  func refused() async throws {
    let harness = try await VerificationHarness()
    let (customer, held) = try unregistered(harness)
    for (text, method) in [("/registrationstatus", "status"), ("/registrations", "register")] {
      let closed = harness.transport(
        answering: text, 403, #"{"code":20002,"description":"The partner does not manage this customer."}"#)
      let desk = SubscriptionRegistrar(store: harness.store, client: harness.client(transport: closed), pause: { _ in })
      let refused = try await #require(throws: PermissionDenied.self, "\(method)") {
        method == "status"
          ? try await desk.status(of: held.id, customer: customer.id)
          : try await desk.register(held.id, customer: customer.id)
      }
      #expect(refused.path.contains("\(held.id)\(text)"))
      #expect((refused.serviceError.code, refused.serviceError.requestID) == ("20002", "r-1"))
    }
    let gone = harness.client(
      transport: harness.transport(
        answering: "/registrationstatus", 404, #"{"code":20003,"description":"The subscription was not found."}"#))
    #expect(
      try await SubscriptionRegistrar(store: harness.store, client: gone).status(of: held.id, customer: customer.id)
        == nil)
  }

  @Test("Patience ends: what is not done by then is said as it is")
  func patience() async throws {
    let harness = try await VerificationHarness()
    let (customer, held) = try unregistered(harness)
    let desk = SubscriptionRegistrar(store: harness.store, client: harness.client(), pause: { _ in })
    #expect(try await desk.register(held.id, customer: customer.id, patience: .zero) == "Registering")
  }

  private func posts(_ harness: VerificationHarness) -> Int {
    harness.emulator.served.count { $0.method == "POST" && $0.path.hasSuffix("registrations") }
  }

  @Test(
    "A registration without a response, or with a 5xx, is sent once and its outcome is unknown; the status settles it",
    arguments: [
      ("lost:at=1", "Registering"), ("drop:at=1", "NotRegistered"), ("error:status=503,at=1", "NotRegistered"),
    ])
  func unknown(fault: String, truth: String) async throws {
    let harness = try await VerificationHarness()
    let (customer, held) = try unregistered(harness)
    let registrar = SubscriptionRegistrar(store: harness.store, client: harness.client(), pause: { _ in })
    harness.emulator.setFaults(try FaultScript(parsing: fault))
    let failure = await #expect(throws: RequestError.self) {
      try await registrar.register(held.id, customer: customer.id)
    }
    guard case .outcomeUnknown(let unknown) = failure?.cause else {
      return #expect(Bool(false), "\(failure as Any)")
    }
    #expect(!unknown.requestID.isEmpty && !unknown.correlationID.isEmpty)
    #expect(posts(harness) == 1)
    let stored = try harness.catalog().customer(named: customer.id.rawValue).subscriptions
    #expect(stored?.first { $0.id == held.id }?.registration == "NotRegistered", "nothing is written on a guess")
    #expect(try await registrar.status(of: held.id, customer: customer.id) == truth)
    #expect(posts(harness) == 1)
  }

  @Test("A registration that is throttled is sent again until it is begun")
  func throttled() async throws {
    let harness = try await VerificationHarness()
    let (customer, held) = try unregistered(harness)
    let registrar = SubscriptionRegistrar(store: harness.store, client: harness.client(), pause: { _ in })
    harness.emulator.setFaults(try FaultScript(parsing: "throttle:first=2,retryAfter=0"))
    #expect(try await registrar.register(held.id, customer: customer.id) == "Registered")
    #expect(posts(harness) == 3)
  }

  @Test("The status of another subscription is not taken for the one that was asked for")
  func another() async throws {
    let harness = try await VerificationHarness()
    let (customer, held) = try unregistered(harness)
    let mixedUp = harness.transport(
      answering: "/registrationstatus", 200,
      #"{"subscriptionId":"6e1d4a39-9d0d-4d0f-8a4e-6a3f2b1c0d9e","status":"Registered"}"#)
    let registrar = SubscriptionRegistrar(
      store: harness.store, client: harness.client(transport: mixedUp), pause: { _ in })
    let failure = await #expect(throws: RequestError.self) {
      try await registrar.status(of: held.id, customer: customer.id)
    }
    #expect(failure?.description.contains("it is of another thing than was asked for") == true)
    let stored = try harness.catalog().customer(named: customer.id.rawValue).subscriptions
    #expect(stored?.first { $0.id == held.id }?.registration == "NotRegistered")
  }
}
