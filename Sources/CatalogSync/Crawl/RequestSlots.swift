import PartnerCenter
import Synchronization

/// So many calls on their way at once, each from its request until its answer is decoded; those of the unit that was begun
/// first go first.
///
/// Whatever ends the process, no more requests are lost than there are berths, and few units are half read.
final class RequestSlots: Sendable {
  private let permits: AsyncSemaphore
  private let begun = Atomic(0)

  init(_ count: Int) { permits = AsyncSemaphore(count) }

  /// Where a unit that begins now stands in line.
  func rank() -> Int { begun.add(1, ordering: .relaxed).newValue }

  func hold<Result: Sendable>(rank: Int, _ call: () async throws -> Result) async throws -> Result {
    try await permits.hold(rank: rank, call)
  }
}
