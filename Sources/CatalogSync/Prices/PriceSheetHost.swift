package import PartnerCenter

/// Carries requests to the host of price sheets, whose bodies are files.
package protocol PriceSheetHost: Sendable {
  /// Sends a request, and writes the body of a response with status 200 into a file that is not there yet.
  ///
  /// - Returns: the response; of status 200 without its body. A response of any status is not an error, redirects are not
  ///   followed.
  /// - Throws: `TransportFailure`, or `CancellationError`; the file may hold a part then.
  func download(_ request: TransportRequest, to path: String) async throws -> TransportResponse
}
