import Foundation
import Testing

@testable import PartnerCenter

@Suite("Links are followed to the configured host and nowhere else")
struct LinkResolutionTests {
  private func link(_ uri: String, method: String = "GET", headers: String = "[]") throws -> Link {
    let quoted = String(decoding: try JSONEncoder().encode(uri), as: UTF8.self)
    return try Link(
      body: Data(#"{"uri":\#(quoted),"method":"\#(method)","headers":\#(headers)}"#.utf8))
  }

  private let endpoint = ServiceEndpoint(cloud: .global, api: "https://api.example.com/")

  @Test(
    "Good links",
    arguments: [
      ("/customers?size=40", "/v1/customers?size=40"), ("/v1/customers?size=40", "/v1/customers?size=40"),
      ("customers?size=40", "/v1/customers?size=40"), ("v1/customers", "/v1/customers"),
      ("/invoices?a=1?b=2&offset=", "/v1/invoices?a=1?b=2&offset="), (" /customers\n", "/v1/customers"),
      ("/v1beta/customers", "/v1/v1beta/customers"), ("/a%2Fb?x=%20", "/v1/a%2Fb?x=%20"),
      ("https://api.example.com/v1/customers?x=1", "/v1/customers?x=1"),
      ("HTTPS://API.Example.com:443/v1/customers", "/v1/customers"), ("https://api.example.com", ""),
    ])
  func good(uri: String, path: String) throws {
    #expect(try endpoint.resolve(link(uri)) == "https://api.example.com" + path)
  }

  @Test(
    "Bad links",
    arguments: [
      "https://evil.example/v1/customers", "http://api.example.com/v1/customers", "https://api.example.com:8443/v1",
      "//evil.example/v1/customers", "https://user@api.example.com/v1", "https://user:word@api.example.com/v1",
      "https://api.example.com@evil.example/v1", "https://api.example.com.evil.example/", "ftp://api.example.com/",
      "https:/evil.example/", "https:evil.example", "javascript:alert(1)", "/cust\r\nX-Injected: 1", "/cust omers",
      "\\\\evil.example\\", "/\u{7F}", "https://api.example.com\\@evil.example/",
      "https://api.example.com%2eevil.example/",
    ])
  func bad(uri: String) throws {
    let link = try link(uri)
    #expect(throws: PagingFault.foreignLink(uri: uri)) { try endpoint.resolve(link) }
  }

  @Test("A link with another method is not followed")
  func method() throws {
    let link = try link("/customers", method: "POST")
    #expect(throws: PagingFault.foreignLink(uri: "/customers")) { try endpoint.resolve(link) }
  }

  @Test("The port belongs to the host")
  func port() throws {
    let local = ServiceEndpoint(cloud: .global, api: "http://127.0.0.1:8080")
    #expect(try local.resolve(link("http://127.0.0.1:8080/v1/x")) == "http://127.0.0.1:8080/v1/x")
    let other = try link("http://127.0.0.1:8081/v1/x")
    #expect(throws: PagingFault.self) { try local.resolve(other) }
  }

  @Test("Headers of a link are sent on, but for those of identity and framing and those that are none")
  func headers() throws {
    let link = try link(
      "/customers",
      headers: #"""
        [{"key":"MS-ContinuationToken","value":"AAAA"},{"key":"authorization","value":"Bearer evil"},
         {"key":"HOST","value":"evil"},{"key":"Transfer-Encoding","value":"chunked"},{"key":"Cookie","value":"a"},
         {"key":"MS-RequestId","value":"x"},{"key":"a b","value":"x"},{"key":"c","value":"1\r\nd: 2"},
         {"key":"X-Empty"},{"key":"","value":"x"},{"value":"x"}]
        """#)
    #expect(
      endpoint.followableHeaders(of: link) == [.init("MS-ContinuationToken", "AAAA"), .init("X-Empty", "")])
  }
}
