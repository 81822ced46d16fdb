import CatalogModel
import CatalogTestSupport
import Foundation
import Testing

@testable import PartnerCenter

@Suite("A list that has no end is given up")
struct EndlessListTests {
  private static let products = Call.products(for: .country("US"), view: .software)

  /// Pages that each name a next one by a new link.
  private func endless(_ items: @escaping @Sendable (Int) -> String) -> ScriptedService {
    ScriptedService { _, index in
      .json(
        200,
        #"{"items":[\#(items(index))],"links":{"next":{"uri":"/products?page=\#(index + 1)","method":"GET"}}}"#)
    }
  }

  @Test(
    "Pages that bring nothing new are followed a few times",
    arguments: [
      { _ in #"{"id":"P"}"# }, { #"{"id":"P","title":"page \#($0)"}"# }, { #"{"id":"P\#($0 % 2)"}"# },
      { $0 == 0 ? #"{"id":"P"},{"id":"Q"}"# : #"{"id":"Q"},{"id":"P"}"# },
      { $0 == 0 ? #"{"id":"P"}"# : #"{"x":\#($0)}"# },
    ] as [@Sendable (Int) -> String])
  func nothingNew(items: @escaping @Sendable (Int) -> String) async {
    let service = endless(items)
    await #expect {
      try await client(of: service).list(Self.products, of: Product.self)
    } throws: { "\($0)".contains("3 pages in a row hold nothing new and link to a next page") }
    #expect(service.requests.count <= 6)
  }

  @Test("So are those of a list of customers, of SKUs, of availabilities, of subscriptions")
  func kinds() async {
    func check<Item: WireResource>(_ call: Call, _ type: Item.Type) async {
      let service = endless { _ in #"{"id":"A"}"# }
      await #expect(throws: RequestError.self) { try await client(of: service).list(call, of: type) }
      #expect(service.requests.count <= 6)
    }
    await check(.customers(), Customer.self)
    await check(.skus(of: "P", for: .country("US")), SKU.self)
    await check(.availabilities(of: SKUReference("P", "S"), for: .country("US")), Availability.self)
    await check(.subscriptions(of: "c"), Subscription.self)
  }

  @Test("Pages that repeat some of the items before are read to the end, as is a repeated last page")
  func overlapping() async throws {
    let pages = [["a", "b"], ["b", "c"], ["a", "b"], ["c"], ["d"], ["d"]]
    let service = ScriptedService { _, index in
      let items = pages[index].map { #"{"id":"\#($0)"}"# }.joined(separator: ",")
      let next = index + 1 < pages.count ? #","links":{"next":{"uri":"/products?page=\#(index)"}}"# : ""
      return .json(200, #"{"items":[\#(items)]\#(next)}"#)
    }
    guard case .read(let reading) = try await client(of: service).list(Self.products, of: Product.self) else {
      return #expect(Bool(false), "not read")
    }
    #expect(reading.items.count == 9)
  }

  @Test("Pages that always bring something new end at the bounds of a list")
  func bounds() throws {
    var progress = ListProgress()
    var fault: PagingFault?
    for number in 0...ListProgress.mostPages {
      let page = try Page<Product>(
        body: Data(#"{"items":[{"id":"P\#(number)"}],"links":{"next":{"uri":"/products?page=\#(number)"}}}"#.utf8))
      do throws(PagingFault) { try progress.add(page, after: [], bytes: 100) } catch { fault = error }
      if fault != nil { break }
    }
    #expect(fault == .tooLong(pages: ListProgress.mostPages + 1))
    var large = ListProgress()
    #expect(throws: PagingFault.tooLong(pages: 2)) {
      for _ in 0..<2 {
        try large.add(try Page<Product>(body: Data("[]".utf8)), after: [], bytes: ListProgress.mostBytes / 2 + 1)
      }
    }
  }
}
