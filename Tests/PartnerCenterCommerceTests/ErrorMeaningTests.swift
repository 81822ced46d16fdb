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
      (503, "777", .outcomeUnknown), (501, "0", .outcomeUnknown), (403, "1002", .askPartner), (401, "1002", .signIn),
      (500, "800094", .outcomeUnknown), (400, "800094", .unsupported), (400, "600061", .alreadyDone),
      (403, "400036", .askPartner), (409, "900278", .retry), (404, "1000", .unsupported),
    ] as [(Int, String?, ErrorMeaning)])
  func responses(status: Int, code: String?, meaning: ErrorMeaning) {
    #expect(ErrorMeaning.of(ServiceError(status: status, code: code)) == meaning)
  }

  /// Every code of "Partner Center REST error codes" that touches catalog, cart, order, customer and sign-in.
  @Test("Every documented number is in the table")
  func complete() {
    let documented: [ClosedRange<Int>] = [
      1000...1000, 1002...1002, 2001...2002, 2006...2006, 2011...2012, 2030...2030, 2032...2032, 2054...2055,
      2085...2085, 2091...2091, 2100...2100, 3000...3000, 4018...4018, 6000...6001, 13_605...13_605, 20_000...20_000,
      20_002...20_003, 27_006...27_007, 27_009...27_009, 60_000...60_000, 60_002...60_003, 90_000...90_000,
      400_013...400_013, 400_018...400_019, 400_030...400_030, 400_036...400_036, 400_041...400_041,
      400_072...400_072, 600_002...600_002, 600_049...600_051, 600_061...600_061, 600_074...600_074,
      800_001...800_005, 800_007...800_031, 800_036...800_043, 800_060...800_078, 800_080...800_098,
      800_107...800_107, 800_111...800_115, 800_121...800_122, 900_112...900_114, 900_116...900_118,
      900_121...900_121, 900_123...900_124, 900_126...900_150, 900_154...900_154, 900_169...900_169,
      900_192...900_192, 900_203...900_203, 900_206...900_206, 900_213...900_214, 900_242...900_242,
      900_244...900_246, 900_252...900_254, 900_257...900_257, 900_268...900_270, 900_275...900_275,
      900_277...900_280, 900_308...900_309, 900_311...900_318, 900_321...900_323, 900_329...900_329,
      900_416...900_416, 900_419...900_421,
    ]
    let known = Set(ErrorMeaning.known.map(\.code))
    #expect(documented.joined().filter { !known.contains($0) }.isEmpty)
    let lines = [0, 10_000, 10_001, 10_002, 10_003, 10_004] + Array(10_006...10_019) + [500_600, 400_039, 400_041]
    #expect(Set(lines) == Set(ErrorMeaning.lineErrors.map(\.code)))
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
