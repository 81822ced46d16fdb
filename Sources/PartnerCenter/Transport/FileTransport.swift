/// A transport that also carries a response into a file, so that its size does not matter.
public protocol FileTransport: Transport {
  /// Sends a request, and writes the body of a successful response into a file.
  ///
  /// - Parameters:
  ///   - request: complete, without a token where the address itself holds the permission.
  ///   - path: a file that is overwritten, or made for its owner alone.
  ///   - limit: the largest body in bytes.
  /// - Returns: the response; its body is empty where it succeeded, and at most 64 kB where it did not.
  /// - Throws: ``TransportFailure``, `CancellationError`. The file then holds a part.
  func download(_ request: TransportRequest, to path: String, limit: Int) async throws -> TransportResponse
}
