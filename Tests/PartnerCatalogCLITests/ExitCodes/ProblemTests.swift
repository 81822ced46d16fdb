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

  @Test("A budget that is spent is named as the reader knows it")
  func budget() {
    #expect(
      Problem(BudgetSpent(kind: .requests)).message
        == "The budget of requests is spent. What was read is kept; run the command again to go on.")
    #expect(
      Problem(BudgetSpent(kind: .duration)).message
        == "The budget of time is spent. What was read is kept; run the command again to go on.")
  }

  @Test("What the service does not know is exit 2, and says how to learn what there is")
  func unknown() {
    let refusal = ServiceRefusal(status: 404, code: "400013", message: "Not found.", requestID: "r-1")
    let problem = Problem(CallFailure(cause: .refused(refusal), path: "/extensions/product/checkinventory"))
    #expect((problem.status, problem.code, problem.requestID) == (.failure, "refused", "r-1"))
    #expect(
      problem.message
        == "/extensions/product/checkinventory failed: the service answered 404, code 400013: Not found. (MS-RequestId r-1). It may be gone since it was stored: `partner-catalog sync` and `partner-catalog customers sync` read anew what there is."
    )
  }
}
