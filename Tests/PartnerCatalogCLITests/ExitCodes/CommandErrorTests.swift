import CatalogJSON
import CatalogModel
import Testing

@testable import PartnerCatalogCLI
@testable import PartnerCenter

@Suite("Problems")
struct CommandErrorTests {
  @Test(
    "A refusal says what to look after: the customer, the country or the roles",
    arguments: [
      (
        "20002",
        "Check that the customer has a reseller relationship with this partner. `partner-catalog customers sync` updates the stored relationships."
      ), ("400030", "Check that this partner may sell in that country and segment."),
      ("900329", "An application alone may not read this: sign in with a refresh token, as application and user."),
      ("1002", "Check the roles of the application or of the user who consented."),
      (
        "900420",
        "The token is for another audience: check the cloud (PARTNER_CATALOG_CLOUD) and the address of the sign-in."
      ),
      (
        "900421",
        "The user consented without multi-factor sign-in: consent again with it, and store the new refresh token."
      ),
    ])
  func refused(code: String, advice: String) {
    let refusal = ServiceError(status: 403, code: code, message: "No.", requestID: "r-1")
    let problem = CommandError(PermissionDenied(serviceError: refusal, path: "/customers/c"))
    #expect((problem.status, problem.code, problem.requestID) == (.notPermitted, "notPermitted", "r-1"))
    #expect(
      problem.message == "/customers/c is not permitted: the service answered 403, code \(code): No. \(advice)")
  }

  @Test("A budget that is spent is named as the reader knows it")
  func budget() {
    #expect(
      CommandError(BudgetExceeded(kind: .requests)).message
        == "The budget of requests is spent. Progress is saved; run the command again to continue.")
    #expect(
      CommandError(BudgetExceeded(kind: .duration)).message
        == "The budget of time is spent. Progress is saved; run the command again to continue.")
  }

  @Test("A wait that is too long ends a run as partial, with what the service asked and said")
  func pause() {
    let refusal = ServiceError(status: 429, message: "Busy", requestID: "r-1", retryAfter: .seconds(900))
    let problem = CommandError(ServicePause(asked: .seconds(900), serviceError: refusal, path: "/products"))
    #expect((problem.status, problem.code, problem.requestID) == (.partial, "throttled", "r-1"))
    #expect(
      problem.message
        == "the service answered 429 and asks to wait 900 s. Progress is saved; run the command again after that time. It says: Busy."
    )
  }

  @Test("The correlation id of a refused sign-in stands under its own name")
  func correlation() throws {
    let problem = CommandError(SignInFailure(code: "AADSTS1", message: "No.", correlationID: "c-1"))
    #expect((problem.status, problem.requestID, problem.correlationID) == (.notPermitted, nil, "c-1"))
    let json = try JSONText.line(problem)
    #expect(json.contains(#""correlationId":"c-1""#))
    #expect(json.contains(#""requestId":null"#))
    #expect(try !JSONText.line(CommandError(BudgetExceeded(kind: .requests))).contains("correlationId"))
  }

  @Test("A language that the service does not take has a next step of its own")
  func locale() {
    let refusal = ServiceError(status: 400, code: "3000", message: "The X-Locale header is invalid: locale.")
    let problem = CommandError(RequestError(cause: .refused(refusal), path: "/products"))
    #expect(problem.message.hasSuffix(" Choose another language with --locale; en-US is accepted nearly everywhere."))
  }

  @Test("What the service does not know is exit 2, and says how to learn what there is")
  func unknown() {
    let refusal = ServiceError(status: 404, code: "400013", message: "Not found.", requestID: "r-1")
    let problem = CommandError(RequestError(cause: .refused(refusal), path: "/extensions/product/checkinventory"))
    #expect((problem.status, problem.code, problem.requestID) == (.failure, "refused", "r-1"))
    #expect(
      problem.message
        == "/extensions/product/checkinventory failed: the service answered 404, code 400013: Not found. (MS-RequestId r-1). It may have been removed since the last sync: run `partner-catalog sync` and `partner-catalog customers sync`."
    )
  }

  @Test("An unknown outcome is exit 2, may not pass by itself, and says both ids and the next step")
  func unknownOutcome() {
    let unknown = UnknownOutcome(
      observation: .transport(.connectionBroken(reason: "cut")), requestID: "r-1", correlationID: "c-1")
    let problem = CommandError(
      RequestError(cause: .outcomeUnknown(unknown), path: "/customers/c/things", attempts: 1, requestID: "r-1"))
    #expect((problem.status, problem.code, problem.requestID) == (.failure, "outcomeUnknown", "r-1"))
    #expect((problem.correlationID, problem.mayPass) == ("c-1", false))
    #expect(
      problem.message
        == "It is not known whether /customers/c/things was carried out: the connection failed (cut) (MS-RequestId r-1, MS-CorrelationId c-1). Check the state at Partner Center before repeating the command."
    )
  }

  @Test("An open circuit has a code of its own, and may pass")
  func circuitOpen() {
    let problem = CommandError(RequestError(cause: .circuitOpen, path: "/products", attempts: 0, requestID: nil))
    #expect((problem.status, problem.code, problem.mayPass) == (.failure, "circuitOpen", true))
    #expect(
      problem.message
        == "/products failed: not sent: the service has been failing for a long time. Try again later.")
  }
}
