import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import PartnerCenter
import Synchronization

/// Collects the parts of one response.
///
/// A delegate instead of async-http-client's sequence of parts, which starts a task for each request and hands each
/// part from thread to thread. A response of 10 kB costs half as much processor time this way.
final class ResponseCollector: HTTPClientResponseDelegate {
  typealias Response = TransportResponse

  /// Used by the event loop alone; the lock is never contended.
  private let response = Mutex(TransportResponse(status: 0))
  private let isSent = Atomic(false)
  private let limit: Int

  /// - Parameter limit: the bound of the body in bytes, after decompression.
  init(limit: Int) { self.limit = limit }

  /// Whether the head of the request was handed to a connection. Before that the service cannot carry out the request:
  /// async-http-client calls this on the same event loop, right after the write.
  var isRequestSent: Bool { isSent.load(ordering: .acquiring) }

  func didSendRequestHead(task: HTTPClient.Task<Response>, _ head: HTTPRequestHead) {
    isSent.store(true, ordering: .releasing)
  }

  func didReceiveHead(task: HTTPClient.Task<Response>, _ head: HTTPResponseHead) -> EventLoopFuture<Void> {
    let isEncoded = head.headers.contains(name: "Content-Encoding")
    let length = isEncoded ? nil : head.headers.first(name: "Content-Length").flatMap { Int($0) }
    if let length, length > limit { return refuse(task) }
    response.withLock { response in
      response.status = Int(head.status.code)
      response.headers = Headers(head.headers.map { Headers.Field($0.name, $0.value) })
      if let length { response.body.reserveCapacity(length) }
    }
    return task.eventLoop.makeSucceededVoidFuture()
  }

  func didReceiveBodyPart(task: HTTPClient.Task<Response>, _ part: ByteBuffer) -> EventLoopFuture<Void> {
    let isTaken = response.withLock { response in
      guard response.body.count + part.readableBytes <= limit else { return false }
      part.withUnsafeReadableBytes { bytes in
        if let base = bytes.baseAddress {
          response.body.append(base.assumingMemoryBound(to: UInt8.self), count: bytes.count)
        }
      }
      return true
    }
    return isTaken ? task.eventLoop.makeSucceededVoidFuture() : refuse(task)
  }

  func didFinishRequest(task: HTTPClient.Task<Response>) -> TransportResponse { response.withLock { $0 } }

  private func refuse(_ task: HTTPClient.Task<Response>) -> EventLoopFuture<Void> {
    task.eventLoop.makeFailedFuture(TransportFailure.responseTooLarge(limit: limit))
  }
}
