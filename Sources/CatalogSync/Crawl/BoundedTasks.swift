/// Runs the work on every element, at most so many at a time. The first error ends the others and is thrown.
package func forEachBounded<Element: Sendable>(
  _ elements: some Sequence<Element>, width: Int, _ work: @escaping @Sendable (Element) async throws -> Void
) async throws {
  try await withThrowingTaskGroup(of: Void.self) { group in
    var waiting = elements.makeIterator()
    for _ in 0..<max(1, width) {
      guard let element = waiting.next() else { break }
      group.addTask { try await work(element) }
    }
    while try await group.next() != nil {
      guard let element = waiting.next() else { continue }
      group.addTask { try await work(element) }
    }
  }
}
