import PartnerCenter
import Testing

@testable import PartnerCenterHTTP

@Suite("Plain http is for this machine alone")
struct RequestTargetTests {
  @Test(
    "These may be asked",
    arguments: [
      ("http://127.0.0.1:8080/v1", "127.0.0.1", 8080), ("http://127.255.0.9/", "127.255.0.9", 80),
      ("http://localhost/", "localhost", 80), ("http://LocalHost:1/", "LocalHost", 1),
      ("http://[::1]:8080/", "::1", 8080),
      ("https://api.example.com/v1", "api.example.com", 443),
      ("HTTPS://api.example.com:8443/", "api.example.com", 8443),
    ])
  func good(url: String, host: String, port: Int) throws {
    let target = try RequestTarget(url)
    #expect(target.host == host)
    #expect(target.port == port)
  }

  @Test(
    "These are refused before anything is sent",
    arguments: [
      "http://api.example.com/", "http://127.0.0.1.evil.example/", "http://localhost.evil.example/",
      "http://128.0.0.1/",
      "http://127.1/", "http://127.0.0.256/", "http://0177.0.0.1/", "http://2130706433/", "http://[::2]/",
      "http://127.0.0.1@evil.example/", "https://user:hush@api.example.com/", "ftp://localhost/", "unix:///tmp/x",
      "http+unix://%2Ftmp%2Fx/", "/v1/products", "", "https://",
    ])
  func bad(url: String) throws {
    #expect {
      try RequestTarget(url)
    } throws: { error in
      guard case .refused(let reason) = error as? TransportFailure else { return false }
      return !reason.contains("hush")
    }
  }

  @Test("The refusal says why")
  func words() {
    #expect(
      throws: TransportFailure.refused(
        reason: "plain http is only for this machine; api.example.com needs https, or the token would be readable")
    ) { try RequestTarget("http://api.example.com/v1") }
  }
}
