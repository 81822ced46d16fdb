import CatalogModel

/// Matches the stored availabilities of a SKU with those just read.
///
/// Equal ids match. Of the rest, those of the same identity (segment, currency, terms) are paired in order: the service
/// reissued their ids. Unmatched ones were added or removed.
package struct AvailabilityPairing {
  package var pairs: [(old: Int, new: Int)] = []
  package var removed: [Int] = []
  package var added: [Int] = []

  package init(old: [AvailabilityContent], new: [AvailabilityContent]) {
    var oldByID: [String: Int] = [:]
    for (index, content) in old.enumerated() { oldByID[content.id.rawValue] = index }
    var isPaired = Set<Int>()
    var unpairedNew: [Int] = []
    for (index, content) in new.enumerated() {
      if let match = oldByID[content.id.rawValue], isPaired.insert(match).inserted {
        pairs.append((match, index))
      } else {
        unpairedNew.append(index)
      }
    }
    guard isPaired.count < old.count else {
      added = unpairedNew
      return
    }
    var waiting: [AvailabilityContent.Identity: [Int]] = [:]
    for index in old.indices where !isPaired.contains(index) { waiting[old[index].identity, default: []].append(index) }
    for index in unpairedNew {
      let identity = new[index].identity
      if let first = waiting[identity]?.first {
        waiting[identity]?.removeFirst()
        pairs.append((first, index))
      } else {
        added.append(index)
      }
    }
    removed = waiting.values.joined().sorted()
  }
}
