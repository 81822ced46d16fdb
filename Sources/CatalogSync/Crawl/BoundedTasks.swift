import PartnerCenter

/// Runs the work on every element, at most so many at a time. The first error ends the others and is thrown; where a
/// budget is spent, those at work end by themselves: what they have asked for is answered and kept.
package func forEachBounded<Element: Sendable>(
  _ elements: some Sequence<Element>, width: Int, _ work: @escaping @Sendable (Element) async throws -> Void
) async throws {
  try await withThrowingTaskGroup(of: BudgetSpent?.self) { group in
    func start(_ element: Element) {
      group.addTask {
        do {
          try await work(element)
          return nil
        } catch let spent as BudgetSpent {
          return spent
        }
      }
    }
    var waiting = elements.makeIterator()
    for _ in 0..<max(1, width) {
      guard let element = waiting.next() else { break }
      start(element)
    }
    var spent: BudgetSpent?
    while let ended = try await group.next() {
      spent = spent ?? ended
      if spent == nil, let element = waiting.next() { start(element) }
    }
    if let spent { throw spent }
  }
}
