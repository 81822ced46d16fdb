import CatalogModel
import CatalogTestSupport
import Foundation
import PartnerCenter
import PartnerCenterCommerce
import Synchronization
import Testing

@testable import PartnerCenterEmulator

@Suite("Recorded changes")
struct RecordedChangeTests {
  /// Collects what a transport records.
  private final class Record: Sendable {
    private let changes = Mutex<[RecordedChange]>([])

    func add(_ change: RecordedChange) { changes.withLock { $0.append(change) } }
    var all: [RecordedChange] { changes.withLock { $0 } }
  }

  @Test("An equal emulator carries them out again: the same carts, orders, ids and times")
  func replayed() async throws {
    let clock = TestClock()
    let emulator = Emulator.small(clock: clock.clock)
    let record = Record()
    let shop = try Shop(emulator: emulator, clock: clock, transport: emulator.transport { record.add($0) })
    for item in [Shop.Item.licence, .perpetual, .reservation] {
      let cart = try await shop.makeCart([item])
      _ = try await shop.checkOut(cart)
    }
    let open = try await shop.makeCart([.marketplace])
    // A refused request draws no less than it did.
    _ = await Shop.ending { try await shop.commerce.checkOut("nobody's", of: shop.customer, tracing: nil) }
    #expect(record.all.map(\.method) == ["POST", "POST", "POST", "POST", "POST", "POST", "POST", "POST"])
    #expect(record.all.allSatisfy { !"\($0)".contains("Bearer") })

    let text = try JSONEncoder().encode(record.all)
    let again = Emulator.small(clock: clock.clock)
    again.replay(try JSONDecoder().decode([RecordedChange].self, from: text))
    #expect(again.ledger == emulator.ledger && again.ledger.count == 3)
    let second = try Shop(emulator: again, clock: clock)
    #expect(try await second.read(open) == open)
    #expect(
      try await second.commerce.entitlements(of: second.customer).items()
        == shop.commerce.entitlements(of: shop.customer).items())
    // What follows draws other ids than what was carried out again.
    let next = try await second.makeCart([.licence])
    #expect(next.id != open.id)
  }

  @Test("Where a change cannot be recorded it is not carried out, and the client learns that nothing was sent")
  func unrecorded() async throws {
    struct Full: Error, CustomStringConvertible { var description: String { "the disk is full" } }
    let clock = TestClock()
    let emulator = Emulator.small(clock: clock.clock)
    let shop = try Shop(emulator: emulator, clock: clock, transport: emulator.transport { _ in throw Full() })
    let ending = await Shop.ending { try await shop.makeCart() }
    #expect(ending.contains("the disk is full"), "\(ending)")
    #expect(emulator.state.withLock { $0.storefront.carts.isEmpty })
    #expect(try await shop.orders().isEmpty == false, "reads are not recorded")
  }
}
