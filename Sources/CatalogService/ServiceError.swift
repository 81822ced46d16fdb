public import CatalogJSON
import CatalogModel
import CatalogQuery

/// A refusal with its status code, as JSON.
public struct ServiceError: Error, Sendable, Hashable {
  /// The code and the message.
  public var response: ErrorResponse
  /// The status code of the reply.
  public var status: Int
  /// Further header fields, such as `Retry-After`.
  public var headers: ServiceHeaders

  /// A refusal with the status of its code.
  public init(_ response: ErrorResponse, headers: ServiceHeaders = ServiceHeaders()) {
    self.response = response
    self.headers = headers
    status = Self.status(of: response.code)
  }

  /// A refusal with the status of its code.
  public init(_ code: ErrorCode, _ message: String, headers: ServiceHeaders = ServiceHeaders()) {
    self.init(ErrorResponse(code: code, message: message), headers: headers)
  }

  /// The refusal for any error: what is not known is `failed`, and its text stays inside.
  public init(_ error: any Error) {
    switch error {
    case let error as ServiceError: self = error
    case let error as CatalogError: self.init(ErrorResponse(error))
    case let word as UnknownWord: self.init(.usage, "\(word)")
    case is CancellationError: self.init(.cancelled, "The request was cancelled.")
    default: self.init(.failed, "The server failed at an unexpected error. Nothing was changed.")
    }
  }

  /// The status code for an error code: the only table.
  ///
  /// 503 means that a repetition may succeed; 500 that it needs somebody at the server.
  public static func status(of code: ErrorCode) -> Int {
    switch code {
    case .usage, .itemUnreadable, .positionUnreadable: 400
    case .unauthorized: 401
    case .forbidden: 403
    case .pathNotFound, .customerNotFound, .itemNotFound: 404
    case .methodNotAllowed: 405
    case .customerAmbiguous, .itemAmbiguous, .customerMarketUnknown, .relationshipEnded: 409
    case .requestTooLarge: 413
    case .requestUnsupported: 415
    case .hostUnknown: 421
    case .tooManyRequests: 429
    case .busy, .deadline, .notReady, .cancelled, .storeBusy, .storeDamaged, .storeForeign, .storeLocked,
      .storeMissing, .storeNewer, .storeOlder, .storeOther, .storeUnreadable:
      503
    default: 500
    }
  }
}

extension ServiceError {
  /// An invalid request.
  static func usage(_ message: String) -> ServiceError { ServiceError(.usage, message) }

  /// An invalid value of a parameter; `fault` says what is wrong and what is accepted, as sentences.
  static func parameter(_ name: String, _ fault: String) -> ServiceError { usage("Parameter \(name): \(fault)") }

  static let busy = ServiceError(
    .busy, "The server has more requests than it can answer. Nothing was read: try again in a second.",
    headers: ["Retry-After": "1"])

  static func deadline(_ limit: Duration) -> ServiceError {
    ServiceError(
      .deadline,
      "The answer takes longer than \(limit.components.seconds) s, and was given up. Ask about one market, or for less.",
      headers: ["Retry-After": "1"])
  }
}

extension ServiceReply {
  /// The reply of a refusal: its JSON on one line.
  public init(_ error: ServiceError) {
    // Strings alone, which always encode.
    let body = (try? OrderedJSONEncoder().encode(error.response)) ?? []
    self.init(status: error.status, Self.json, body + [0x0A])
    for field in error.headers.fields { headers.add(field.name, field.value) }
    headers["Cache-Control"] = "no-store"
  }

  static let json = "application/json"
}
