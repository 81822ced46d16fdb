/// The relation between the page that asks and this service, as the browser states it.
///
/// Source: W3C, "Fetch Metadata Request Headers". Programs send none of these fields; a page cannot set them.
enum FetchMetadata {
  /// Whether a request may be answered.
  ///
  /// Allowed are requests of the service's own pages, those that a person makes directly, and navigation to a page from
  /// elsewhere, such as a link in a mail.
  static func allows(_ request: ServiceRequest, isPage: () -> Bool) -> Bool {
    switch request.headers[all: "Sec-Fetch-Site"] {
    case []: true
    case ["same-origin"], ["none"]: true
    case ["same-site"], ["cross-site"]:
      request.method == "GET" && request.headers[all: "Sec-Fetch-Mode"] == ["navigate"]
        && request.headers[all: "Sec-Fetch-Dest"] == ["document"] && isPage()
    default: false
    }
  }
}
