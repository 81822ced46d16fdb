/// An error that stops a command, for a person or another program.
///
/// Messages name the failure, its object, the remaining state and the next step. They never hold a secret.
struct CommandError: Error, Sendable, Hashable {
  /// The code of a command that the user stopped.
  static let cancelled = "cancelled"

  var status: ExitStatus
  /// A stable word for programs, such as `storeMissing`.
  var code: String
  var message: String
  /// The `MS-RequestId` for Microsoft's support; `nil` without a request.
  var requestID: String?
  /// The id of a refused sign-in in the tenant's sign-in log, or the `MS-CorrelationId` of a call whose outcome is
  /// unknown; `nil` for everything else.
  var correlationID: String?
  /// The candidates of an ambiguous name, one per line for a person.
  var candidates: [Candidate] = []

  /// One candidate of an ambiguous name.
  struct Candidate: Encodable, Sendable, Hashable {
    var id: String
    var name: String
    var domain: String
  }

  init(
    _ status: ExitStatus, code: String, message: String, requestID: String? = nil, correlationID: String? = nil,
    candidates: [Candidate] = []
  ) {
    self.status = status
    self.code = code
    self.message = message
    self.requestID = requestID
    self.correlationID = correlationID
    self.candidates = candidates
  }

  /// Whether a repetition may succeed without any action.
  var mayPass: Bool {
    status == .busy || status == .partial
      || ["unreachable", "circuitOpen", "throttled", "storeLocked", "storeWriteFailed"].contains(code)
  }

  /// An invalid command line.
  static func usage(_ message: String) -> CommandError { CommandError(.usage, code: "usage", message: message) }

  /// An invalid configuration file or environment.
  static func configuration(_ message: String) -> CommandError {
    CommandError(.failure, code: "configuration", message: message)
  }
}

extension CommandError: Encodable {
  private enum Keys: String, CodingKey { case error, candidates, code, message, requestId, correlationId }

  /// `{"error":{"code","message","requestId"}}`, with `correlationId` where there is one, and the candidates where
  /// there are any.
  func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: Keys.self)
    var error = object.nestedContainer(keyedBy: Keys.self, forKey: .error)
    try error.encode(code, forKey: .code)
    try error.encode(message, forKey: .message)
    try error.encode(requestID, forKey: .requestId)
    try error.encodeIfPresent(correlationID, forKey: .correlationId)
    if !candidates.isEmpty { try object.encode(candidates, forKey: .candidates) }
  }
}
