import PartnerCenter
import Synchronization

/// Runs the work on every element, with a limited number of tasks at a time.
///
/// If a task throws `BudgetExceeded`, no further task starts, the tasks that have started end by themselves, and the
/// error is thrown: responses to requests in flight are kept. Any other error cancels the other tasks and is thrown.
/// - Parameters:
///   - elements: the elements, in the order in which their tasks start.
///   - width: the number of concurrent tasks; at least 1.
///   - work: the work of one task.
/// - Throws: the first error of a task.
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

/// Result of the first of two attempts at an element.
enum Attempt: Sendable { case done, again }

/// Runs the work on every element, and once more at the end on those that ask for it.
///
/// - Parameters:
///   - elements: the elements, in the order in which their tasks start.
///   - width: the number of concurrent tasks; at least 1.
///   - work: the work; `isLastAttempt` is set for the second attempt, whose result is ignored.
/// - Throws: the first error of a task.
func attemptTwice<Element: Sendable>(
  _ elements: [Element], width: Int,
  _ work: @escaping @Sendable (Element, _ isLastAttempt: Bool) async throws -> Attempt
) async throws {
  let again = Mutex<[Element]>([])
  try await forEachBounded(elements, width: width) { element in
    if try await work(element, false) == .again { again.withLock { $0.append(element) } }
  }
  try await forEachBounded(again.withLock { $0 }, width: width) { _ = try await work($0, true) }
}
