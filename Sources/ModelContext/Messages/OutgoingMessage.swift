import CatalogModel

/// A response to a client.
enum OutgoingMessage {
  /// The bytes of a result, on one line.
  static func result(_ result: JSONValue, to id: RequestID) -> [UInt8] {
    bytes(["jsonrpc": .string("2.0"), "id": id.value, "result": result])
  }

  /// The bytes of an error, on one line; a request whose id could not be read is answered with null.
  static func error(_ error: ProtocolError, to id: RequestID?) -> [UInt8] {
    var members: [String: JSONValue] = [
      "code": .integer(Int64(error.code.rawValue)), "message": .string(SafeText.line(error.message)),
    ]
    members["data"] = error.data.map(SafeText.value)
    return bytes(["jsonrpc": .string("2.0"), "id": id?.value ?? .null, "error": .object(members)])
  }

  private static func bytes(_ members: [String: JSONValue]) -> [UInt8] {
    var json = JSONWriter()
    json.value(.object(members))
    return json.bytes
  }
}
