import CatalogModel
import Foundation
import Testing

@testable import PartnerCenter

/// Customers and subscriptions in the shapes in which they come.
@Suite struct CustomerResourceTests {
  private func subscription(_ members: String) throws -> Subscription {
    try Subscription(body: Data(#"{"id":"s-1",\#(members)}"#.utf8))
  }

  private func link(_ name: String, _ uri: String) -> String { #""\#(name)":{"uri":"\#(uri)","method":"GET"}"# }

  @Test(
    "The offer id carries no query, and where it is null it is taken from the links",
    arguments: [
      (#""offerId":"MS-AZR-0145P""#, "MS-AZR-0145P"),
      (#""offerId":"MS-AZR-0145P?country=US""#, "MS-AZR-0145P"),
      (#""offerId":null,"links":{"offer":{"uri":"/offers/MS-AZR-0145P?country=US"}}"#, "MS-AZR-0145P"),
      (
        #""links":{"offer":{"uri":"/v1/offers/91FD106F-4B2C-4938-95AC-F54F74E9A239?country=US"}}"#,
        "91FD106F-4B2C-4938-95AC-F54F74E9A239"
      ),
      (#""offerId":"","links":{"offer":{"uri":"/V1/OFFERS/MS-AZR-0145P/"}}"#, "MS-AZR-0145P"),
      (#""Links":{"Offer":{"Uri":"offers/MS-AZR-0145P#x"}}"#, "MS-AZR-0145P"),
      (#""links":{"offer":{"uri":"https://api.partnercenter.microsoft.com/v1/offers/MS-AZR-0145P"}}"#, "MS-AZR-0145P"),
      (#""links":{"product":{"uri":"/products/DZH318Z0BPS6?country=US"}}"#, "DZH318Z0BPS6"),
      (#""links":{"sku":{"uri":"/v1/Products/DZH318Z0BPS6/SKUs/0001"}}"#, "DZH318Z0BPS6:0001"),
      (
        #""links":{"product":{"uri":"/products/P"},"sku":{"uri":"/products/P/skus/0001"},"availability":{"uri":"/products/P/skus/0001/availabilities/A?country=US"}}"#,
        "P:0001:A"
      ),
      (#""links":{"sku":{"uri":"/products/P/skus/MS%2DAZR?country=US"},"offer":{"uri":"/offers/X"}}"#, "P:MS-AZR"),
      (#""links":{"availability":null,"sku":{},"product":{"uri":"/products/P"}}"#, "P"),
    ])
  func offer(members: String, offer: String) throws {
    #expect(try subscription(members).offerID == offer)
  }

  @Test(
    "Without an offer id and without a link that names one there is none",
    arguments: [
      #""offerId":null"#, #""links":null"#, #""links":{}"#, #""links":[]"#, #""links":{"offer":{"uri":""}}"#,
      #""links":{"offer":{"uri":"/offers?country=US"}}"#, #""links":{"self":{"uri":"/customers/c/subscriptions/s"}}"#,
      #""links":{"product":{"uri":17}}"#, #""offerId":"?country=US""#,
    ])
  func noOffer(members: String) throws {
    #expect(try subscription(members).offerID == nil)
  }

  @Test("GUIDs are in lower case, and other ids as they came")
  func identity() throws {
    let upper = "4D3CF487-70F4-4E1E-9FF1-B2BFCE8D9F04"
    #expect(try Subscription(body: Data(#"{"id":"\#(upper)"}"#.utf8)).id == upper.lowercased())
    #expect(try AzureEntitlement(body: Data(#"{"id":"\#(upper)"}"#.utf8)).id == upper.lowercased())
    #expect(try Customer(body: Data(#"{"id":"\#(upper)"}"#.utf8)).id == CustomerID(upper.lowercased()))
    #expect(Call.customer(CustomerID(upper)).path == "/customers/\(upper.lowercased())")
    #expect(try Subscription(body: Data(#"{"id":"S-One"}"#.utf8)).id == "S-One")
    let registration = try SubscriptionRegistration(
      body: Data(#"{"subscriptionId":"\#(upper)","status":"notregistered"}"#.utf8))
    #expect((registration.subscriptionID, registration.status) == (upper.lowercased(), "NotRegistered"))
  }

  @Test(
    "Domains are those that the body names, in lower case, each once; what is none, or not verified, is left out",
    arguments: [
      (#""companyProfile":{"domain":"A.example"}"#, ["a.example"]),
      (
        #""customDomains":["B.example","a.example","B.EXAMPLE"],"companyProfile":{"domain":"a.example"}"#,
        ["a.example", "b.example"]
      ),
      (#""customDomains":"one.example""#, ["one.example"]),
      (
        #""customDomains":null,"domains":[{"name":"x.example"},{"domainName":"y.example"}]"#,
        ["x.example", "y.example"]
      ),
      (
        #""verifiedDomains":[{"id":"v.example","isVerified":true},{"id":"n.example","isVerified":false}]"#,
        ["v.example"]
      ),
      (#""customDomains":["no dot","a b.example","x@y.example","https://z.example","",7,null,{}]"#, []),
    ] as [(String, [String])])
  func domains(members: String, domains: [String]) throws {
    #expect(try Customer(body: Data(#"{"id":"c-1",\#(members)}"#.utf8)).domains == domains)
  }

  @Test("A relationship that is not told is unknown")
  func relationship() throws {
    for (members, hasEnded) in [
      ("", nil), (#","relationshipToPartner":null"#, nil), (#","relationshipToPartner":"""#, nil),
      (#","relationshipToPartner":"none""#, true), (#","RelationshipToPartner":"None""#, true),
      (#","relationshipToPartner":"reseller""#, false),
    ] as [(String, Bool?)] {
      #expect(try Customer(body: Data(#"{"id":"c-1"\#(members)}"#.utf8)).hasRelationshipEnded == hasEnded)
    }
  }

  @Test("That a customer signs directly, or does not, must be said; silence is neither, and an error no answer")
  func directSigned() throws {
    for (body, isSigned) in [
      (#"{"isSigned":true}"#, true), (#"{"IsSigned":"false"}"#, false), ("{}", nil), (#"{"isSigned":null}"#, nil),
      (#"{"isSigned":"perhaps"}"#, nil), (#"{"totalCount":0,"items":[]}"#, nil),
    ] as [(String, Bool?)] {
      #expect(try DirectSignedStatus(body: Data(body.utf8)).isSigned == isSigned)
    }
    for body in ["[]", "true", "", #"{"code":400072,"description":"Not available"}"#] {
      #expect(throws: (any Error).self) { try DirectSignedStatus(body: Data(body.utf8)) }
    }
  }
}
