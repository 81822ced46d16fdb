import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import PartnerCenter

/// The plainest transport over a socket, for tests of the server alone.
struct SocketTransport: Transport {
  func send(_ request: TransportRequest) async throws -> TransportResponse {
    var wire = HTTPClientRequest(url: request.url)
    wire.method = .RAW(value: request.method.rawValue)
    for header in request.headers { wire.headers.add(name: header.name, value: header.value) }
    if let body = request.body { wire.body = .bytes(ByteBuffer(bytes: body)) }
    do {
      let response = try await HTTPClient.shared.execute(wire, timeout: .seconds(20))
      let body = try await response.body.collect(upTo: 1 << 26)
      return TransportResponse(
        status: Int(response.status.code),
        headers: Headers(response.headers.map { Headers.Field($0.name, $0.value) }),
        body: Data(body.readableBytesView))
    } catch let error as HTTPClientError where error == .cancelled {
      throw CancellationError()
    } catch {
      throw TransportFailure.connectionBroken(reason: "\(error)")
    }
  }
}
