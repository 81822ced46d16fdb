import Testing

@testable import PartnerCenter

@Suite("What a refusal means is decided by status and code")
struct DispositionTests {
  /// Source: the tables "HTTP statuses" and "Error codes" of the documentation.
  @Test(
    "Each pair has one meaning",
    arguments: [
      (429, nil, Disposition.throttled), (429, "429", .throttled),
      (408, nil, .transient), (500, nil, .transient), (500, "800003", .transient), (502, nil, .transient),
      (503, nil, .transient), (504, nil, .transient),
      (401, nil, .signInAgain), (401, "400", .signInAgain), (401, "800001", .signInAgain),
      (401, "900420", .notPermitted), (401, "900421", .notPermitted),
      (403, "400030", .forbidden), (403, "400036", .forbidden), (403, "2030", .forbidden), (403, "20002", .forbidden),
      (400, "800070", .forbidden),
      (403, nil, .notPermitted), (403, "900329", .notPermitted), (403, "1002", .notPermitted),
      (403, "2006", .notPermitted),
      (404, nil, .notFound), (404, "400013", .notFound), (404, "400018", .notFound), (404, "400019", .notFound),
      (400, nil, .final), (400, "2006", .final), (400, "3000", .final), (400, "400030", .final), (405, nil, .final),
      (409, "800060", .final), (412, nil, .final), (417, "800036", .final), (501, "0", .final), (302, nil, .final),
    ] as [(Int, String?, Disposition)])
  func table(status: Int, code: String?, expected: Disposition) {
    #expect(ServiceRefusal(status: status, code: code).disposition == expected)
  }
}
