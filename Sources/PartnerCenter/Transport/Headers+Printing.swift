/// Headers print with their values, except secret ones.
extension Headers.Field: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// `name: value`; the value of a secret header is `…`.
  public var description: String { "\(name): \(isSecret ? "…" : value)" }
  /// As ``description``.
  public var debugDescription: String { description }
  /// Name and value; the value of a secret header is `…`.
  public var customMirror: Mirror { Mirror(self, children: ["name": name, "value": isSecret ? "…" : value]) }

  private var isSecret: Bool {
    ["authorization", "proxy-authorization", "cookie", "set-cookie"].contains(name.lowercased())
  }
}

/// Requests print without their body, which may hold a secret.
extension TransportRequest: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Method and address.
  public var description: String { "\(method.rawValue) \(url)" }
  /// As ``description``.
  public var debugDescription: String { description }
  /// Method, address and headers; no body.
  public var customMirror: Mirror {
    Mirror(self, children: ["method": method.rawValue, "url": url, "headers": headers])
  }
}

/// Responses print with the size of their body, which may be a token.
extension TransportResponse: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Status and size of the body.
  public var description: String { "\(status), \(body.count) bytes" }
  /// As ``description``.
  public var debugDescription: String { description }
  /// Status, headers and size of the body.
  public var customMirror: Mirror {
    Mirror(self, children: ["status": status, "headers": headers, "bytes": body.count])
  }
}
