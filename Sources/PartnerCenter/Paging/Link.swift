/// Where the service says to go next.
struct Link: Decodable, Hashable, Sendable {
  var uri: String
  var method: String
  var headers: Headers

  init(from decoder: any Decoder) throws {
    let object = try TolerantContainer(decoder)
    uri = try object.required("uri")
    method = object.string("method") ?? "GET"
    headers = Headers(
      object.list("headers", of: LinkHeader.self).map { Headers.Field($0.key, $0.value) })
  }
}

private struct LinkHeader: Decodable {
  var key: String
  var value: String

  init(from decoder: any Decoder) throws {
    let object = try TolerantContainer(decoder)
    key = try object.required("key")
    value = object.string("value") ?? ""
  }
}
