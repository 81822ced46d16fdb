import CatalogModel

/// The ids under which the service knows one request: those that its support asks for.
///
/// A caller that must know them before the request is sent, such as a journal, sets them as ``Call/tracing``. Every
/// attempt of a call with ``Call/Safety/once`` has both; of other calls only the first attempt has the request id.
///
/// Source: "Partner Center REST headers": `MS-RequestId` is for idempotency, the same value after a time-out, a new one
/// after any response; `MS-CorrelationId` joins the requests of one task.
public struct TracingIDs: Sendable, Hashable {
  /// The `MS-RequestId`, a GUID in lower case.
  public let requestID: String
  /// The `MS-CorrelationId`, a GUID in lower case.
  public let correlationID: String

  /// Reads ids that were written down.
  ///
  /// - Returns: `nil` where one of them is not a GUID: nothing else is sent as a header.
  public init?(requestID: String, correlationID: String) {
    guard GUID.isGUID(requestID), GUID.isGUID(correlationID) else { return nil }
    self.init(unchecked: requestID.lowercased(), correlationID: correlationID.lowercased())
  }

  init(unchecked requestID: String, correlationID: String) {
    self.requestID = requestID
    self.correlationID = correlationID
  }
}
