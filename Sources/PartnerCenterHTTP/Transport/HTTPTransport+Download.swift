import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
public import PartnerCenter

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension HTTPTransport: FileTransport {
  /// Sends one request, and writes a successful body to a file, part by part. `Accept-Encoding` is sent as it is given.
  ///
  /// - Throws: `TransportFailure`, also where the file cannot be written; `CancellationError`.
  public func download(_ request: TransportRequest, to path: String, limit: Int) async throws -> TransportResponse {
    let target = try self.target(of: request.url)
    var outgoing = HTTPClientRequest(url: request.url)
    outgoing.method = HTTPMethod(rawValue: request.method.rawValue)
    outgoing.headers = HTTPHeaders(request.headers.map { ($0.name, $0.value) })
    do {
      let response = try await client(for: target).execute(outgoing, deadline: .now() + Self.longestDownload)
      let headers = Headers(response.headers.map { Headers.Field($0.name, $0.value) })
      let status = Int(response.status.code)
      guard (200..<300).contains(status) else {
        var part = Data()
        for try await buffer in response.body where part.count < Self.longestError {
          part.append(contentsOf: buffer.readableBytesView)
        }
        return TransportResponse(status: status, headers: headers, body: part.prefix(Self.longestError))
      }
      try await write(response, to: path, limit: limit)
      return TransportResponse(status: status, headers: headers)
    } catch let failure as TransportFailure {
      throw failure
    } catch {
      try Task.checkCancellation()
      throw TransportFailure(error, target: target, largestAnswer: limit, isRequestSent: true)
    }
  }

  private static let longestError = 1 << 16
  private static let longestDownload: TimeAmount = .minutes(30)

  private func write(_ response: HTTPClientResponse, to path: String, limit: Int) async throws {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else {
      throw TransportFailure.refused(reason: "\(path) cannot be written: \(String(cString: strerror(errno)))")
    }
    defer { close(file) }
    var count = 0
    for try await buffer in response.body {
      count += buffer.readableBytes
      guard count <= limit else { throw TransportFailure.responseTooLarge(limit: limit) }
      try Self.write(buffer, to: file, path)
    }
    // A body that was decompressed on its way has another length than the one promised.
    if response.headers.first(name: "Content-Encoding") == nil,
      let promised = response.headers.first(name: "Content-Length").flatMap({ Int($0) }), count != promised
    {
      throw TransportFailure.connectionBroken(reason: "the response ended early")
    }
  }

  private static func write(_ buffer: ByteBuffer, to file: Int32, _ path: String) throws {
    try buffer.readableBytesView.withUnsafeBytes { bytes in
      var written = 0
      while written < bytes.count {
        #if canImport(Darwin)
          let count = Darwin.write(file, bytes.baseAddress?.advanced(by: written), bytes.count - written)
        #elseif canImport(Musl)
          let count = Musl.write(file, bytes.baseAddress?.advanced(by: written), bytes.count - written)
        #else
          let count = Glibc.write(file, bytes.baseAddress?.advanced(by: written), bytes.count - written)
        #endif
        if count < 0, errno == EINTR { continue }
        guard count > 0 else {
          throw TransportFailure.refused(reason: "\(path) cannot be written: \(String(cString: strerror(errno)))")
        }
        written += count
      }
    }
  }
}
