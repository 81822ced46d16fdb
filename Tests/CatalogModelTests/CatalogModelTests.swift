import CatalogModel
import Foundation
import Testing

@Suite("References to items")
struct ItemReferenceTests {
  @Test("One part is a product, two a SKU, three an availability, blanks around them ignored")
  func forms() {
    let sku = SKUReference("DZH318Z0BQ3Q", "0001")
    #expect(ItemReference(parsing: "DZH318Z0BQ3Q") == .product("DZH318Z0BQ3Q"))
    #expect(ItemReference(parsing: "DZH318Z0BQ3Q:0001") == .sku(sku))
    #expect(ItemReference(parsing: " DZH318Z0BQ3Q:0001:DZH318XZXVNF\n") == .availability(sku, "DZH318XZXVNF"))
  }

  @Test(
    "Slashes and colons part alike, blanks around each part are ignored, and behind a whole product a blank does as well",
    arguments: [
      "DZH318Z0BQ3Q/0001", " DZH318Z0BQ3Q/0001 ", "DZH318Z0BQ3Q : 0001", "DZH318Z0BQ3Q / 0001\n", "DZH318Z0BQ3Q 0001",
      "DZH318Z0BQ3Q\t0001", "DZH318Z0BQ3Q\u{3000}0001",
    ])
  func sku(text: String) {
    #expect(ItemReference(parsing: text) == .sku(SKUReference("DZH318Z0BQ3Q", "0001")))
  }

  @Test(
    "A whole CatalogItemId may be written with slashes, colons, blanks, or some of each",
    arguments: [
      "DZH318Z0BQ3Q/0001/DZH318XZXVNF", "DZH318Z0BQ3Q:0001/DZH318XZXVNF", "DZH318Z0BQ3Q/0001:DZH318XZXVNF",
      "DZH318Z0BQ3Q 0001 DZH318XZXVNF",
    ])
  func availability(text: String) {
    #expect(
      ItemReference(parsing: text) == .availability(SKUReference("DZH318Z0BQ3Q", "0001"), "DZH318XZXVNF"))
  }

  @Test("A GUID is one part, and a SKU id may be an offer's")
  func guids() {
    let guid = "195416c1-3447-423a-b37b-ee59a99a19c4"
    #expect(ItemReference(parsing: guid) == .product(ProductID(guid)))
    #expect(ItemReference(parsing: "\(guid)/MS-AZR-0145P") == .sku(SKUReference(ProductID(guid), "MS-AZR-0145P")))
  }

  @Test("Ids are neither folded nor read as numbers")
  func opaque() {
    #expect(ItemReference(parsing: "dzh318z0bq3q:1") == .sku(SKUReference("dzh318z0bq3q", "1")))
    #expect(ItemReference(parsing: "dzh318z0bq3q:1") != ItemReference(parsing: "DZH318Z0BQ3Q:0001"))
    #expect(ItemReference(parsing: "MS-AZR-0145P") == .product("MS-AZR-0145P"))
  }

  @Test(
    "Empty parts, blanks inside and a fourth part make it no reference",
    arguments: [
      "", "  ", ":", "/", "P:", ":S", "P::A", "P//A", "P:S:", "P/S/", "P:S:A:X", "P/S/A/X", "P Q", "P:S\tT",
      "P\u{3000}Q",
      "sql server", "DZH318Z0BQ3Q 0001 A X", "DZH318Z0BQ3Q 0001:A",
    ])
  func refused(text: String) { #expect(ItemReference(parsing: text) == nil) }

  @Test("It writes itself as it is read, and knows what holds it", arguments: ["P", "P:S", "P:S:A"])
  func description(text: String) throws {
    let reference = try #require(ItemReference(parsing: text))
    #expect(reference.description == text)
    #expect(reference.product == "P")
    #expect(reference.sku == (text == "P" ? nil : SKUReference("P", "S")))
  }

  @Test("SKU references are ordered by product, then by SKU")
  func order() {
    let sorted = [SKUReference("B", "1"), SKUReference("A", "2"), SKUReference("A", "10")].sorted()
    #expect(sorted.map(\.description) == ["A:10", "A:2", "B:1"])
  }
}

@Suite("Markets")
struct MarketTests {
  @Test("Two letters are a market, whatever their case", arguments: [("us", "US"), ("Jp", "JP"), ("XJ", "XJ")])
  func parsing(text: String, code: String) {
    #expect(Market(parsing: text)?.code == code)
  }

