import PartnerCenter
import Synchronization

/// Limits requests in flight, each from its start until its response is decoded; earlier markets first, and in a market
/// earlier products.
///
/// However the process ends, no more requests are lost than there are slots, few products are half read, and the markets
/// before the current one are whole.
struct RequestSlots: Sendable {
  private let permits: AsyncSemaphore
  private let begun: Count
  /// The place of the market in the order of the sync.
  private var market = 0

  private final class Count: Sendable {
    let value = Atomic(0)
  }

  init(_ count: Int) {
    permits = AsyncSemaphore(count)
    begun = Count()
  }

  /// The same slots for the market at a place in the order of the sync: it waits for the markets before it.
  func forMarket(at place: Int) -> RequestSlots {
    var slots = self
    slots.market = place
    return slots
  }

  /// The rank of a product whose crawl begins now.
  func rank() -> Int { market << 40 | begun.value.add(1, ordering: .relaxed).newValue }

  /// Runs the request in a slot; the lowest rank waits least.
  func hold<Result: Sendable>(rank: Int, _ call: () async throws -> Result) async throws -> Result {
    try await permits.hold(rank: rank, call)
  }
}
