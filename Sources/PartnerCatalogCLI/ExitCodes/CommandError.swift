import CatalogJSON

/// An error that stops a command, for a person or another program.
///
/// Messages name the failure, its object, the remaining state and the next step. They never hold a secret.
struct CommandError: Error, Sendable, Hashable, CustomStringConvertible {
  var status: ExitStatus
  /// A stable word for programs.
  var code: ErrorCode
  var message: String
  /// The `MS-RequestId` for Microsoft's support; `nil` without a request.
  var requestID: String?
  /// The id of a refused sign-in in the tenant's sign-in log, or the `MS-CorrelationId` of a call whose outcome is
  /// unknown; `nil` for everything else.
  var correlationID: String?
  /// The candidates of an ambiguous name, one per line for a person.
  var candidates: [Candidate] = []

  typealias Candidate = ErrorResponse.Candidate

  /// The message.
  var description: String { message }

  init(
    _ status: ExitStatus, code: ErrorCode, message: String, requestID: String? = nil, correlationID: String? = nil,
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
      || [.unreachable, .databaseUnreachable, .circuitOpen, .throttled, .storeLocked, .storeWriteFailed].contains(code)
  }

  /// An invalid command line.
  static func usage(_ message: String) -> CommandError { CommandError(.usage, code: .usage, message: message) }

  /// An invalid configuration file or environment.
  static func configuration(_ message: String) -> CommandError {
    CommandError(.failure, code: .configuration, message: message)
  }
}

extension CommandError: Encodable {
  /// The error as JSON.
  var response: ErrorResponse {
    ErrorResponse(
      code: code, message: message, requestID: requestID, correlationID: correlationID, candidates: candidates)
  }

  func encode(to encoder: any Encoder) throws { try response.encode(to: encoder) }
}
