/// What stops a command, as it is told to a person or another program.
///
/// Messages name what failed, on what, what state is left and the next step. They never hold a secret.
struct CommandError: Error, Sendable, Hashable {
  var status: ExitStatus
  /// A stable word for programs, such as `storeMissing`.
  var code: String
  var message: String
  /// What to quote to Microsoft's support; `nil` where the service was not asked.
  var requestID: String?
  /// The id of a refused sign-in in the tenant's sign-in log, or the `MS-CorrelationId` of a call whose outcome is
  /// unknown; `nil` for everything else.
  var correlationID: String?
  /// What a name that fits several may mean, one per line for a person.
  var candidates: [Candidate] = []

  /// One customer that an ambiguous name may mean.
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

  /// Whether the same may succeed later without anybody doing anything.
  var mayPass: Bool {
    status == .busy || status == .partial
      || ["unreachable", "circuitOpen", "throttled", "storeLocked", "storeWriteFailed"].contains(code)
  }

  /// The command line asks for something that cannot be.
  static func usage(_ message: String) -> CommandError { CommandError(.usage, code: "usage", message: message) }

  /// The configuration file or the environment says something that cannot be.
  static func configuration(_ message: String) -> CommandError {
    CommandError(.failure, code: "configuration", message: message)
  }
}

extension CommandError: Encodable {
  private enum Keys: String, CodingKey { case error, candidates, code, message, requestId, correlationId }

  /// `{"error":{"code","message","requestId"}}`, with `correlationId` where there is one, and beside it the candidates where there are any.
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