  @Test(
    "Anything but two ASCII letters is none",
    arguments: ["", "U", "USA", "U1", "12", " US", "US ", "U-", "é", "ÜS", "ＵＳ", "日本", "@[", "`{", "\u{0}A"])
  func refused(text: String) { #expect(Market(parsing: text) == nil) }

  @Test("The service's own spelling is folded to upper case, so that both compare equal")
  func folding() {
    #expect(Market("us") == "US")
    #expect(["se", "DE", "at"].map { Market($0) }.sorted() == ["AT", "DE", "SE"])
  }

  @Test("A market is written as a plain string")
  func coding() throws {
    #expect(String(decoding: try JSONEncoder().encode([Market("xk")]), as: UTF8.self) == #"["XK"]"#)
    #expect(try JSONDecoder().decode([Market].self, from: Data(#"["xk"]"#.utf8)) == ["XK"])
    #expect(throws: DecodingError.self) { try JSONDecoder().decode([Market].self, from: Data("[12]".utf8)) }
  }
}

@Suite("Segments, views and ids")
struct StringIdentifierTests {
  @Test("Segments fold to lower case; an unknown word is kept")
  func segments() throws {
    #expect(Segment("Commercial") == .commercial)
    #expect(Segment("NONPROFIT") == .nonprofit)
    #expect(Segment("Charity").rawValue == "charity")
    #expect(Segment(rawValue: "Education") == .education)
    #expect(try JSONDecoder().decode(Segment.self, from: Data("\"Government\"".utf8)) == .government)
    #expect(Segment.documented.map(\.rawValue) == ["commercial", "education", "government", "nonprofit"])
  }

  @Test("A documented view is found in any case and keeps the service's spelling")
  func views() {
    #expect(TargetView(parsing: "marketplacesaas")?.rawValue == "MarketplaceSaaS")
    #expect(TargetView(parsing: "SOFTWARE") == .software)
    #expect(TargetView(parsing: "Software ") == nil)
    #expect(TargetView(parsing: "") == nil)
    #expect(TargetView.documented.count == 13)
    #expect(Set(TargetView.documented.map { $0.rawValue.lowercased() }).count == 13)
  }

  @Test("Ids keep every character and compare byte by byte")
  func ids() throws {
    let id = "  0001/é\u{202E} "
    let decoded = try JSONDecoder().decode(SKUID.self, from: JSONEncoder().encode(SKUID(id)))
    #expect(decoded.rawValue == id && "\(decoded)" == id)
    #expect(SKUID("0001") != SKUID("1") && SKUID("000f") != SKUID("000F"))
    #expect(ProductID("B") < ProductID("a"))
  }

  @Test("An id that only reads alike, composed otherwise, is another")
  func composition() {
    let (composed, decomposed) = (AvailabilityID("abc-\u{E9}"), AvailabilityID("abc-e\u{301}"))
    #expect(composed.rawValue == decomposed.rawValue)
    #expect(composed != decomposed)
    #expect(Set([composed, decomposed, AvailabilityID("abc-\u{E9}")]).count == 2)
  }
}

@Suite("Qualifications")
struct QualificationTests {
  @Test(
    "Each opens the offers of its segment, and some open none",
    arguments: [
      ("Education", .education), ("nonprofit", .nonprofit), ("GovernmentCommunityCloud", .government),
      ("StateOwnedEntity", nil), ("None", nil), ("", nil), ("Something new", nil),
    ] as [(String, Segment?)])
  func opens(name: String, segment: Segment?) {
    #expect(Qualification(name: name, vettingStatus: "Approved").opens == segment)
    #expect(Qualification(name: name, vettingStatus: nil).opens == segment)
  }

  @Test(
    "It counts when it is approved, or is of a kind that is not vetted",
    arguments: [
      ("Approved", true), ("approved", true), (nil, true), ("InReview", false), ("Denied", false), ("", false),
      ("Expired", false),
    ] as [(String?, Bool)])
  func approved(status: String?, isApproved: Bool) {
    #expect(Qualification(name: "Education", vettingStatus: status).isApproved == isApproved)
  }

