import CatalogModel

/// A message of a client, by JSON-RPC 2.0: its envelope is checked, its parameters are not.
struct IncomingMessage: Sendable, Hashable {
  /// What the sender expects.
  enum Kind: Sendable, Hashable {
    case request(RequestID)
    case notification
    /// A response, which answers nothing: this server asks nothing.
    case response
  }

  var kind: Kind
  /// Empty for a response.
  var method: String
  var parameters: [String: JSONValue]

  /// The id of a request; `nil` for anything else.
  var id: RequestID? { if case .request(let id) = kind { id } else { nil } }

  /// A message that breaks the rules of JSON-RPC, with its id as far as it could be read.
  struct Fault: Error, Hashable {
    var error: ProtocolError
    var id: RequestID?
  }

  /// Reads one message.
  ///
  /// - Throws: ``Fault`` for anything but JSON in UTF-8 that holds one message: a batch is refused, as all revisions but
  ///   2025-03-26 say.
  init(_ bytes: [UInt8]) throws(Fault) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Fault(error: ProtocolError(.parse, "The message is no UTF-8."))
    }
    var reader = JSONReader(text)
    guard let value = reader.jsonValue(), reader.isAtEnd else {
      throw Fault(error: ProtocolError(.parse, "The message is no JSON, or nested too deeply."))
    }
    if case .array = value {
      throw Fault(error: ProtocolError(.invalidRequest, "Batches are not accepted: send each message by itself."))
    }
    guard case .object(let members) = value else {
      throw Fault(error: ProtocolError(.invalidRequest, "A message is a JSON object."))
    }
    let id = RequestID(members["id"])
    func fault(_ message: String) -> Fault { Fault(error: ProtocolError(.invalidRequest, message), id: id) }
    guard members["jsonrpc"] == .string("2.0") else { throw fault("jsonrpc must be \"2.0\".") }
    guard let method = members["method"] else {
      guard members["result"] != nil || members["error"] != nil else { throw fault("The method is missing.") }
      self.kind = .response
      self.method = ""
      parameters = [:]
      return
    }
    guard case .string(let name) = method else { throw fault("The method must be a string.") }
    switch members["params"] {
    case nil, .null?: parameters = [:]
    case .object(let named)?: parameters = named
    default: throw fault("params must be an object.")
    }
    guard members["id"] == nil || id != nil else { throw fault("The id must be a string or a whole number.") }
    kind = id.map(Kind.request) ?? .notification
    self.method = name
  }
}
