import CatalogModel
import Foundation
import Testing

@testable import PartnerCenter

@Suite("An answer that means more than its size lets expect cannot be read")
struct LargeAnswerTests {
  private func many(_ unit: String, _ count: Int, between: String = ",") -> String {
    String(repeating: unit + between, count: count - 1) + unit
  }

  @Test("More members than any resource has")
  func members() {
    for count in [10_001, 1_000_000] {
      let body = Data((#"{"items":[{"# + many(#""":0"#, count) + #","id":"a"}]}"#).utf8)
      #expect(throws: ReadingAllowance.Spent.self) { try Page<Product>(body: body) }
    }
    #expect(throws: ReadingAllowance.Spent.self) {
      try JSONValue(body: Data(("{" + many(#""":0"#, 10_001) + "}").utf8))
    }
  }

  @Test("More elements than the largest list has", arguments: ["0", "null", "{}", #"{"id":"a"}"#, "[]"])
  func elements(unit: String) {
    let body = Data((#"{"items":["# + many(unit, 400_000) + "]}").utf8)
    #expect(throws: ReadingAllowance.Spent.self) { try Page<Product>(body: body) }
  }

  @Test("Values that are kept as they are, one large or many small ones")
  func values() {
    let large = #"{"id":"a","dynamicAttributes":["# + many("0", 3_000_001) + "]}"
    #expect(throws: ReadingAllowance.Spent.self) { try SKU(body: Data(large.utf8)) }
    let small = #"{"id":"a","dynamicAttributes":["# + many("0", 2000) + "]}"
    #expect(throws: ReadingAllowance.Spent.self) { try Page<SKU>(body: Data(("[" + many(small, 2000) + "]").utf8)) }
    #expect(throws: Never.self) { try Page<SKU>(body: Data(("[" + many(small, 200) + "]").utf8)) }
  }

  @Test("Nested lists count too")
  func nested() {
    let terms = #"{"id":"a","terms":["# + many("{}", 500_000) + "]}"
    #expect(throws: ReadingAllowance.Spent.self) { try Availability(body: Data(terms.utf8)) }
  }

  @Test("What nobody reads is passed over whatever it is")
  func unread() throws {
    let body = #"{"id":"a","title":"t","unknown":["# + many("[0,{}]", 500_000) + "]}"
    #expect(try Product(body: Data(body.utf8)).title == "t")
  }

  @Test("The largest lists that are known of are read")
  func largest() throws {
    let product = #"{"id":"DZH318Z0BQ3Q","title":"T","productType":{"id":"Azure","subType":{"id":"VirtualMachines"}}}"#
    let page = try Page<Product>(body: Data((#"{"items":["# + many(product, 100_000) + "]}").utf8))
    #expect(page.items.count == 100_000)
  }
}
