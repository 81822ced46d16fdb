import Foundation
public import PartnerCenter

extension Emulator {
  /// Carries requests straight into the emulator, and files out of it.
  public func fileTransport() -> any FileTransport { InProcessDownload(emulator: self) }
}

private struct InProcessDownload: FileTransport {
  let emulator: Emulator

  func send(_ request: TransportRequest) async throws -> TransportResponse {
    try await emulator.transport().send(request)
  }

  func download(_ request: TransportRequest, to path: String, limit: Int) async throws -> TransportResponse {
    var response = try await send(request)
    guard (200..<300).contains(response.status) else { return response }
    do {
      try response.body.write(to: URL(fileURLWithPath: path))
    } catch {
      throw TransportFailure.refused(reason: "the file cannot be written")
    }
    response.body = Data()
    return response
  }
}
