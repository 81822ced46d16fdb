import CatalogModel
import Foundation
import PartnerCenter
import Testing

@testable import CatalogStore
@testable import CatalogSync

@Suite("Reading one customer")
struct CustomerReadingTests {
  private static let now = Date(timeIntervalSince1970: 1_790_000_000)
  private static let id: CustomerID = "c-1"
  private static let profile = ScriptedResponse(
    "the customer", 200,
    #"{"id":"c-1","companyProfile":{"companyName":"Contoso","domain":"contoso.com"},"billingProfile":{"defaultAddress":{"country":"DE"}},"relationshipToPartner":"reseller"}"#
  )
  private static let noPart = ScriptedResponse("an empty list", 200, #"{"totalCount":0,"items":[]}"#)
  private static let leftCustomer = ScriptedResponse("403, code 20002", 403, #"{"code":20002,"description":"Left"}"#)
  private static let appOnly = ScriptedResponse("403, code 900329", 403, #"{"code":900329,"description":"User"}"#)

  private func read(
    known: KnownCustomer = KnownCustomer(), asksForAgreements: Bool = true,
    _ routes: @escaping @Sendable (_ part: String) -> ScriptedResponse?
  ) async throws -> (findings: CustomerFindings, paths: [String]) {
    let catalog = try ScriptedCatalog { path, _ in
      let part = path.components(separatedBy: "/customers/c-1").last ?? ""
      if let response = routes(part) { return response }
      switch part {
      case "": return Self.profile
      case "/qualifications": return ScriptedResponse("none", 200, #"[{"qualification":"None"}]"#)
      case "/directSignedMicrosoftCustomerAgreementStatus": return ScriptedResponse("no", 200, #"{"isSigned":false}"#)
      default: return Self.noPart
      }
    }
    let reading = CustomerReading(
      reader: PartReader(client: catalog.client), now: { Self.now }, asksForAgreements: asksForAgreements)
    let findings = try await reading.read(Self.id, listed: nil, listedAs: "line", known: known)
    return (findings, catalog.paths)
  }

  @Test("requests each part once, and finds no fault if all answer")
  func whole() async throws {
    let (findings, paths) = try await read { _ in nil }
    #expect(findings.faults.isEmpty && findings.customer.unread.isEmpty)
    #expect(findings.customer.name == "Contoso" && findings.customer.market == "DE")
    #expect(findings.customer.agreements == [] && findings.customer.isDirectSigned == false)
    #expect(findings.customer.subscriptions == [] && findings.customer.hasRelationshipEnded == false)
    #expect(Set(paths).count == paths.count && paths.count == 5)
  }

  @Test("requests no agreements outside of the public cloud")
  func nationalCloud() async throws {
    let (findings, paths) = try await read(asksForAgreements: false) { _ in nil }
    #expect(!paths.contains { $0.hasSuffix("/agreements") } && paths.count == 3)
    #expect(findings.customer.agreements == nil && findings.faults.isEmpty)
  }

  @Test("names a part that cannot be read, and reads the others")
  func fault() async throws {
    let (findings, _) = try await read { $0 == "/qualifications" ? ScriptedResponse("403", 403, "") : nil }
    #expect(findings.customer.unread == [.qualifications] && findings.customer.qualifications == nil)
    #expect(findings.faults.map(\.path) == ["/customers/c-1/qualifications"])
    #expect(findings.customer.subscriptions == [])
  }

  @Test("takes a part that is closed to the sign-in as unknown, without a fault")
  func closed() async throws {
    let (findings, _) = try await read { $0.hasSuffix("greements") ? Self.appOnly : nil }
    #expect(findings.customer.agreements == nil && findings.faults.isEmpty && findings.customer.unread.isEmpty)
  }

  @Test("of a customer whose relationship has ended requests no part, and keeps its absences")
  func ended() async throws {
    var known = KnownCustomer()
    known.absences = [CustomerAbsence(.agreements): Self.now]
    let (findings, paths) = try await read(known: known) { $0.isEmpty ? Self.leftCustomer : nil }
    #expect(findings.customer.hasRelationshipEnded == true && findings.faults.isEmpty)
    #expect(findings.customer.absences == known.absences)
    #expect(paths == ["/customers/c-1"])
  }

  @Test("believes the response of the customer itself over that of a part")
  func contradiction() async throws {
    let (findings, _) = try await read { $0 == "/qualifications" ? Self.leftCustomer : nil }
    #expect(findings.customer.hasRelationshipEnded == false)
    #expect(findings.customer.unread == [.qualifications])
  }

  @Test("keeps a list that came empty and held elements, and believes it six hours later")
  func emptied() async throws {
    var known = KnownCustomer()
    known.agreements = ["MicrosoftCustomerAgreement"]
    let first = try await read(known: known) { _ in nil }.findings.customer
    #expect(first.agreements == nil && first.unread == [.agreements])
    #expect(first.absences == [CustomerAbsence(.agreements): Self.now])
    known.absences = [CustomerAbsence(.agreements): Self.now.addingTimeInterval(-6 * 3_600)]
    let second = try await read(known: known) { _ in nil }.findings.customer
    #expect(second.agreements == [] && second.unread.isEmpty && second.absences.isEmpty)
  }

  @Test("asks how the customer agreement was signed only while it is not known to be accepted")
  func directSigned() async throws {
    var known = KnownCustomer()
    known.isDirectSigned = true
    let paths = try await read(known: known) { _ in nil }.paths
    #expect(!paths.contains { $0.contains("directSigned") })
  }

  @Test("takes no other customer's response for this one's")
  func another() async throws {
    let (findings, _) = try await read {
      $0.isEmpty ? ScriptedResponse("another", 200, #"{"id":"c-2","companyProfile":{"companyName":"Other"}}"#) : nil
    }
    #expect(findings.customer.unread == [.profile] && findings.customer.name == "")
  }
}

@Suite("Customers that are due")
struct CustomerDueTests {
  private static let now = Date(timeIntervalSince1970: 1_790_000_000)

  private func isDue(
    _ age: TimeInterval, listedAs: String = "line", isUnderReview: Bool = false, isWhole: Bool = true,
    isFull: Bool = false, resumed: TimeInterval? = nil
  ) -> Bool {
    CustomerSyncOptions(isFull: isFull).isDue(
      CustomerState(
        listedAs: "line", confirmedAt: Self.now.addingTimeInterval(-age), isUnderReview: isUnderReview,
        isWhole: isWhole),
      listedAs: listedAs, resumesSince: resumed.map { Self.now.addingTimeInterval(-$0) }, now: Self.now)
  }

  @Test("are those that are new, that changed in the list, that are incomplete, or that are too old")
  func due() {
    #expect(CustomerSyncOptions().isDue(nil, listedAs: "line", resumesSince: nil, now: Self.now))
    #expect(isDue(0, listedAs: "another line"))
    #expect(isDue(0, isWhole: false))
    #expect(!isDue(24 * 3_600) && isDue(24 * 3_600 + 1))
    #expect(!isDue(3_600, isUnderReview: true) && isDue(3_601, isUnderReview: true))
  }

  @Test("are all in a full sync, but for those that the run it resumes has read")
  func full() {
    #expect(isDue(0, isFull: true))
    #expect(!isDue(60, isFull: true, resumed: 61) && isDue(60, isFull: true, resumed: 59))
    #expect(isDue(60, listedAs: "another line", isFull: true, resumed: 61))
  }

  @Test("under review are read at least as often as others")
  func review() {
    #expect(CustomerSyncOptions(maximumAge: 60, reviewAge: 3_600).reviewAge == 60)
  }
}
