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

extension HTTPTransport {
  /// Sends one request, and writes the body of a response with status 200 into a new file with permissions 0600, part by
  /// part. `Accept-Encoding` is sent as it is given.
  ///
  /// - Parameters:
  ///   - request: a request without a body.
  ///   - path: a file that is not there yet.
  ///   - limit: the largest body.
  /// - Returns: the response; of status 200 without its body, of any other with the first 64 kB of it.
  /// - Throws: `TransportFailure`, or `CancellationError`; the file may hold a part then.
  public func download(_ request: TransportRequest, to path: String, limit: Int) async throws -> TransportResponse {
    let target = try RequestTarget(request.url)
    var outgoing = HTTPClientRequest(url: request.url)
    outgoing.method = HTTPMethod(rawValue: request.method.rawValue)
    outgoing.headers = HTTPHeaders(request.headers.map { ($0.name, $0.value) })
    do {
      let response = try await client(for: target).execute(outgoing, deadline: .now() + .minutes(15))
      let headers = Headers(response.headers.map { Headers.Field($0.name, $0.value) })
      var part = Data()
      guard response.status == .ok else {
        for try await buffer in response.body where part.count < 65_536 {
          part.append(contentsOf: buffer.readableBytesView)
        }
        return TransportResponse(status: Int(response.status.code), headers: headers, body: part.prefix(65_536))
      }
      let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
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
      if let promised = response.headers.first(name: "Content-Length").flatMap({ Int($0) }), count != promised {
        throw TransportFailure.connectionBroken(reason: "the response ended early")
      }
      return TransportResponse(status: 200, headers: headers)
    } catch let failure as TransportFailure {
      throw failure
    } catch {
      try Task.checkCancellation()
      throw TransportFailure(error, target: target, largestAnswer: limit, isRequestSent: true)
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
