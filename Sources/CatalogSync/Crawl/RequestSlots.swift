import PartnerCenter
import Synchronization

/// Limits requests in flight, each from its start until its response is decoded; earlier products first.
///
/// However the process ends, no more requests are lost than there are slots, and few products are half read.
final class RequestSlots: Sendable {
  private let permits: AsyncSemaphore
  private let begun = Atomic(0)

  init(_ count: Int) { permits = AsyncSemaphore(count) }

  /// The rank of a product whose crawl begins now.
  func rank() -> Int { begun.add(1, ordering: .relaxed).newValue }

  /// Runs the request in a slot; the lowest rank waits least.
  func hold<Result: Sendable>(rank: Int, _ call: () async throws -> Result) async throws -> Result {
    try await permits.hold(rank: rank, call)
  }
}
