import CatalogModel
public import CatalogQuery

/// An error as JSON: `{"error":{"code","message","requestId"}}`.
public struct ErrorResponse: Codable, Sendable, Hashable {
  /// The stable word.
  public var code: ErrorCode
  /// The failure, its subject, the remaining state and the next step, in plain English.
  public var message: String
  /// The `MS-RequestId` for Microsoft's support; `nil` without a request.
  public var requestID: String?
  /// The id of a refused sign-in in the tenant's sign-in log, or the `MS-CorrelationId` of a call whose outcome is
  /// unknown; `nil` for everything else.
  public var correlationID: String?
  /// The candidates of an ambiguous name; empty for every other error.
  public var candidates: [Candidate]

  /// One candidate of an ambiguous name.
  public struct Candidate: Codable, Sendable, Hashable {
    /// The id of the customer, or `PRODUCT:SKU`.
    public var id: String
    /// The company name, or the title of the SKU.
    public var name: String
    /// The domain of the company profile; empty for a SKU.
    public var domain: String

    /// A candidate; nothing is checked.
    public init(id: String, name: String, domain: String) {
      self.id = id
      self.name = name
      self.domain = domain
    }
  }

  /// An error with its message.
  public init(
    code: ErrorCode, message: String, requestID: String? = nil, correlationID: String? = nil,
    candidates: [Candidate] = []
  ) {
    self.code = code
    self.message = message
    self.requestID = requestID
    self.correlationID = correlationID
    self.candidates = candidates
  }

  /// The error of a catalog, with the customers or SKUs that an ambiguous name may mean.
  public init(_ error: CatalogError) {
    self.init(
      code: ErrorCode(error.code.rawValue), message: error.message,
      candidates: error.candidates.map { Candidate(id: $0.id.rawValue, name: $0.name, domain: $0.domain) }
        + error.itemCandidates.map { Candidate(id: $0.sku.description, name: $0.displayTitle, domain: "") })
  }

  private enum CodingKeys: String, CodingKey { case error, candidates }
  private enum ErrorKeys: String, CodingKey { case code, message, requestId, correlationId }

  /// Reads the JSON of ``encode(to:)``; keys that it does not know are no error.
  public init(from decoder: any Decoder) throws {
    let object = try decoder.container(keyedBy: CodingKeys.self)
    let error = try object.nestedContainer(keyedBy: ErrorKeys.self, forKey: .error)
    code = try error.decode(ErrorCode.self, forKey: .code)
    message = try error.decode(String.self, forKey: .message)
    requestID = try error.decodeIfPresent(String.self, forKey: .requestId)
    correlationID = try error.decodeIfPresent(String.self, forKey: .correlationId)
    candidates = try object.decodeIfPresent([Candidate].self, forKey: .candidates) ?? []
  }

  /// Writes `requestId` as null where there is none, and the correlation id and the candidates where there are any.
  public func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: CodingKeys.self)
    var error = object.nestedContainer(keyedBy: ErrorKeys.self, forKey: .error)
    try error.encode(code, forKey: .code)
    try error.encode(message, forKey: .message)
    try error.encode(requestID, forKey: .requestId)
    try error.encodeIfPresent(correlationID, forKey: .correlationId)
    if !candidates.isEmpty { try object.encode(candidates, forKey: .candidates) }
  }
}
