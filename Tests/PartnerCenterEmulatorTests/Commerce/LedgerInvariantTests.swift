import CatalogModel
import CatalogTestSupport
import Foundation
import PartnerCenter
import PartnerCenterCommerce
import SeededRandom
import Testing

@testable import PartnerCenterEmulator

@Suite("A cart buys at most once, whatever is repeated and whatever fails")
struct LedgerInvariantTests {
  /// Faults that leave the client without an answer, or with an unusual one; each with a chance of its own.
  private static let faults = [
    "lost:path=/checkout,rate=0.2", "lost:path=/checkout,when=within,rate=0.1", "lost:path=/carts,when=after,rate=0.1",
    "drop:rate=0.1", "error:when=after,path=/checkout,rate=0.1", "error:rate=0.05", "late:by=120,rate=0.2",
    "busy:rate=0.1", "repeat:as=progress,rate=0.3", "repeat:as=submitted,rate=0.2", "partial:rate=0.3",
    "partial:heals=true,group=0,rate=0.3", "expire:by=300,rate=0.2", "reissue:step=checkout,rate=0.1",
    "reissue:step=cart,rate=0.1", "price:step=checkout,rate=0.2", "attestation:step=checkout,rate=0.02",
    "orderlate:by=600,byid=60,rate=0.3", "twin:rate=0.1", "audit:by=60,correlation=none,rate=0.3",
    "status:word=teleported,rate=0.2", "provision:by=300,share=0.5,rate=0.3", "mfa:rate=0.03",
    "throttle:rate=0.1,retryAfter=1",
  ]

  @Test("Random scripts of calls and faults", arguments: 0..<40 as Range<UInt64>)
  func random(seed: UInt64) async throws {
    var numbers = SplitMix64(seed: seed)
    func below(_ bound: Int) -> Int { Int(numbers.next() % UInt64(bound)) }
    let chosen = (0..<4).map { _ in Self.faults[below(Self.faults.count)] }
    let shop = try Shop(chosen.joined(separator: ";"), seed: seed)
    var carts: [Cart] = []
    var answers: [(cart: CartID, result: CheckoutResult)] = []
    for _ in 0..<60 {
      switch below(8) {
      case 0, 1:
        let items = (0..<1 + below(3)).map { _ in [Shop.Item.licence, .perpetual, .marketplace][below(3)] }
        if let cart = try? await shop.makeCart(items, quantity: 1 + below(5)) { carts.append(cart) }
      case 2, 3, 4:
        guard !carts.isEmpty else { continue }
        let cart = carts[below(carts.count)]
        if let result = try? await shop.checkOut(cart) { answers.append((cart.id, result)) }
      case 5:
        guard !carts.isEmpty, let line = try? shop.line(.licence, quantity: 7) else { continue }
        let request = CartRequest(lineItems: [line], isPartnerOnRecordAttestationAccepted: true)
        _ = try? await shop.commerce.replaceCart(carts[below(carts.count)].id, with: request, of: shop.customer)
      case 6: shop.clock.advance(Double(below(400)))
      default: _ = try? await shop.orders()
      }
    }
    shop.clock.advance(86_400)
    shop.emulator.setFaults([])
    try await check(shop, carts, answers, "\(chosen)")
  }

  private func check(
    _ shop: Shop, _ carts: [Cart], _ answers: [(cart: CartID, result: CheckoutResult)], _ faults: String
  ) async throws {
    let ledger = shop.ledger
    let own = ledger.filter { $0.cartId != nil }
    // One purchase for each group of a cart, each with an order of its own.
    #expect(Set(own.map { "\($0.cartId ?? "") \($0.orderGroup)" }).count == own.count, "\(faults)")
    #expect(Set(ledger.map(\.orderId)).count == ledger.count, "\(faults)")
    // What a client was told it has bought, it has.
    let bought = Dictionary(grouping: own, by: \.cartId)
    for (cart, result) in answers {
      let told = Set(result.orders.map(\.id.rawValue))
      #expect(told.isSubset(of: Set((bought[cart.rawValue] ?? []).map(\.orderId))), "\(faults)")
    }
    // The list ends up with every purchase, and with nothing else but what was there before.
    let listed = Set(try await shop.newOrders().map(\.id.rawValue))
    #expect(listed == Set(ledger.map(\.orderId)), "\(faults)")
    // A cart that is ordered was bought or refused; one that is active never was.
    for cart in carts {
      guard let now = try? await shop.read(cart) else {
        #expect(bought[cart.id.rawValue] == nil, "\(faults)")
        continue
      }
      #expect(now.status == .ordered || bought[cart.id.rawValue] == nil, "\(faults)")
    }
    // Lines of a purchase are those of its cart, once each.
    for cart in carts {
      guard let entries = bought[cart.id.rawValue], let now = try? await shop.read(cart) else { continue }
      let lines = entries.flatMap(\.lines).map { "\($0.catalogItemId) \($0.quantity)" }.sorted()
      let inCart = now.lineItems.map { "\($0.catalogItemID.rawValue) \($0.quantity)" }.sorted()
      #expect(lines.count <= inCart.count && Set(lines).isSubset(of: Set(inCart)), "\(faults)")
    }
  }
}
