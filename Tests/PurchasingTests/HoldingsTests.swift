import CatalogModel
import CatalogQuery
import Foundation
import Testing

@testable import Purchasing

@Suite("What a customer holds by the journal")
struct HoldingsTests {
  @Test("Completed orders and entitlements that have not expired count; other orders, and other customers', do not")
  func holdings() throws {
    let desk = try Desk()
    let journal = try PurchaseJournal(path: desk.path)
    let now = Date(timeIntervalSince1970: 1_790_000_000)
    func order(_ id: String, _ status: String, _ item: CatalogItemID, _ quantity: Int) -> ServiceOrder {
      ServiceOrder(
        id: id, status: status, createdAt: now,
        lines: [ServiceOrder.Line(lineItemNumber: 0, catalogItemID: item, quantity: quantity)])
    }
    try journal.record(
      [
        order("done", "Completed", "CFQ7TTC0LFLX:0001:CFQ7TTC86D60", 25),
        order("waiting", "pending", "CFQ7TTC0LFLX:0002:CFQ7TTC86D61", 1),
        order("gone", "cancelled", "CFQ7TTC0LFLX:0003:CFQ7TTC86D62", 1),
      ], of: "c-1", at: now)
    try journal.record([order("foreign", "completed", "CFQ7TTC0LFLX:0001:CFQ7TTC86D60", 3)], of: "c-2", at: now)
    var sound = HeldEntitlement(productID: "DG7GMGF0DWTL", skuID: "0002", entitlementType: "software", quantity: 4)
    sound.orderID = "done"
    var expired = sound
    expired.expiresAt = now.addingTimeInterval(-1)
    try journal.record([sound, expired], of: "c-1", at: now)

    let held = try journal.holdings(of: "C-1", at: now)
    #expect(held.map(\.sku.description) == ["CFQ7TTC0LFLX:0001", "DG7GMGF0DWTL:0002"])
    #expect(held.map(\.source) == [.order, .entitlement])
    #expect(held.map(\.quantity) == [25, 4])
    #expect(held.map(\.id) == ["done", "done"])
    #expect(held.allSatisfy { $0.confirmedAt == now })
    #expect(try journal.holdings(of: "nobody", at: now).isEmpty)
  }
}
