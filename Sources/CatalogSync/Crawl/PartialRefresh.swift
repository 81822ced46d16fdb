/// A request of the SKU lists of a product and some of its availability lists: sufficient if none of these changed.
struct PartialRefresh: Sendable, Hashable {
  /// Index of the first availability list; rotates so that successive refreshes request different ones.
  var first: Int
  /// Number of availability lists.
  var count: Int

  /// The number of availability lists to request of a product with this number of requests: one in sixteen, and one
  /// more.
  static func availabilityLists(of requests: Int) -> Int { 1 + (requests - 1) / 16 }

  /// Splits lists into those to request first, and the rest.
  func split<Element>(_ lists: [Element]) -> (first: [Element], rest: [Element]) {
    guard !lists.isEmpty else { return ([], []) }
    let turned = (lists[(first % lists.count)...] + lists[..<(first % lists.count)])
    return (Array(turned.prefix(count)), Array(turned.dropFirst(count)))
  }
}
