import CatalogModel
import CatalogTestSupport
import Foundation
import PartnerCenter
import Testing

@testable import PartnerCenterCommerce

@Suite("The calls of a purchase")
struct CommerceCallTests {
  static let customer: CustomerID = "94cd6638-11b6-4323-8c9f-6ae3088adc59"
  static let cart: CartID = "b4c8fdea-cbe4-4d17-9576-13fcacbf9605"
  static let request: CartRequest = {
    var line = CartLineRequest(
      catalogItemID: "DZH318Z0BQ3Q:0001:DZH318Z0XXXX", quantity: 2, billingCycle: .oneTime, termDuration: "P1Y")
    line.provisioningContext = ["scope": "shared", "duration": "1Year"]
    line.purchaseCommitment = PurchaseCommitment(amount: ExactDecimal.parse("0.05") ?? 0, currency: "USD")
    line.customTermEndDate = instant(2027, 2, 19)
    line.promotionID = "39:8:3"
    line.participants = [Participant(key: "transaction_reseller", value: "5357564")]
    line.renewsToTermDuration = "P1Y"
    line.isAttestationAccepted = true
    line.friendlyName = "\"quoted\""
    return CartRequest(
      lineItems: [line, CartLineRequest(catalogItemID: "DG7:2:DT1M", quantity: 1, billingCycle: .noBilling)],
      isPartnerOnRecordAttestationAccepted: true)
  }()

  private static let base = "/customers/94cd6638-11b6-4323-8c9f-6ae3088adc59"

