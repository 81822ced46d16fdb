import CatalogModel
import Foundation
import Testing

@testable import PartnerCenter

@Suite("What a refusal means is decided by status and code")
struct RetryDecisionTests {
  /// Source: the tables "HTTP statuses" and "Error codes" of the documentation.
  @Test(
    "Each pair has one meaning",
    arguments: [
      (429, nil, RetryDecision.throttled), (429, "429", .throttled),
      (408, nil, .transient), (500, nil, .transient), (500, "800003", .transient), (502, nil, .transient),
      (503, nil, .transient), (504, nil, .transient),
      (401, nil, .signInAgain), (401, "400", .signInAgain), (401, "800001", .signInAgain),
      (401, "900420", .notPermitted), (401, "900421", .notPermitted),
      (403, "400030", .forbidden), (403, "400036", .forbidden), (403, "2030", .forbidden), (403, "20002", .forbidden),
      (400, "800070", .forbidden),
      (403, nil, .final), (403, "900329", .final), (403, "1002", .final), (403, "2006", .final),
      (404, "400013", .notFound), (404, "400018", .notFound), (404, "400019", .notFound), (404, "20003", .notFound),
      (404, nil, .final), (404, "404", .final), (404, "ResourceNotFound", .final), (404, "400036", .final),
      (400, nil, .final), (400, "2006", .final), (400, "3000", .final), (400, "400030", .final), (405, nil, .final),
      (409, "800060", .final), (412, nil, .final), (417, "800036", .final), (501, "0", .final), (302, nil, .final),
    ] as [(Int, String?, RetryDecision)])
  func table(status: Int, code: String?, expected: RetryDecision) {
    #expect(ServiceError(status: status, code: code).disposition == expected)
  }

  @Test(
    "Absence is believed in the service's own words alone",
    arguments: [
      (#"{"code":400013,"description":"The product was not found.","data":[],"source":"PartnerFD"}"#, .product),
      (#"{"code":"400018","description":"The SKU was not found."}"#, .sku),
      (#"{"Code":400019,"Description":"The availability was not found."}"#, .availability),
      ("\u{FEFF}{\"code\":400019}", .availability), (#"{"code":800008,"description":"x"}"#, .cart),
      (#"{"code":20000,"description":"x"}"#, .order), (#"{"code":"800007","description":"x"}"#, .provisioning),
      ("", nil), ("<html>404</html>", nil), ("Not Found", nil), ("null", nil), ("[]", nil), ("{}", nil),
      (#"{"statusCode":404,"message":"Resource not found"}"#, nil),
      (#"{"statusCode":400013,"message":"Resource not found"}"#, nil),
      (#"{"error":{"code":"400013","message":"not found"}}"#, nil), (#"{"error":"400013"}"#, nil),
      (#"{"code":404,"description":"no such resource"}"#, nil), (#"{"code":null,"description":"400013"}"#, nil),
      (#""400013""#, nil), ("400013", nil),
    ] as [(String, AbsentThing?)])
  func absence(body: String, thing: AbsentThing?) {
    let refusal = ServiceError(TransportResponse(status: 404, body: Data(body.utf8)))
    #expect(refusal.absentThing == thing)
    #expect((refusal.disposition == .notFound) == (thing != nil))
    // The same words under another status are another matter.
    #expect(ServiceError(TransportResponse(status: 400, body: Data(body.utf8))).absentThing == nil)
  }

  @Test("A thing is not there where the service says so of it, or of what it belongs to, and of nothing else")
  func subjects() {
    let (product, sku) = (ProductID("P"), SKUReference(ProductID("P"), SKUID("0001")))
    let subjects: [(CallSubject, Set<AbsentThing>)] = [
      (.products, []), (.product(product), [.product]), (.skus(of: product), [.product]),
      (.sku(sku), [.product, .sku]), (.availabilities(of: sku), [.product, .sku]),
      (.availability(AvailabilityID("A"), of: sku), [.product, .sku, .availability]), (.customers, []),
      (.customer(CustomerID("c")), [.customer]), (.part(of: CustomerID("c")), [.customer]),
      (.subscription("s", of: CustomerID("c")), [.customer, .subscription]), (.other, []),
      (.cart("k", of: CustomerID("c")), [.customer, .cart]), (.order("o", of: CustomerID("c")), [.customer, .order]),
      (.partOfOrder("o", of: CustomerID("c")), [.customer, .order, .provisioning]),
    ]
    for (subject, things) in subjects {
      let all: [AbsentThing] = [
        .product, .sku, .availability, .customer, .subscription, .cart, .order, .provisioning,
      ]
      for thing in all {
        #expect(subject.belongs(to: thing) == things.contains(thing), "\(subject) \(thing)")
      }
    }
  }
}
