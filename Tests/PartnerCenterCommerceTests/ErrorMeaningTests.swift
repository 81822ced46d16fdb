import PartnerCenter
import PartnerCenterCommerce
import Testing

@Suite("Every error number has one meaning")
struct ErrorMeaningTests {
  @Test(
    "The meaning of an error response",
    arguments: [
      (404, "400019", ErrorMeaning.rereadCatalog), (400, "900143", .rereadCatalog), (409, "800060", .outcomeUnknown),
      (409, "800064", .retry), (409, "800082", .retry), (400, "800065", .alreadyDone), (404, "800008", .outcomeUnknown),
      (404, "800007", .retry), (404, "20000", .retry), (400, "800009", .fixInput), (500, "800003", .outcomeUnknown),
      (500, "900192", .outcomeUnknown), (429, nil, .retry), (429, "800065", .retry), (401, "900421", .signIn),
      (401, "900420", .signIn), (401, nil, .signIn), (401, "400", .signIn), (403, "900329", .fixInput),
      (403, "13605", .askCustomer), (403, "900123", .askPartner), (403, "20002", .askCustomer),
      (403, "2030", .askPartner), (403, "800069", .askPartner), (403, "900121", .askPartner),
      (400, "900206", .fixInput),
      (403, "800089", .fixInput), (400, "800121", .rereadCatalog), (400, "900246", .fixInput),
      (403, "900322", .unsupported), (400, "900169", .fixInput), (403, "900321", .unsupported),
      (400, "900126", .unsupported), (417, "800036", .retry), (400, "2006", .unsupported), (403, "2006", .askPartner),
      (502, nil, .outcomeUnknown), (503, nil, .outcomeUnknown), (504, nil, .outcomeUnknown),
      (408, nil, .outcomeUnknown), (400, "0", .unknown), (400, "OMS_7038", .unknown), (404, nil, .unknown),
      (503, "777", .outcomeUnknown),
    ] as [(Int, String?, ErrorMeaning)])
  func responses(status: Int, code: String?, meaning: ErrorMeaning) {
    #expect(ErrorMeaning.of(ServiceError(status: status, code: code)) == meaning)
  }

  @Test("No number stands twice for one status, and every meaning but the unknown one is used")
  func table() {
    for rows in [ErrorMeaning.known, ErrorMeaning.lineErrors] {
      let keys = rows.map { "\($0.code) \($0.status ?? 0)" }
      #expect(Set(keys).count == keys.count)
      #expect(rows.allSatisfy { !$0.fact.isEmpty })
    }
    let used = Set(ErrorMeaning.known.map(\.meaning))
    #expect(used == Set(ErrorMeaning.allCases).subtracting([.unknown]))
  }
}
