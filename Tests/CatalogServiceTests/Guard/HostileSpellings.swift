@testable import CatalogService

/// Requests that must not be answered, generated from rules. The service answers to its own names and to
/// `catalog.example.com`.
enum HostileSpellings {
  static let names = ["localhost", "127.0.0.1", "[::1]", "catalog.example.com"]
  static let ports = ["", ":80", ":8787"]

  /// A request that is answered, but for what a rule changes of it.
  static func request(_ fields: [(String, String)], _ method: String = "GET", _ path: String = "/api/v1/status")
    -> ServiceRequest
  {
    var request = ServiceRequest(method: method, path: path)
    for (name, value) in fields { request.headers.add(name, value) }
    return request
  }

  static var all: [ServiceRequest] { hosts + origins + fetches }

  /// Names that are not the service's, and the service's names in other spellings.
  static var hosts: [ServiceRequest] {
    let foreign = [
      "evil.example", "evil.localhost", "localhost.evil.example", "127.0.0.1.nip.io",
      "catalog.example.com.evil.example",
      "xn--lcalhost-n5a", "0.0.0.0", "127.0.0.2", "10.0.0.1", "169.254.169.254", "[::]", "[::2]", "[fe80::1]",
      "[::ffff:7f00:1]", "example.com", "atalog.example.com",
    ]
    let numbers = [
      "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "127.0.0.01", "127.000.000.001",
      "[0:0:0:0:0:0:0:1]", "[0::1]", "[::0001]", "[::ffff:127.0.0.1]", "[::1%lo]", "[::1%25lo]", "::1", "[::1", "::1]",
    ]
    let decorated = names.flatMap { name in
      [
        "\(name).", ".\(name)", "\(name):", "\(name):0", "\(name):65536", "\(name):080", "\(name):80:80", "\(name):8o",
        "\(name):-1", "\(name) ", "\(name)/", "\(name)?", "\(name)#", "\(name)\\", "user@\(name)",
        "\(name)@evil.example",
        "\(name),evil.example", "evil.example,\(name)", "\(name)\tx", "\(name)%00", "http://\(name)", "*.\(name)",
        "\(name)\u{AD}", "\(name)\u{200B}", "\(name);", "\"\(name)\"",
      ]
    }
    let letters = ["ｌocalhost", "lоcalhost", "localhoſt", "127。0。0。1", "①27.0.0.1", "", "%6cocalhost"]
    let fields =
      foreign.flatMap { name in ports.map { [("Host", name + $0)] } }
      + (numbers + decorated + letters).map { [("Host", $0)] }
      + [[], [("X-Forwarded-Host", "localhost")], [("Forwarded", "host=localhost")]]
      + names.flatMap { name in
        [
          [("Host", name), ("Host", name)], [("Host", name), ("host", "evil.example")],
          [("Host", "evil.example"), ("Host", name)],
        ]
      }
    let absolute = names.flatMap { name in
      ["http://\(name)/", "https://\(name)/", "http://evil.example/", "//", "*", "\(name):80", ""].filter {
        !$0.hasPrefix("/")
      }.map { request([("Host", name)], "GET", $0) }
    }
    return fields.map { request($0) } + absolute
  }

  /// Pages of other places, and the service's own in other spellings.
  static var origins: [ServiceRequest] {
    let foreign = [
      "null", "", "*", "http://", "https://evil.example", "http://evil.example:8787", "file://", "about:blank",
    ]
    let near = [
      "http://localhost:3000", "http://localhost", "https://localhost", "http://127.0.0.1:8787", "http://[::1]:8787",
      "http://localhost.evil.example:8787", "http://evil.localhost:8787", "http://localhost.:8787",
      "ftp://localhost:8787", "ws://localhost:8787", "localhost:8787", "//localhost:8787", "HTTP://localhost:8787",
      "http://localhost:8787/", "http://localhost:8787/page", "http://localhost:8787?", "http://localhost:8787#",
      "http://user@localhost:8787", "http://localhost:8787@evil.example", "http://localhost:08787",
      "http://localhost:8787 http://evil.example", "http://evil.example, http://localhost:8787",
      "chrome-extension://localhost:8787", "https://catalog.example.com.evil.example", "http://catalog.example.com.",
    ]
    let values =
      (foreign + near).map { [$0] } + [
        ["http://localhost:8787", "http://localhost:8787"], ["http://localhost:8787", "https://evil.example"],
      ]
    return ["GET", "POST"].flatMap { method in
      values.map { origins in
        request([("Host", "localhost:8787")] + origins.map { ("Origin", $0) }, method)
      }
    }
  }

  /// What a browser says of pages of other sites, but for navigation to a page.
  static var fetches: [ServiceRequest] {
    let modes = ["navigate", "cors", "no-cors", "same-origin", "websocket", nil]
    let destinations = ["document", "iframe", "frame", "script", "image", "style", "object", "embed", "empty", nil]
    var requests: [ServiceRequest] = []
    for site in ["cross-site", "same-site"] {
      for mode in modes {
        for destination in destinations {
          for (method, path) in [("GET", "/"), ("POST", "/"), ("GET", "/api/v1/status")]
          where !(mode == "navigate" && destination == "document" && (method, path) == ("GET", "/")) {
            requests.append(
              request(
                [("Host", "localhost:8787"), ("Sec-Fetch-Site", site)] + (mode.map { [("Sec-Fetch-Mode", $0)] } ?? [])
                  + (destination.map { [("Sec-Fetch-Dest", $0)] } ?? []), method, path))
          }
        }
      }
    }
    let odd =
      ["", "Cross-Site", "cross-origin", "none, cross-site", "same-origin;x", "?1"].map { [$0] } + [
        ["same-origin", "cross-site"], ["none", "none"],
      ]
    return requests
      + odd.map { sites in
        request([("Host", "localhost:8787")] + sites.map { ("Sec-Fetch-Site", $0) }, "GET", "/")
      }
  }
}
