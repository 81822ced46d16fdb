import CatalogJSON
import Foundation
import Testing

@testable import CatalogService

@Suite("The guard of requests")
struct ServiceGuardTests {
  private func guarded(
    tokens: AccessTokens? = nil, scopes: Set<ServiceAccess.Scope> = Set(ServiceAccess.Scope.allCases)
  ) throws -> ServiceGuard {
    ServiceGuard(
      hosts: try AllowedHosts(["catalog.example.com", "Other.Example"]), tokens: tokens, scopes: scopes,
      perSecond: 1_000_000, burst: 1_000_000, advice: { $0 == .hostUnknown ? "Allow it." : nil })
  }

  private func refused(_ request: ServiceRequest, _ guarded: ServiceGuard) -> GuardRefusal? {
    do {
      _ = try guarded.access(of: request, isPage: { request.path == "/" })
      return nil
    } catch {
      return error
    }
  }

  @Test("No hostile spelling of a host, an origin or a relation is served, and none is repeated")
  func hostile() throws {
    let guarded = try guarded()
    let requests = HostileSpellings.all
    #expect(requests.count >= 200)
    let served = requests.filter { refused($0, guarded) == nil }
    #expect(served.isEmpty, "\(served.count) of \(requests.count): \(served.map(\.headers.fields).prefix(5))")
    for request in HostileSpellings.hosts {
      let refusal = try #require(refused(request, guarded))
      #expect(refusal.reason == .host && refusal.reply.status == 421)
      #expect(
        String(decoding: refusal.reply.body, as: UTF8.self)
          == #"{"error":{"code":"hostUnknown","message":"The request names a host that is not allowed. Nothing was read. Allow it.","requestId":null}}"#
          + "\n")
    }
    for request in HostileSpellings.origins + HostileSpellings.fetches {
      let refusal = try #require(refused(request, guarded))
      #expect(refusal.reason == .origin && refusal.reply.status == 403)
      let error = try JSONDecoder().decode(ErrorResponse.self, from: Data(refusal.reply.body))
      #expect(error.code == .forbidden)
    }
  }

  @Test(
    "The service's own names are answered with any port and in any case",
    arguments: [
      "localhost", "LocalHost", "localhost:8787", "127.0.0.1", "127.0.0.1:1", "[::1]", "[::1]:65535",
      "catalog.example.com", "catalog.example.com:443", "CATALOG.example.com", "other.example:80",
    ])
  func names(host: String) throws {
    #expect(try refused(HostileSpellings.request([("Host", host)]), guarded()) == nil)
  }

  @Test(
    "Pages of the service itself may ask, also behind a proxy that listens at another port",
    arguments: [
      ("localhost:8787", "http://localhost:8787"), ("127.0.0.1:80", "http://127.0.0.1"),
      ("localhost", "https://localhost:8443"), ("[::1]:443", "https://[::1]"),
      ("catalog.example.com", "https://catalog.example.com:8443"),
      ("catalog.example.com:443", "https://catalog.example.com"), ("127.0.0.1:8787", "https://catalog.example.com"),
    ])
  func origins(host: String, origin: String) throws {
    #expect(try refused(HostileSpellings.request([("Host", host), ("Origin", origin)], "POST"), guarded()) == nil)
  }

  @Test(
    "A link from elsewhere opens a page; the service's own pages and people ask for anything",
    arguments: [
      ("/", ["cross-site", "navigate", "document"]), ("/", ["same-site", "navigate", "document"]),
      ("/api/v1/status", ["same-origin", "cors", "empty"]), ("/api/v1/status", ["none", "navigate", "document"]),
      ("/style.css", ["same-origin", "no-cors", "style"]),
    ])
  func navigation(path: String, fields: [String]) throws {
    let names = ["Sec-Fetch-Site", "Sec-Fetch-Mode", "Sec-Fetch-Dest"]
    let request = HostileSpellings.request([("Host", "localhost:8787")] + Array(zip(names, fields)), "GET", path)
    #expect(try refused(request, guarded()) == nil)
  }

  @Test("A name with a port, a path or a blank is no host name", arguments: ["a:80", "a/b", "", "a b", "[::1", "ä.de"])
  func invalidNames(name: String) {
    #expect(throws: InvalidHostName(text: name)) { try AllowedHosts([name]) }
  }

  // MARK: - Tokens

  private static let both = AccessToken(
    label: "sales", scopes: [.catalog, .customers], digest: AccessToken.digest(of: "pcat_both"))
  private static let one = AccessToken(label: "model", scopes: [.catalog], digest: AccessToken.digest(of: "pcat_one"))

  private static func basic(_ text: String) -> String { "Basic \(Data(text.utf8).base64EncodedString())" }

  @Test(
    "A token is taken as bearer and as the password of any user; everything else is refused with both challenges",
    arguments: [
      (["Bearer pcat_both"], "sales"), (["bearer  pcat_one"], "model"), ([basic("anybody:pcat_both")], "sales"),
      ([basic(":pcat_one")], "model"), ([], nil), (["Bearer"], nil), (["Bearer "], nil), (["Bearer pcat_none"], nil),
      (["Bearer pcat_both "], nil), (["pcat_both"], nil), (["Basic pcat_both"], nil), (["Basic !!"], nil),
      ([basic("pcat_both")], nil), (["Digest pcat_both"], nil), (["Bearer pcat_both", "Bearer pcat_both"], nil),
      (["Bearer " + String(repeating: "x", count: 5000)], nil),
    ] as [([String], String?)])
  func tokens(fields: [String], label: String?) throws {
    let guarded = try guarded(tokens: AccessTokens([Self.both, Self.one]))
    let request = HostileSpellings.request([("Host", "localhost")] + fields.map { ("Authorization", $0) })
    guard let label else {
      let refusal = try #require(refused(request, guarded))
      #expect(refusal.reason == .token && refusal.reply.status == 401)
      #expect(
        refusal.reply.headers[all: "WWW-Authenticate"] == [
          "Bearer realm=\"partner-catalog\"", "Basic realm=\"partner-catalog\", charset=\"UTF-8\"",
        ])
      #expect(!String(decoding: refusal.reply.body, as: UTF8.self).contains("pcat_"))
      return
    }
    #expect(try guarded.access(of: request).label == label)
  }

  @Test("A token gives its scopes, never more than the service has; without a file everybody has the service's")
  func scopes() throws {
    let request = HostileSpellings.request([("Host", "localhost"), ("Authorization", "Bearer pcat_both")])
    let model = HostileSpellings.request([("Host", "localhost"), ("Authorization", "Bearer pcat_one")])
    let tokens = AccessTokens([Self.both, Self.one])
    #expect(try guarded(tokens: tokens).access(of: request).scopes == [.catalog, .customers])
    #expect(try guarded(tokens: tokens).access(of: model).scopes == [.catalog])
    #expect(try guarded(tokens: tokens, scopes: [.catalog]).access(of: request).scopes == [.catalog])
    #expect(try guarded().access(of: model) == ServiceAccess(label: nil, scopes: [.catalog, .customers]))
    #expect(try guarded(scopes: [.catalog]).access(of: model).scopes == [.catalog])
  }

  @Test("A probe needs no token and may read nothing; replaced tokens count at once")
  func probes() throws {
    let guarded = try guarded(tokens: AccessTokens([Self.both]))
    let request = HostileSpellings.request([("Host", "localhost"), ("Authorization", "Bearer pcat_one")])
    #expect(try guarded.access(of: request, isProbe: { true }).scopes.isEmpty)
    #expect(refused(request, guarded)?.reply.status == 401)
    guarded.replace(tokens: AccessTokens([Self.one]))
    #expect(try guarded.access(of: request).label == "model")
  }

  @Test("Every response has the header fields that protect a browser, whatever the family says")
  func headers() {
    let reply = ServiceReply(
      headers: ["Content-Security-Policy": "default-src *", "Cache-Control": "private, no-cache"]
    ).secured
    #expect(
      reply.headers[all: "content-security-policy"] == [
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
      ])
    #expect(reply.headers["X-Content-Type-Options"] == "nosniff")
    #expect(reply.headers["Cross-Origin-Resource-Policy"] == "same-origin")
    #expect(reply.headers["Cross-Origin-Opener-Policy"] == "same-origin")
    #expect(reply.headers["Referrer-Policy"] == "same-origin")
    #expect(reply.headers[all: "Cache-Control"] == ["private, no-cache"])
    #expect(ServiceReply().secured.headers["Cache-Control"] == "no-store")
  }
}
