import PartnerCenter
import Synchronization

/// Runs the work on every element, at most so many at a time. The first error ends the others and is thrown; where a
/// budget is spent, those at work end by themselves: what they have asked for is answered and kept.
package func forEachBounded<Element: Sendable>(
  _ elements: some Sequence<Element>, width: Int, _ work: @escaping @Sendable (Element) async throws -> Void
) async throws {
  try await withThrowingTaskGroup(of: BudgetExceeded?.self) { group in
    func start(_ element: Element) {
      group.addTask {
        do {
          try await work(element)
          return nil
        } catch let spent as BudgetExceeded {
          return spent
        }
      }
    }
    var waiting = elements.makeIterator()
    for _ in 0..<max(1, width) {
      guard let element = waiting.next() else { break }
      start(element)
    }
    var spent: BudgetExceeded?
    while let ended = try await group.next() {
      spent = spent ?? ended
      if spent == nil, let element = waiting.next() { start(element) }
    }
    if let spent { throw spent }
  }
}

/// What looking at something came to.
enum Look: Sendable { case done, lookAgain }

/// Looks at every element, at most so many at a time, and at the end once more at those that ask for it.
///
/// - Parameter look: is told whether it is the last look.
func lookTwice<Element: Sendable>(
  _ elements: [Element], width: Int, _ look: @escaping @Sendable (Element, _ isLastLook: Bool) async throws -> Look
) async throws {
  let again = Mutex<[Element]>([])
  try await forEachBounded(elements, width: width) { element in
    if try await look(element, false) == .lookAgain { again.withLock { $0.append(element) } }
  }
  try await forEachBounded(again.withLock { $0 }, width: width) { _ = try await look($0, true) }
}
