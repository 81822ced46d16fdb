import PartnerCenter
import Testing

@testable import CatalogSync

@Suite("Markets that deny every list")
struct RefusedMarketsTests {
  private static let refusal = RequestError(cause: .refused(ServiceError(status: 403)), path: "/products")

  @Test("end the run after the third, if none answered")
  func patience() throws {
    let markets = RefusedMarkets()
    try markets.note(Self.refusal)
    try markets.note(Self.refusal)
    #expect(throws: PermissionDenied.self) { try markets.note(Self.refusal) }
  }

  @Test("do not end the run once a market answered")
  func answered() throws {
    let markets = RefusedMarkets()
    try markets.note(nil)
    for _ in 0..<9 { try markets.note(Self.refusal) }
    try markets.settle()
  }

  @Test("end the run at the end of the lists, if there are fewer than three and none answered")
  func few() throws {
    let markets = RefusedMarkets()
    try markets.settle()
    try markets.note(Self.refusal)
    #expect(throws: PermissionDenied.self) { try markets.settle() }
  }
}