  @Test("It is read from the service's key, and written with every key")
  func coding() throws {
    let read = try JSONDecoder().decode(
      Qualification.self, from: Data(#"{"qualification":"Education","vettingCreatedDate":"2021-01-01"}"#.utf8))
    #expect(read == Qualification(name: "Education", vettingStatus: nil))
    #expect(try json(read) == #"{"qualification":"Education","vettingStatus":null}"#)
  }
}

@Suite("Terms")
struct TermTests {
  @Test("Refund windows, renewal options and ids are written as received, and left out where there are none")
  func details() throws {
    let refunds = #"[{"refundOptions":[{"expiresAfter":"P1D","sequenceId":0,"type":"Full"}]}]"#
    let term = Term(
      duration: "P1Y", billingCycle: "Annual", description: "", id: "5aeco6mffyxo",
      cancellationPolicies: JSONFragment(canonical: refunds), renewalOptions: JSONFragment(canonical: "[]"))
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let text = String(decoding: try encoder.encode(term), as: UTF8.self)
    #expect(
      text
        == #"{"billingCycle":"Annual","cancellationPolicies":\#(refunds),"description":"","duration":"P1Y","id":"5aeco6mffyxo","renewalOptions":[]}"#
    )
    #expect(try JSONDecoder().decode(Term.self, from: Data(text.utf8)) == term)
  }

  @Test("A term goes through JSON unchanged, its missing billing cycle as null")
  func coding() throws {
    let term = Term(duration: "P1Y", billingCycle: nil, description: "One year")
    #expect(try json(term) == #"{"billingCycle":null,"description":"One year","duration":"P1Y"}"#)
    #expect(try JSONDecoder().decode(Term.self, from: JSONEncoder().encode(term)) == term)
    let monthly = Term(duration: "P1M", billingCycle: "monthly", description: "")
    #expect(try json(monthly) == #"{"billingCycle":"monthly","description":"","duration":"P1M"}"#)
    #expect(try JSONDecoder().decode(Term.self, from: JSONEncoder().encode(monthly)) == monthly)
  }

  @Test("Billing cycle and description may be missing or null, the duration may not")
  func tolerance() throws {
    let bare = Term(duration: "P3Y", billingCycle: nil, description: "")
    for text in [#"{"duration":"P3Y"}"#, #"{"duration":"P3Y","billingCycle":null,"description":null}"#] {
      #expect(try JSONDecoder().decode(Term.self, from: Data(text.utf8)) == bare)
    }
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(Term.self, from: Data("{}".utf8)) }
  }

  @Test("Two terms of one duration differ by their billing cycle")
  func identity() {
    let terms = ["monthly", "annual", nil].map { Term(duration: "P1Y", billingCycle: $0, description: "") }
    #expect(Set(terms).count == 3)
  }
}

private func json(_ value: some Encodable) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys]
  return String(decoding: try encoder.encode(value), as: UTF8.self)
}

@Suite struct GUIDTests {
  @Test(
    "A GUID is kept in lower case; what is none stays as it is",
    arguments: [
      ("4D3CF487-70F4-4E1E-9FF1-B2BFCE8D9F04", "4d3cf487-70f4-4e1e-9ff1-b2bfce8d9f04"),
      ("4d3cf487-70f4-4e1e-9ff1-b2bfce8d9f04", "4d3cf487-70f4-4e1e-9ff1-b2bfce8d9f04"),
      ("4D3CF487-70F4-4E1E-9FF1-B2BFCE8D9F0G", "4D3CF487-70F4-4E1E-9FF1-B2BFCE8D9F0G"),
      ("4D3CF48770F44E1E9FF1B2BFCE8D9F04", "4D3CF48770F44E1E9FF1B2BFCE8D9F04"), ("AB-1", "AB-1"), ("", ""),
      ("4D3CF487-70F4-4E1E-9FF1-B2BFCE8D9F0\u{130}", "4D3CF487-70F4-4E1E-9FF1-B2BFCE8D9F0\u{130}"),
    ])
  func canonical(text: String, kept: String) {
    #expect(GUID.canonical(text) == kept)
    #expect(CustomerID(text).rawValue == kept)
    #expect(CustomerID(text) == CustomerID(kept))
  }

  @Test("A GUID begins with its first eight digits at least")
  func beginning() {
    for text in ["4D3CF487", "4d3cf487-", "4d3cf487-70f4-4e1e-9ff1-b2bfce8d9f04"] { #expect(GUID.isBeginning(text)) }
    for text in ["4D3CF48", "4d3cf4877", "deadbeef.example", "", "4d3cf487-70f4-4e1e-9ff1-b2bfce8d9f040"] {
      #expect(!GUID.isBeginning(text))
    }
  }
}
