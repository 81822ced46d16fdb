import Testing

@testable import PartnerCenterCommerce

@Suite("Addresses of Microsoft Graph")
struct GraphLinkTests {
  @Test(
    "The id is the last part, in every way in which it is written",
    arguments: [
      "https://graph.microsoft.com/v1.0/reports/partners/billing/operations/8fe3-47d7",
      "/v1.0/reports/partners/billing/operations/8fe3-47d7?api=1", "operations/8fe3-47d7/", "8fe3-47d7",
      "https://graph.microsoft.com/v1.0/reports/partners/billing/operations('8fe3-47d7')", "operations(8fe3-47d7)",
      "https://graph.microsoft.com/v1.0/reports/partners/billing/operations/8fe3-47d7#x",
    ])
  func id(address: String) { #expect(GraphLink.id(address) == "8fe3-47d7") }

  @Test(
    "What leads elsewhere has none",
    arguments: ["", "/", "a/..", "a/%2e%2e", "operations('')", "operations('a/b')", "operations()", "operations(a b)"])
  func none(address: String) { #expect(GraphLink.id(address) == nil) }
}
