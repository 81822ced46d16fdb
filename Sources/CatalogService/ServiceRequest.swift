/// A request of the HTTP API as a value: nothing of it has been trusted or checked.
public struct ServiceRequest: Sendable {
  /// In upper case, such as `GET`.
  public var method: String
  /// The path as sent, with its percent escapes, without the query: `/api/v1/items/CFQ7TTC0LH18:0001:X`.
  public var path: String
  /// The query as sent, without `?`; empty for none.
  public var query: String
  /// The header fields.
  public var headers: ServiceHeaders
  /// The body; empty for none.
  public var body: [UInt8]
  /// Where the request comes from.
  public var peer: Peer

  /// Where a request comes from.
  public enum Peer: Sendable, Hashable {
    /// A Unix socket, whose file says who may connect.
    case unixSocket
    /// A network address, without its port.
    case address(String)
  }

  /// A request; nothing is checked.
  public init(
    method: String = "GET", path: String, query: String = "", headers: ServiceHeaders = ServiceHeaders(),
    body: [UInt8] = [], peer: Peer = .address("127.0.0.1")
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
    self.peer = peer
  }
}

/// Header fields in their order; names compare without case.
public struct ServiceHeaders: Sendable, Hashable, ExpressibleByDictionaryLiteral {
  /// Names and values, as sent.
  public private(set) var fields: [Field]

  /// One field.
  public struct Field: Sendable, Hashable {
    /// As sent.
    public var name: String
    /// As sent.
    public var value: String
  }

  /// Fields in the order of the literal.
  public init(dictionaryLiteral fields: (String, String)...) {
    self.fields = fields.map { Field(name: $0.0, value: $0.1) }
  }

  /// The values of a name, in their order.
  public subscript(all name: String) -> [String] {
    let name = name.lowercased()
    return fields.filter { $0.name.lowercased() == name }.map(\.value)
  }

  /// The first value of a name; set, it replaces all of them.
  public subscript(name: String) -> String? {
    get { self[all: name].first }
    set {
      let lower = name.lowercased()
      fields.removeAll { $0.name.lowercased() == lower }
      if let newValue { fields.append(Field(name: name, value: newValue)) }
    }
  }

  /// Adds a field beside those of the same name.
  public mutating func add(_ name: String, _ value: String) { fields.append(Field(name: name, value: value)) }
}
