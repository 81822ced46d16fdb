import CatalogModel

/// The unit of facet counts.
enum FacetUnit: Sendable {
  /// SKUs in markets, as a search lists them.
  case hit
  /// Availabilities.
  case item
}

/// One value of one facet, with the count of each document.
struct ScopeFacet: Sendable {
  var facet: String
  var value: String
  var counts: DocumentCounts
}

/// Counts documents for each value of their availabilities: by market, or by availability.
struct FacetCollector {
  private struct Key: Hashable {
    var facet: String
    var value: String
  }

  /// One value of one facet.
  private struct Slot {
    var key: Key
    var counts: DocumentCounts
    /// The documents of the market at hand; empty where availabilities are counted.
    var here: [UInt64]
    /// Whether there are any.
    var isHere = false
  }

  private let unit: FacetUnit
  private let words: Int
  private var numbers: [Key: Int] = [:]
  private var slots: [Slot] = []
  private var last: (listingClass: ListingClass, scope: ReservationScope?, slots: [Int])?

  init(unit: FacetUnit, words: Int) {
    self.unit = unit
    self.words = words
  }

  mutating func add(
    _ bits: ChunkBits, at offset: Int, of listingClass: ListingClass, scope: ReservationScope?, segment: Segment
  ) {
    for slot in slots(of: listingClass, scope: scope, segment: segment) {
      switch unit {
      case .hit:
        bits.add(to: &slots[slot].here, from: offset)
        slots[slot].isHere = true
      case .item: slots[slot].counts.add(bits, from: offset)
      }
    }
  }

  /// The values that availabilities of a class have, found once for the sets of all its chunks and places.
  private mutating func slots(of listingClass: ListingClass, scope: ReservationScope?, segment: Segment) -> [Int] {
    if let last, last.listingClass == listingClass, last.scope == scope { return last.slots }
    var keys: Set<Key> = [
      Key(facet: "segment", value: segment.rawValue), Key(facet: "currency", value: listingClass.currency),
    ]
    if let scope { keys.insert(Key(facet: "reservationScope", value: scope.rawValue)) }
    for name in listingClass.prerequisites { keys.insert(Key(facet: "prerequisite", value: name)) }
    for term in listingClass.terms {
      keys.insert(Key(facet: "term", value: term.duration))
      if !term.billingCycle.isEmpty { keys.insert(Key(facet: "billingCycle", value: term.billingCycle)) }
    }
    let slots = keys.map { number($0) }
    last = (listingClass, scope, slots)
    return slots
  }

  private mutating func number(_ key: Key) -> Int {
    if let number = numbers[key] { return number }
    numbers[key] = slots.count
    slots.append(
      Slot(
        key: key, counts: DocumentCounts(words: words),
        here: Array(repeating: 0, count: unit == .hit ? words : 0)))
    return slots.count - 1
  }

  /// Ends a market: additions since the last one belong to it.
  mutating func endMarket() {
    guard unit == .hit else { return }
    for slot in slots.indices where slots[slot].isHere {
      slots[slot].isHere = false
      slots[slot].counts.add(slots[slot].here)
      slots[slot].here.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
    }
  }

  var facets: [ScopeFacet] {
    slots.map { ScopeFacet(facet: $0.key.facet, value: $0.key.value, counts: $0.counts) }
      .sorted { ($0.facet, $0.value) < ($1.facet, $1.value) }
  }
}
