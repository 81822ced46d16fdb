import Foundation
package import PartnerCenter
import Synchronization

/// A service that answers by a script: it is told the request and how many came before it.
package final class ScriptedService: Transport {
  private let script: @Sendable (TransportRequest, Int) async throws -> TransportResponse
  private let received = Mutex<[TransportRequest]>([])

  package init(_ script: @escaping @Sendable (TransportRequest, Int) async throws -> TransportResponse) {
    self.script = script
  }

  /// Answers in the order given; the last one for ever.
  package convenience init(_ answers: [TransportResponse]) {
    self.init { _, index in answers[min(index, answers.count - 1)] }
  }

  package var requests: [TransportRequest] { received.withLock { $0 } }

  package func values(of header: String) -> [String] { requests.map { $0.headers[header] ?? "-" } }

  package func send(_ request: TransportRequest) async throws -> TransportResponse {
    let index = received.withLock { requests in
      requests.append(request)
      return requests.count - 1
    }
    return try await script(request, index)
  }
}

extension ScriptedService: FileTransport {
  package func download(_ request: TransportRequest, to path: String, limit: Int) async throws -> TransportResponse {
    var response = try await send(request)
    guard (200..<300).contains(response.status) else { return response }
    try response.body.write(to: URL(fileURLWithPath: path))
    response.body = Data()
    return response
  }
}

extension TransportResponse {
  package static func json(_ status: Int = 200, _ body: String, headers: Headers = []) -> TransportResponse {
    TransportResponse(status: status, headers: headers, body: Data(body.utf8))
  }
}
