import PartnerCenter
import Testing

@testable import PartnerCatalogCLI

@Suite("Problems")
struct ProblemTests {
  @Test(
    "A refusal says what to look after: the customer, the country or the roles",
    arguments: [
      (
        "20002",
        "Check that the customer has a reseller relationship with this partner; `partner-catalog customers sync` reads anew who has."
      ), ("400030", "Check that this partner may sell in that country and segment."),
      ("900329", "Check the roles of the application or of the user who consented."),
    ])
  func refused(code: String, advice: String) {
    let refusal = ServiceRefusal(status: 403, code: code, message: "No.", requestID: "r-1")
    let problem = Problem(NotPermitted(refusal: refusal, path: "/customers/c"))
    #expect((problem.status, problem.code, problem.requestID) == (.notPermitted, "notPermitted", "r-1"))
    #expect(
      problem.message == "/customers/c is not permitted: the service answered 403, code \(code): No. \(advice)")
  }
}
