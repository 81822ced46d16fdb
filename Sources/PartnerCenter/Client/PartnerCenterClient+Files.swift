/// Responses that go into files.
extension PartnerCenterClient {
  /// Reads a response into a file, so that its size does not matter; a repetition begins the file again.
  ///
  /// - Parameters:
  ///   - call: a read.
  ///   - path: a file that is overwritten, or made for its owner alone. It holds a part where this throws.
  ///   - limit: the largest body in bytes.
  ///   - check: looks at the file of a successful response; its error makes the response unreadable.
  /// - Returns: the response without its body.
  /// - Throws: as ``get(_:as:)``; ``RequestError`` where the transport carries no files.
  package func download(
    _ call: Call, to path: String, limit: Int, checking check: () throws -> Void
  ) async throws -> Outcome<TransportResponse> {
    guard let files = transport as? any FileTransport else {
      throw RequestError(
        cause: .transport(.refused(reason: "this connection carries no files")), path: call.path, attempts: 0,
        requestID: nil)
    }
    return try await carried(by: FileBody(files: files, path: path, limit: limit)).exchange(call) { response in
      try check()
      return response
    }
  }
}

/// Writes each response into one file.
private struct FileBody: Transport {
  var files: any FileTransport
  var path: String
  var limit: Int

  func send(_ request: TransportRequest) async throws -> TransportResponse {
    try await files.download(request, to: path, limit: limit)
  }
}
