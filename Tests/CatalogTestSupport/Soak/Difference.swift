import PartnerCenterEmulator

/// What is stored and not served, and the other way round.
struct Difference: CustomStringConvertible {
  var missing: [ExpectedItem]
  var surplus: [ExpectedItem]
  var isRepeating: Bool

  init(found: [ExpectedItem], expected: [ExpectedItem]) {
    let (stored, served) = (Set(found), Set(expected))
    missing = served.subtracting(stored).sorted()
    surplus = stored.subtracting(served).sorted()
    isRepeating = stored.count != found.count
  }

  var isEmpty: Bool { missing.isEmpty && surplus.isEmpty && !isRepeating }

  var description: String {
    func some(_ items: [ExpectedItem], _ word: String) -> String? {
      items.first.map { "\(items.count) \(word), such as \(Key($0))" }
    }
    let parts = [some(missing, "missing"), some(surplus, "surplus"), isRepeating ? "some twice" : nil]
    return parts.compactMap { $0 }.joined(separator: "; ")
  }
}

/// Which availability it is: its ids, and where they hold.
struct Key: Hashable, Sendable, CustomStringConvertible {
  var description: String

  init(_ item: ExpectedItem) {
    description =
      "\(item.market) \(item.segment) \(item.reservationScope ?? "-") \(item.productID):\(item.skuID):\(item.availabilityID)"
  }
}

/// A product in one market and scope: what is read, and replaced, as one.
package struct Unit: Hashable, Sendable {
  package var market: String
  package var scope: String?
  package var product: String

  init(market: String, scope: String?, product: String) {
    self.market = market
    self.scope = scope
    self.product = product
  }

  init(_ item: ExpectedItem) {
    self.init(market: item.market, scope: item.reservationScope, product: item.productID)
  }
}
