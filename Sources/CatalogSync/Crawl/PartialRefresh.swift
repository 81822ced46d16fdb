/// Looks at the SKUs of a unit and some of its availability lists: enough where all of these are as before.
struct PartialRefresh: Sendable, Hashable {
  /// Counts the availability lists in their order, and begins anew after the last: glances that follow each other look
  /// at others.
  var first: Int
  var count: Int

  /// How many availability lists are looked at, of a unit that takes so many requests to read.
  static func availabilityLists(of requests: Int) -> Int { 1 + (requests - 1) / 16 }

  /// Those to look at, and the rest.
  func split<Element>(_ lists: [Element]) -> (looked: [Element], rest: [Element]) {
    guard !lists.isEmpty else { return ([], []) }
    let turned = (lists[(first % lists.count)...] + lists[..<(first % lists.count)])
    return (Array(turned.prefix(count)), Array(turned.dropFirst(count)))
  }
}
