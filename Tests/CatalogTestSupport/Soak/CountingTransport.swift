import PartnerCenter
import Synchronization

/// Does something just before the request of a number is sent.
final class CountingTransport: Transport {
  private let inner: any Transport
  private let count = Mutex(0)
  private let before: @Sendable (_ request: Int) -> Void

  init(_ inner: any Transport, before: @escaping @Sendable (_ request: Int) -> Void) {
    self.inner = inner
    self.before = before
  }

  func send(_ request: TransportRequest) async throws -> TransportResponse {
    let number = count.withLock { count in
      count += 1
      return count
    }
    before(number)
    return try await inner.send(request)
  }
}
