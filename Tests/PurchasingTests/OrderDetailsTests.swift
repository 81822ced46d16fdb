import CatalogModel
import Foundation
import GRDB
import JournalStore
import Testing

@testable import Purchasing

@Suite("What an order has brought, by the journal")
struct OrderDetailsTests {
  private let customer: CustomerID = "c-1"

  private func order(_ id: String = "o-1", status: String = "completed") -> ServiceOrder {
    ServiceOrder(
      id: id, alternateID: "alt-1", status: status, createdAt: Date(timeIntervalSince1970: 1_790_000_000),
      lines: [ServiceOrder.Line(lineItemNumber: 0, catalogItemID: Desk.item, quantity: 2)])
  }

  private func details(at time: Date) throws -> OrderDetails {
    var held = HeldEntitlement(
      productID: "DG7GMGF0DWTL", skuID: "0002", entitlementType: "reservedInstance", quantity: 2, orderID: "o-1")
    let reservation = #"""
      {"reservationId":"r","displayName":null,"scopeType":"Single","appliedScopes":["s"],"quantity":2,
       "provisioningState":"Created","expiresAt":"2027-11-30T00:00:00Z"}
      """#
    held.reservations = [try CanonicalJSON.decoder.decode(HeldReservation.self, from: Data(reservation.utf8))]
    return OrderDetails(
      readAt: time,
      provisioning: [
        ProvisionedLine(
          lineItemNumber: 0, status: "prefulfillmentPending",
          parts: [.init(quantity: 1, status: "fulfilled"), .init(quantity: 1, status: "prefulfillmentPending")])
      ], entitlements: [held])
  }

  @Test("It is kept beside the order, whole, and a newer list of orders does not lose it")
  func kept() throws {
    let desk = try Desk()
    let journal = try PurchaseJournal(path: desk.path)
    #expect(try journal.details(of: order(), customer: customer) == nil)
    try journal.record([order()], of: customer, at: desk.clock.now)
    #expect(try journal.details(of: order(), customer: customer) == nil)
    let details = try details(at: desk.clock.now)
    try journal.record(details, of: "o-1")
    #expect(try journal.details(of: order(), customer: customer) == details)
    try journal.record([order(status: "suspended")], of: customer, at: desk.clock.now)
    #expect(try journal.details(of: order(), customer: customer) == details)
    #expect(try journal.chainFault() == nil)
    try DatabaseQueue(path: desk.path).read { (db: Database) throws in
      #expect(try String.fetchOne(db, sql: "SELECT status FROM service_orders") == "suspended")
      #expect(try Int.fetchOne(db, sql: "SELECT quantity FROM service_order_lines") == 2)
    }
  }

  @Test("Without an earlier reading of the order the customer's entitlements count, by either id of the order")
  func fallback() throws {
    let desk = try Desk()
    let journal = try PurchaseJournal(path: desk.path)
    try journal.record([order()], of: customer, at: desk.clock.now)
    let own = HeldEntitlement(
      productID: "DG7GMGF0DWTL", skuID: "0002", entitlementType: "software", quantity: 4, orderID: "alt-1")
    let other = HeldEntitlement(productID: "DG7GMGF0DWTL", skuID: "0002", quantity: 1, orderID: "another")
    try journal.record([other], of: customer, at: desk.clock.now)
    #expect(try journal.details(of: order(), customer: customer) == nil, "nothing of it says nothing")
    try journal.record([other, own], of: customer, at: desk.clock.now)
    let known = try #require(try journal.details(of: order(), customer: "C-1"))
    #expect(known.readAt == desk.clock.now && known.provisioning == nil)
    #expect(known.entitlements == [own])
    #expect(known.entitlements?.first?.reservations == nil, "not read")
    #expect(try journal.orderTimes(of: customer).keys.sorted() == ["alt-1", "o-1"])
  }

  @Test("An order that the journal does not know is left out; a damaged reading is named")
  func odd() throws {
    let desk = try Desk()
    let journal = try PurchaseJournal(path: desk.path)
    try journal.record(try details(at: desk.clock.now), of: "nobody's")
    #expect(try journal.details(of: order("nobody's"), customer: customer) == nil)
    try journal.record([order()], of: customer, at: desk.clock.now)
    try DatabaseQueue(path: desk.path).write {
      try $0.execute(sql: #"UPDATE service_order SET document = json_set(document, '$.details', json('{"readAt":1}'))"#)
    }
    #expect(throws: JournalError.damaged(path: desk.path, finding: "a value has another type")) {
      try journal.details(of: order(), customer: customer)
    }
  }

  @Test("The provisioning of the lines is in the journal once it was looked at, in parts too")
  func followed() async throws {
    let answer = CheckoutAnswer(orders: [
      ServiceOrder(
        id: "order-1", status: "completed", currency: "USD",
        lines: [
          ServiceOrder.Line(
            lineItemNumber: 0, catalogItemID: Desk.item, quantity: 1, termDuration: "P1Y", billingCycle: "monthly")
        ], hasProvisioningStatus: true)
    ])
    let desk = try Desk { $0.checkouts = [.saying(answer)] }
    let purchase = try await desk.submit()
    #expect(purchase.orders.first?.provisioning == nil)
    desk.service.change { state in
      state.orders[0].order.hasProvisioningStatus = true
      state.provisioning = ["order-1": ["PrefulfillmentPending"]]
    }
    try await desk.resume()
    let waiting = try PurchaseJournal(readingFrom: desk.path).purchase(purchase.purchaseID)
    #expect(waiting.state == .provisioning)
    #expect(waiting.orders.first?.provisioning?.map(\.status) == ["PrefulfillmentPending"])
    desk.service.change { $0.provisioning = ["order-1": ["fulfilled"]] }
    try await desk.resume()
    let done = try PurchaseJournal(readingFrom: desk.path).purchase(purchase.purchaseID)
    #expect(done.state == .done)
    #expect(done.orders.first?.provisioning == [ProvisionedLine(lineItemNumber: 0, status: "fulfilled")])
  }

  @Test("A reservation is one in any spelling", arguments: ["reservedInstance", "virtual_machine_reserved_instance"])
  func reservation(type: String) {
    #expect(HeldEntitlement(productID: "P", skuID: nil, entitlementType: type).isReservation)
    #expect(!HeldEntitlement(productID: "P", skuID: nil, entitlementType: "software").isReservation)
  }

  @Test("A completed order without a link to its provisioning is asked for it, and is done only when it is there")
  func withoutLink() async throws {
    let desk = try Desk { $0.provisioning = ["order-1": nil] }
    try await desk.submit()
    #expect(try await desk.resume().map(\.state) == [.provisioning])
    desk.service.change { $0.provisioning = ["order-1": ["prefulfillmentPending"]] }
    #expect(try await desk.resume().map(\.state) == [.provisioning])
    desk.service.change { $0.provisioning = ["order-1": ["Fulfilled"]] }
    #expect(try await desk.resume().map(\.state) == [.done])
  }

  @Test("A completed order whose provisioning nobody can read is done by its status")
  func unreadable() async throws {
    let desk = try Desk { $0.isProvisioningReadable = false }
    try await desk.submit()
    #expect(try await desk.resume().map(\.state) == [.done])
  }
}