  @Test("Method, path and safety of every call", arguments: [0])
  func calls(_: Int) {
    let calls: [(Call, TransportRequest.Method, String, Call.Safety)] = [
      (.createCart(Self.request, for: Self.customer), .post, "/carts", .once),
      (.cart(Self.cart, of: Self.customer), .get, "/carts/\(Self.cart)", .read),
      (.replaceCart(Self.cart, with: Self.request, of: Self.customer), .put, "/carts/\(Self.cart)", .once),
      (.checkout(Self.cart, of: Self.customer), .post, "/carts/\(Self.cart)/checkout", .once),
      (.promotionEligibilities([], of: Self.customer), .post, "/promotionEligibilities", .read),
      (.order("o_1", of: Self.customer), .get, "/orders/o_1?include_price=true", .read),
      (.orders(of: Self.customer), .get, "/orders?include_price=true", .read),
      (
        .orders(of: Self.customer, billingType: "onetime", systemPurchases: true), .get,
        "/orders?billingType=onetime&include_price=true&include_system_purchases=true", .read
      ),
      (.provisioningStatus(of: "o", customer: Self.customer), .get, "/orders/o/provisioningstatus", .read),
      (
        .activationLinks(line: 3, of: "o", customer: Self.customer), .get, "/orders/o/lineitems/3/activationlinks",
        .read
      ),
      (
        .customTermEndDates(term: "P1Y", of: Self.customer), .get,
        "/subscriptions/customTermEndDates?term_duration=P1Y", .read
      ),
      (.subscriptions(of: "o", customer: Self.customer), .get, "/subscriptions?order_id=o", .read),
      (.entitlements(of: Self.customer), .get, "/entitlements?showExpiry=true", .read),
      (
        .entitlements(of: Self.customer, kind: .reservedInstance, showsExpiry: false), .get,
        "/entitlements?entitlementType=reservedInstance", .read
      ),
    ]
    for (call, method, path, safety) in calls {
      #expect(call.method == method && call.safety == safety && call.path == Self.base + path, "\(call.path)")
    }
    let audit = Call.auditRecords(of: "c", from: instant(2026, 11, 29, 23), to: instant(2026, 11, 30, 1))
    #expect(
      audit.path
        == "/auditrecords?startDate=2026-11-29&endDate=2026-11-30&size=500&filter=%7B%22Field%22%3A%22CustomerId%22%2C%22Operator%22%3A%22equals%22%2C%22Value%22%3A%22c%22%7D"
    )
  }

  @Test("A cart is asked for with what a request documents, and nothing that the service sets")
  func cartBody() throws {
    let body = try #require(Call.createCart(Self.request, for: Self.customer).body)
    #expect(
      String(decoding: body, as: UTF8.self)
        == #"{"lineItems":[{"id":0,"catalogItemId":"DZH318Z0BQ3Q:0001:DZH318Z0XXXX","friendlyName":"\"quoted\"","quantity":2,"billingCycle":"one_time","termDuration":"P1Y","promotionId":"39:8:3","customTermEndDate":"2027-02-19T00:00:00Z","participants":[{"key":"transaction_reseller","value":"5357564"}],"provisioningContext":{"duration":"1Year","scope":"shared"},"renewsTo":{"termDuration":"P1Y"},"attestationAccepted":true,"purchaseCommitment":{"amount":0.05,"currency":"USD","grain":"hourly"}},{"id":1,"catalogItemId":"DG7:2:DT1M","quantity":1,"billingCycle":"none"}],"partnerOnRecordAttestationAccepted":true}"#
    )
    let replacement = try #require(Call.replaceCart(Self.cart, with: Self.request, of: Self.customer).body)
    #expect(String(decoding: replacement, as: UTF8.self).hasPrefix(#"{"id":"\#(Self.cart)","lineItems":["#))
    let unsigned = CartRequest(lineItems: [], isPartnerOnRecordAttestationAccepted: false)
    #expect(String(decoding: unsigned.body(), as: UTF8.self) == #"{"lineItems":[]}"#)
  }

  @Test("A cart that was read is asked for again with the same lines")
  func readAgain() throws {
    let cart = try Cart(body: Fixture.body("cart"))
    let lines = cart.lineItems.compactMap { CartLineRequest($0) }
    let body = CartRequest(lineItems: lines, isPartnerOnRecordAttestationAccepted: true).body(replacing: cart.id)
    let second = try Cart(body: body)
    #expect(second.lineItems.map(\.catalogItemID) == cart.lineItems.map(\.catalogItemID))
    #expect(second.lineItems.map(\.purchaseCommitment?.amount) == cart.lineItems.map(\.purchaseCommitment?.amount))
    #expect(second.lineItems.map(\.provisioningContext) == cart.lineItems.map(\.provisioningContext))
    #expect(second.lineItems.allSatisfy { $0.pricing == nil && $0.error == nil && $0.orderGroup == nil })
    #expect(CartLineRequest(CartLineItem(id: 0, catalogItemID: "x", quantity: 1, billingCycle: nil)) == nil)
  }

  @Test("The ids of a checkout are those that the caller wrote down, in every attempt")
  func tracing() async throws {
    let ids = try #require(
      TracingIDs(
        requestID: "AE7288E2-0000-4000-8000-000000000001", correlationID: "ae7288e2-0000-4000-8000-000000000002"))
    let service = ScriptedService { _, index in
      index == 0 ? .json(429, "", headers: [.init("Retry-After", "1")]) : .json(201, #"{"orders":[{"id":"o"}]}"#)
    }
    let outcome = try await CommerceClient(client(of: service)).checkOut(Self.cart, of: Self.customer, tracing: ids)
    guard case .found(let result) = outcome else { return #expect(Bool(false), "\(outcome)") }
    #expect(result.orders.map(\.id) == ["o"])
    #expect(service.values(of: "MS-RequestId") == [ids.requestID, ids.requestID])
    #expect(service.values(of: "MS-CorrelationId") == [ids.correlationID, ids.correlationID])
    #expect(ids.requestID == "ae7288e2-0000-4000-8000-000000000001")
    #expect(service.requests.allSatisfy { $0.method == .post && $0.body == nil })
    for bad in ["", "x\r\ny", "ae7288e2-0000-4000-8000-00000000000g"] {
      #expect(TracingIDs(requestID: bad, correlationID: ids.correlationID) == nil)
      #expect(TracingIDs(requestID: ids.requestID, correlationID: bad) == nil)
    }
  }

  /// What a checkout ends as, and how many requests it takes.
  @Test(
    "A checkout is never repeated after an answer but a 429",
    arguments: [
      (200, #"{"orders":[{"id":"o"}]}"#, "done"), (201, #"{"id":"o"}"#, "done"), (201, "", "unknown"),
      (201, "{", "unknown"), (201, "{}", "unknown"), (500, #"{"code":800003,"description":"x"}"#, "unknown"),
      (503, "", "unknown"), (408, "", "unknown"), (201, #"{"code":400072,"description":"x"}"#, "unknown"),
      (201, #"{"orders":[{"id":"o","referenceCustomerId":"another"}]}"#, "unknown"),
      (400, #"{"code":800065,"description":"x"}"#, "refused 800065"),
      (409, #"{"code":"800060","description":"x"}"#, "refused 800060"),
      (409, #"{"code":800064,"description":"x"}"#, "refused 800064"),
      (404, #"{"code":400019,"description":"x"}"#, "refused 400019"),
      (404, #"{"code":800008,"description":"x"}"#, "not found"), (404, "", "refused -"),
    ])
  func checkoutEndings(status: Int, body: String, ending: String) async {
    let service = ScriptedService([.json(status, body)])
    #expect(await Self.ending { try await $0.checkOut(Self.cart, of: Self.customer, tracing: nil) }(service) == ending)
    #expect(service.requests.count == 1)
  }

  private static func ending<Value>(
    _ call: @escaping (CommerceClient) async throws -> Outcome<Value>
  ) -> (ScriptedService) async -> String {
    { service in
      do {
        switch try await call(CommerceClient(client(of: service))) {
        case .found: return "done"
        case .notFound: return "not found"
        case .forbidden: return "forbidden"
        }
      } catch let error as RequestError {
        switch error.cause {
        case .outcomeUnknown: return "unknown"
        case .refused(let refusal): return "refused \(refusal.code ?? "-")"
        default: return "\(error)"
        }
      } catch { return "\(error)" }
    }
  }

  @Test("A replaced cart whose response is another cart, or is cut, is an unknown outcome after one request")
  func replaced() async {
    for (body, ending) in [
      (#"{"id":"\#(Self.cart)","lineItems":[]}"#, "done"), (#"{"id":"another","lineItems":[]}"#, "unknown"),
      ("{", "unknown"),
    ] {
      let service = ScriptedService([.json(200, body)])
      let result = await Self.ending { try await $0.replaceCart(Self.cart, with: Self.request, of: Self.customer) }(
        service)
      #expect(result == ending)
      #expect(service.requests.map(\.method) == [.put])
    }
  }

  @Test("A billing cycle is asked for in the next spelling where the service does not know the word; filtered here too")
  func spellings() async throws {
    let service = ScriptedService { request, _ in
      request.url.contains("billingType=one_time&")
        ? .json(
          200, #"{"items":[{"id":"a","billingCycle":"one_time"},{"id":"b","billingCycle":"monthly"},{"id":"c"}]}"#)
        : .json(400, #"{"code":900126,"description":"x"}"#)
    }
    let outcome = try await CommerceClient(client(of: service)).orders(of: Self.customer, billingCycle: .oneTime)
    guard case .read(let reading) = outcome else { return #expect(Bool(false), "\(outcome)") }
    #expect(reading.items.map(\.id) == ["a", "c"])
    #expect(service.requests.count == 3)
    let refused = ScriptedService([.json(400, #"{"code":3000,"description":"x"}"#)])
    await #expect(throws: RequestError.self) {
      try await CommerceClient(client(of: refused)).orders(of: Self.customer, billingCycle: .oneTime)
    }
    #expect(refused.requests.count == 1)
  }

  @Test("A list with one order of another customer is not read")
  func foreignOrder() async {
    let service = ScriptedService([.json(200, #"{"items":[{"id":"a"},{"id":"b","referenceCustomerId":"x"}]}"#)])
    await #expect(throws: RequestError.self) {
      try await CommerceClient(client(of: service, retry: RetryPolicy(attempts: 1))).orders(of: Self.customer)
    }
  }

  @Test("An order is the one asked for by either of its ids")
  func eitherID() async throws {
    for (id, isTaken) in [("short", true), ("LONG", true), ("other", false)] {
      let service = ScriptedService([.json(200, #"{"id":"long","alternateId":"short"}"#)])
      let order = try? await CommerceClient(client(of: service, retry: RetryPolicy(attempts: 1)))
        .order(OrderID(id), of: Self.customer)
      #expect((order != nil) == isTaken)
    }
  }

  @Test(
    "The address of an artifact is requested at the service that the client knows, and only below the customer's artifacts",
    arguments: [
      ("/customers/C-1/artifacts/reservedinstance/groups/g/lineitems/l/resource/r", true),
      ("/v1/customers/c-1/artifacts/x?y=1", true), ("https://elsewhere.example.com/v1/customers/c-1/artifacts/x", true),
      ("/customers/c-2/artifacts/x", false), ("/customers/c-1/orders/x", false),
      ("//elsewhere/customers/c-1/artifacts/x", false),
      ("/customers/c-1/artifacts/../orders", false), ("/customers/c-1/artifacts/%2e%2e/orders", false),
      ("/customers/c-1/artifacts/a b", false), ("/customers/c-1/artifacts/", false), ("", false), ("https://x", false),
      ("/customers/c-1/artifacts/x#y", false), ("/customers/c-1/artifacts/x\r\nHost: y", false),
    ])
  func artifactLinks(link: String, isFollowed: Bool) {
    let call = Call.reservationDetails(at: link, of: "c-1")
    #expect((call != nil) == isFollowed)
    #expect(call.map { $0.path.lowercased().hasPrefix("/customers/c-1/artifacts/") && $0.safety == .read } ?? true)
  }

  @Test("Nothing is provisioned yet, and the order is not there yet, are outcomes")
  func notYet() async throws {
    let none = ScriptedService([.json(404, #"{"code":800007,"description":"x"}"#)])
    let provisioning = try await CommerceClient(client(of: none)).provisioning(of: "o", customer: Self.customer)
    guard case .notFound = provisioning else { return #expect(Bool(false), "\(provisioning)") }
    let fresh = ScriptedService([.json(404, #"{"code":20000,"description":"x"}"#)])
    let order = try await CommerceClient(client(of: fresh)).order("o", of: Self.customer)
    guard case .notFound = order else { return #expect(Bool(false), "\(order)") }
  }
}
