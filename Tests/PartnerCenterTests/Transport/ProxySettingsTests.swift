import Testing

@testable import PartnerCenter

@Suite("HTTPS_PROXY and NO_PROXY are read as curl reads them")
struct ProxySettingsTests {
  @Test(
    "The address",
    arguments: [
      ("http://proxy.example.com:3128", "proxy.example.com:3128"), ("proxy.example.com:3128", "proxy.example.com:3128"),
      ("http://proxy.example.com", "proxy.example.com:80"), ("http://[::1]:8080/", "::1:8080"),
    ])
  func address(value: String, server: String) throws {
    #expect(try ProxySettings(environment: ["HTTPS_PROXY": value]).server?.description == server)
  }

  @Test("User and password are read and not shown")
  func password() throws {
    let settings = try ProxySettings(environment: ["https_proxy": "http://me:hu%40sh@p:1", "HTTPS_PROXY": "http://q:2"])
    #expect(settings.server?.user == "me")
    #expect(settings.server?.password == "hu@sh")
    var dumped = "\(settings)"
    dump(settings, to: &dumped)
    #expect(!dumped.contains("hu@sh"))
  }

  @Test(
    "What cannot be read is refused without its password",
    arguments: ["socks5://me:hush@p:1", "https://me:hush@p:1", "http://", "http://a b:1"])
  func unreadable(value: String) {
    #expect {
      try ProxySettings(environment: ["HTTPS_PROXY": value])
    } throws: { error in
      guard case .refused(let reason) = error as? TransportFailure else { return false }
      return reason.hasPrefix("HTTPS_PROXY") && !reason.contains("hush")
    }
  }

  @Test(
    "The exceptions",
    arguments: [
      ("", "api.example.com", true), ("other.com", "api.example.com", true),
      ("api.example.com", "api.example.com", false),
      ("example.com", "api.example.com", false), (".example.com", "api.example.com", false),
      ("*.example.com", "api.example.com", false), ("ample.com", "api.example.com", true), ("*", "anything", false),
      ("a.com, EXAMPLE.com ,b.com", "API.example.com", false), ("example.com:443", "api.example.com", false),
      ("example.com:8443", "api.example.com", true), ("127.0.0.1", "127.0.0.1", false), ("::1", "::1", false),
      ("[::1]:443", "::1", false), ("[::1]:444", "::1", true), ("example.com.", "api.example.com", false),
    ])
  func exceptions(list: String, host: String, isProxied: Bool) throws {
    let settings = try ProxySettings(environment: ["HTTPS_PROXY": "http://p:1", "NO_PROXY": list])
    #expect((settings.server(forHost: host, port: 443) != nil) == isProxied)
  }

  @Test("Without an address there is no proxy", arguments: [[:], ["HTTPS_PROXY": ""], ["HTTP_PROXY": "http://p:1"]])
  func none(environment: [String: String]) throws {
    #expect(try ProxySettings(environment: environment).server(forHost: "a", port: 443) == nil)
  }
}
