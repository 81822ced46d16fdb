import PartnerCenter
import Synchronization

/// A service that holds every answer back until it is released.
final class HeldService: Transport {
  private let response: TransportResponse
  private let received = Mutex(0)
  private let arrivals = AsyncStream.makeStream(of: Void.self)
  private let isOpen = Mutex(false)

  init(response: TransportResponse) { self.response = response }

  var count: Int { received.withLock { $0 } }

  /// Returns when a request has arrived.
  func firstRequest() async { for await _ in arrivals.stream { return } }

  func release() { isOpen.withLock { $0 = true } }

  func send(_ request: TransportRequest) async throws -> TransportResponse {
    received.withLock { $0 += 1 }
    arrivals.continuation.yield()
    while !isOpen.withLock({ $0 }) {
      try Task.checkCancellation()
      await Task.yield()
    }
    return response
  }
}
