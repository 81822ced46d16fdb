import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
public import PartnerCenter
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension HTTPTransport: FileTransport {
  /// Sends one request, and writes a successful body to a file as it arrives.
  ///
  /// - Throws: `TransportFailure`, also where the file cannot be written; `CancellationError`.
  public func download(_ request: TransportRequest, to path: String) async throws -> TransportResponse {
    let target = try self.target(of: request.url)
    let client = self.client(for: target)
    let descriptor = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else {
      throw TransportFailure.refused(reason: "\(path): \(String(cString: strerror(errno)))")
    }
    defer { close(descriptor) }
    let collector = FileCollector(descriptor: descriptor)
    let outgoing = try HTTPClient.Request(
      url: request.url, method: HTTPMethod(rawValue: request.method.rawValue),
      headers: HTTPHeaders(request.headers.map { ($0.name, $0.value) }))
    let task = client.execute(request: outgoing, delegate: collector, deadline: .now() + .minutes(30))
    do {
      return try await withTaskCancellationHandler {
        try await task.get()
      } onCancel: {
        task.cancel()
      }
    } catch let failure as TransportFailure {
      throw failure
    } catch {
      try Task.checkCancellation()
      throw TransportFailure(
        error, target: target, largestAnswer: FileCollector.longestError, isRequestSent: collector.isRequestSent)
    }
  }
}

/// Writes the parts of a successful response to a file, and keeps the beginning of any other.
private final class FileCollector: HTTPClientResponseDelegate {
  typealias Response = TransportResponse

  static let longestError = 1 << 16

  private let descriptor: CInt
  private let response = Mutex(TransportResponse(status: 0))
  private let isSent = Atomic(false)

  init(descriptor: CInt) { self.descriptor = descriptor }

  var isRequestSent: Bool { isSent.load(ordering: .acquiring) }

  func didSendRequestHead(task: HTTPClient.Task<Response>, _ head: HTTPRequestHead) {
    isSent.store(true, ordering: .releasing)
  }

  func didReceiveHead(task: HTTPClient.Task<Response>, _ head: HTTPResponseHead) -> EventLoopFuture<Void> {
    response.withLock { response in
      response.status = Int(head.status.code)
      response.headers = Headers(head.headers.map { Headers.Field($0.name, $0.value) })
    }
    return task.eventLoop.makeSucceededVoidFuture()
  }

  func didReceiveBodyPart(task: HTTPClient.Task<Response>, _ part: ByteBuffer) -> EventLoopFuture<Void> {
    let failure: TransportFailure? = response.withLock { response in
      part.withUnsafeReadableBytes { bytes in
        guard (200..<300).contains(response.status) else {
          response.body.append(contentsOf: bytes.prefix(max(0, Self.longestError - response.body.count)))
          return nil
        }
        var rest = bytes[...]
        while !rest.isEmpty {
          let written = write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
          if written < 0 && errno == EINTR { continue }
          guard written > 0 else {
            return .refused(reason: "the download cannot be written: \(String(cString: strerror(errno)))")
          }
          rest = rest.dropFirst(written)
        }
        return nil
      }
    }
    if let failure { return task.eventLoop.makeFailedFuture(failure) }
    return task.eventLoop.makeSucceededVoidFuture()
  }

  func didFinishRequest(task: HTTPClient.Task<Response>) -> TransportResponse { response.withLock { $0 } }
}
