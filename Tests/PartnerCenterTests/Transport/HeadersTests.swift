import Testing

@testable import PartnerCenter

@Suite("Header names compare without case")
struct HeadersTests {
  @Test("Fields are found, doubled values halved, and set in place of all of that name")
  func fields() {
    var headers: Headers = [.init("X-Locale", " en-US , en-US"), .init("x-locale", "de-DE"), .init("Accept", "a")]
    #expect(headers["x-LOCALE"] == " en-US , en-US")
    #expect(headers.first("X-locale") == "en-US")
    #expect(headers["nothing"] == nil)
    headers.set("X-LOCALE", "fr-FR")
    headers.add("Accept", "b")
    #expect(headers == [.init("Accept", "a"), .init("X-LOCALE", "fr-FR"), .init("Accept", "b")])
  }

  @Test(
    "Every cloud has its hosts, and moving the requests does not move the audience",
    arguments: [
      (ServiceEndpoint.Cloud.global, "https://api.partnercenter.microsoft.com", "https://login.microsoftonline.com"),
      (.usGovernment, "https://api.partnercenter.microsoft.com", "https://login.microsoftonline.us"),
      (.china, "https://partner.partnercenterapi.microsoftonline.cn", "https://login.partner.microsoftonline.cn"),
    ])
  func clouds(cloud: ServiceEndpoint.Cloud, api: String, login: String) {
    let endpoint = ServiceEndpoint(cloud: cloud)
    #expect(endpoint.api == api)
    #expect(endpoint.login == login)
    let moved = ServiceEndpoint(cloud: cloud, api: "http://localhost:1//", login: "http://localhost:2/")
    #expect(moved.api == "http://localhost:1")
    #expect(moved.login == "http://localhost:2")
    #expect(moved.audience == api)
  }
}
