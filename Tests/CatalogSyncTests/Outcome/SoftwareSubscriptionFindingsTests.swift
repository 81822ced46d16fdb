import Testing

@testable import CatalogSync

@Suite("Software subscriptions of a market")
struct SoftwareSubscriptionFindingsTests {
  private static let responses: [SoftwareSubscriptionFindings.ListResponse] = [.read, .closed(code: "400030"), .unread]

  private static let all: [SoftwareSubscriptionFindings] = [true, false].flatMap { isStored in
    [true, false].flatMap { isListed in
      [true, false].flatMap { isOther in
        responses.flatMap { subscriptions in
          responses.map { software in
            SoftwareSubscriptionFindings(
              isStored: isStored, isListed: isListed, subscriptions: subscriptions, software: software,
              isOtherSoftware: isOther)
          }
        }
      }
    }
  }

  @Test("are unavailable only if both lists answer, neither shows one, and the store holds none")
  func unavailable() {
    for findings in Self.all {
      let isProven =
        !findings.isStored && !findings.isListed && findings.isOtherSoftware && findings.subscriptions != .unread
        && findings.software != .unread
      if case .unavailable = findings.conclusion {
        #expect(isProven, "\(findings)")
      } else {
        #expect(!isProven, "\(findings)")
      }
    }
  }

  @Test("are available if and only if one is stored or listed, whatever the lists answered")
  func available() {
    for findings in Self.all {
      #expect((findings.conclusion == .available) == (findings.isStored || findings.isListed), "\(findings)")
    }
  }

  @Test("are unavailable with the responses of both lists as evidence")
  func evidence() {
    let findings = SoftwareSubscriptionFindings(
      isStored: false, isListed: false, subscriptions: .closed(code: "400030"), software: .read, isOtherSoftware: true)
    #expect(
      findings.conclusion
        == .unavailable(
          evidence: "the list SoftwareSubscriptions is refused (400030), the list Software shows none"))
  }
}
