import PartnerCenterEmulator

/// Catalog items by the SKU they belong to, as hashes: enough to tell how many differ.
struct Facts: Sendable {
  /// What a SKU is sold as in one market, scope and segment.
  struct Group: Hashable, Sendable {
    var unit: Int
    var rest: Int
  }

  private(set) var groups: [Group: Set<Int>] = [:]
  private(set) var count = 0

  init(_ items: some Sequence<ExpectedItem>) {
    for item in items {
      groups[Group(item), default: []].insert(item.hashValue)
      count += 1
    }
  }

  /// How many items differ, are missing or are too many. One that bears another id than it should is one.
  func differences(from other: Facts) -> Int {
    var sum = 0
    for (group, items) in groups {
      let others = other.groups[group] ?? []
      if items != others { sum += max(items.subtracting(others).count, others.subtracting(items).count) }
    }
    for (group, items) in other.groups where groups[group] == nil { sum += items.count }
    return sum
  }

  /// The products, each in one market and scope, in which something differs.
  func changedUnits(from other: Facts) -> Set<Int> {
    var units: Set<Int> = []
    for (group, items) in groups where other.groups[group] != items { units.insert(group.unit) }
    for group in other.groups.keys where groups[group] == nil { units.insert(group.unit) }
    return units
  }
}

extension Facts.Group {
  init(_ item: ExpectedItem) {
    unit = Self.unit(market: item.market, scope: item.reservationScope, product: item.productID)
    var hasher = Hasher()
    hasher.combine(unit)
    hasher.combine(item.skuID)
    hasher.combine(item.segment)
    rest = hasher.finalize()
  }

  static func unit(market: String, scope: String?, product: String) -> Int {
    var hasher = Hasher()
    hasher.combine(market)
    hasher.combine(scope)
    hasher.combine(product)
    return hasher.finalize()
  }
}
