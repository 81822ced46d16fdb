/// A link of a response, such as the one to the next page.
struct Link: WireResource, Hashable {
  var uri: String
  var method: String
  var headers: Headers

  /// A link to the page behind a token.
  ///
  /// Source: "Get invoice line items": `seekOperation=Next`, and the token in `MS-ContinuationToken`.
  init(continuing path: String, with token: String) {
    uri = path + (path.contains("?") ? "&" : "?") + "seekOperation=Next"
    method = "GET"
    headers = [.init("MS-ContinuationToken", token)]
  }

  init(_ object: WireObject) throws {
    uri = try object.requiredText("uri")
    method = object.string("method") ?? "GET"
    headers = Headers(
      object.list("headers", of: LinkHeader.self).map { Headers.Field($0.key, $0.value) })
  }
}

private struct LinkHeader: WireResource {
  var key: String
  var value: String

  init(_ object: WireObject) throws {
    key = try object.requiredText("key")
    value = object.string("value") ?? ""
  }
}
