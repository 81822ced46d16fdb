import CatalogModel
import CatalogTestSupport
import Foundation
import Testing

@testable import PartnerCenter

@Suite("The service's clock is held against this machine's")
struct ServiceClockTests {
  private static let noon = Date(timeIntervalSince1970: 1_767_268_800)

  private func skew(of dates: [String], headers: Headers = [], here: Date = noon) -> TimeInterval? {
    let clock = ServiceClock()
    for date in dates {
      var headers = headers
      headers.add("Date", date)
      clock.heard(headers) { here }
    }
    return clock.skew
  }

  private func text(_ offset: TimeInterval) -> String { HTTPDate.text(Self.noon.addingTimeInterval(offset)) }

  @Test("Ahead, behind, and the same", arguments: [0, 1, -1, 90, -3600, 94_608_000, -94_608_000] as [TimeInterval])
  func apart(offset: TimeInterval) {
    #expect(skew(of: [text(offset)]) == offset + 0.5)
  }

  @Test(
    "What is no date, or none of today, says nothing",
    arguments: [
      "", "now", "Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "Sun, 99 Xyz 2026 00:00:00 GMT",
    ])
  func insane(date: String) {
    #expect(skew(of: [date]) == nil)
    #expect(skew(of: [date, text(60)]) == 60.5)
  }

  @Test("An answer from a cache says nothing; one that is wrong among others moves nothing")
  func outliers() {
    #expect(skew(of: [text(-900)], headers: [.init("Age", "900")]) == nil)
    #expect(skew(of: [text(5), text(6), text(500_000), text(4), text(5.5)]) == 5.5)
  }

  @Test("A clock that is set while the process runs counts after a few answers")
  func set() {
    let dates = [text(0), text(1), text(2), text(3), text(4), text(86_400), text(86_401), text(86_402)]
    #expect(skew(of: dates) == 86_400.5)
  }

  @Test("The client tells it after its first answer, whatever the status")
  func client() async throws {
    let service = ScriptedService([.json(404, "", headers: [.init("date", text(-120))])])
    let client = PartnerCenterClient(
      endpoint: ServiceEndpoint(cloud: .global, api: "https://api.example.com"), transport: service,
      tokens: CountingTokens(), limiter: RequestLimiter(requestsPerMinute: 600, concurrency: 1), now: { Self.noon })
    #expect(client.clockSkew == nil)
    _ = try? await client.get(.product("P", for: .country("US")), as: Product.self)
    #expect(client.clockSkew == -119.5)
  }

  @Test("The usual form of dates is read as the others are, month by month and in leap years")
  func usual() {
    for day in stride(from: -20_000, to: 60_000, by: 37) {
      let date = Date(timeIntervalSince1970: Double(day) * 86_400 + 45_296)
      #expect(HTTPDate.parse(HTTPDate.text(date)) == date)
    }
    #expect(HTTPDate.parse("Sun, 06 Nov 1994 08:49:37 GMT") == Date(timeIntervalSince1970: 784_111_777))
  }
}
