import CatalogModel
import CatalogTestSupport
import Foundation
import PartnerCenter
import Testing

@testable import PartnerCenterCommerce

@Suite("Invoices at the service")
struct InvoiceReadingTests {
  private func commerce(_ service: ScriptedService) -> CommerceClient {
    CommerceClient(client(of: service, retry: RetryPolicy(attempts: 1)))
  }

  private static let line =
    #"{"customerId":"org:74221236-D09C-4870-AC1D-33E155E9AEBE","skuName":"Free","productName":"Azure plan","unitPrice":"0","quantity":1.5,"subtotal":0.1234567890123456789012,"newMember":[1.10],"attributes":{"objectType":"x"}}"#

  @Test("An empty page with a token is not the end, whether the token stands in a link or at the top level")
  func emptyPages() async throws {
    let pages = [
      #"{"continuationToken":"a,b/c==","totalCount":1,"items":[\#(Self.line)]}"#,
      #"{"continuationToken":"second","totalCount":0,"items":[]}"#,
      #"{"totalCount":0,"items":[],"links":{"next":{"uri":"/invoices/G1/lineitems?size=2000?seekOperation=Next","method":"GET","headers":[{"key":"MS-ContinuationToken","value":"third"}]}}}"#,
      #"{"totalCount":1,"items":[\#(Self.line)],"links":{}}"#,
    ]
    let service = ScriptedService(pages.map { .json(200, $0) })
    let outcome = try await commerce(service).lines(of: InvoiceID("G1"), InvoiceLineKind(.oneTime, .billing))
    guard case .read(let reading)? = outcome else {
      Issue.record("\(String(describing: outcome))")
      return
    }
    #expect(reading.items.count == 2)
    #expect(reading.pages == 4)
    #expect(service.values(of: "MS-ContinuationToken") == ["-", "a,b/c==", "second", "third"])
    #expect(service.requests[1].url.hasSuffix("size=2000&seekOperation=Next"))
  }

  @Test("Pages that come again and again empty, or with the same token, are an error")
  func endless() async throws {
    let service = ScriptedService([.json(200, #"{"continuationToken":"same","items":[]}"#)])
    await #expect(throws: RequestError.self) {
      try await commerce(service).lines(of: InvoiceID("G1"), InvoiceLineKind(.oneTime, .billing))
    }
  }

  @Test("Amounts are exact, as numbers and as texts; members that no page documents are kept as they came")
  func line() throws {
    let line = try InvoiceLine(body: Data(Self.line.utf8))
    #expect(line.customerID == "74221236-d09c-4870-ac1d-33e155e9aebe")
    #expect(line.skuName == "Free")
    #expect(line.quantity == Decimal(string: "1.5"))
    #expect(line.subtotal.map(ExactDecimal.text) == "0.1234567890123456789012")
    #expect(line.others == #"{"newMember":[1.10]}"#)
    for wrong in [#""subtotal":"1,5""#, #""subtotal":true"#, #""chargeStartDate":"tomorrow""#] {
      #expect(throws: WireObject.Fault.self) { try InvoiceLine(body: Data("{\(wrong),\"productName\":\"x\"}".utf8)) }
    }
  }

  @Test(
    "Every documented provider and type is asked for in the words of queries, and no other",
    arguments: [
      ("office", "billing_line_items", "provider=office&invoicelineitemtype=billinglineitems&size=2000&offset=0"),
      ("Azure", "UsageLineItems", "provider=azure&invoicelineitemtype=usagelineitems&size=2000&offset=0"),
      ("one_time", "billing_line_items", "provider=onetime&invoicelineitemtype=billinglineitems&size=2000"),
      (
        "OneTime", "usage_line_items",
        "provider=onetime&invoicelineitemtype=usagelineitems&currencycode=eur&period=previous&size=2000"
      ),
    ])
  func kinds(provider: String, type: String, query: String) throws {
    let kind = InvoiceLineKind(BillingProvider(provider), InvoiceLineType(type))
    let call = try #require(Call.lines(of: InvoiceID("OneTime-G1"), kind, currency: "EUR"))
    #expect(call.path == "/invoices/G1/lineitems?\(query)")
    #expect(Call.lines(of: InvoiceID("G1"), InvoiceLineKind(.office, .usage)) == nil)
    #expect(Call.lines(of: InvoiceID("G1"), InvoiceLineKind(.other("none"), .billing)) == nil)
  }

  @Test(
    "A full page of legacy invoices without a link leads to the next one; others come whole on each, and count once")
  func pages() async throws {
    func invoice(_ id: String, _ type: String) -> String {
      #"{"id":"\#(id)","invoiceType":"\#(type)","totalCharges":1,"currencyCode":"USD"}"#
    }
    func page(_ legacy: Range<Int>) -> TransportResponse {
      let all = [invoice("G1", "OneTime")] + legacy.map { invoice("D\($0)", "Recurring") }
      return .json(200, #"{"items":[\#(all.joined(separator: ","))]}"#)
    }
    let service = ScriptedService([page(0..<200), page(200..<230)])
    guard case .read(let reading) = try await commerce(service).invoices() else { return }
    #expect(reading.items.count == 231)
    #expect(service.requests.map { $0.url.contains("offset=200") } == [false, true])
  }

  @Test("A filter that the service refuses is left out, and the list is filtered here")
  func since() async throws {
    let service = ScriptedService { request, _ in
      request.url.contains("filter=")
        ? .json(400, #"{"message":"The request is invalid."}"#)
        : .json(
          200,
          #"{"items":[{"id":"G1","invoiceDate":"2026-10-08T00:00:00Z"},{"id":"G2","invoiceDate":"2026-01-08T00:00:00Z"}]}"#
        )
    }
    guard case .read(let reading) = try await commerce(service).invoices(since: instant(2026, 6, 1)) else { return }
    #expect(reading.items.map(\.id.rawValue) == ["G1"])
  }

  @Test("A statement goes into a file, and is judged by its first bytes, whatever its type says")
  func statement() async throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("statement-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let pdf = ScriptedService([
      TransportResponse(status: 200, headers: [.init("Content-Type", "application/json")], body: Data("%PDF-1.4".utf8))
    ])
    guard case .found(let response) = try await commerce(pdf).statement(of: InvoiceID("G1"), to: path) else {
      Issue.record("no statement")
      return
    }
    #expect(response.body.isEmpty)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data("%PDF-1.4".utf8))
    for body in ["{\"Version\":\"1.1\"}", "", "%PD"] {
      let page = ScriptedService([.json(200, body)])
      await #expect(throws: RequestError.self) { try await commerce(page).statement(of: InvoiceID("G1"), to: path) }
    }
  }

  @Test("A kind that no page documents is not asked for; one provider has the same lists in both spellings")
  func listed() async throws {
    func invoice(_ provider: String, _ type: String) throws -> Invoice {
      try Invoice(
        body: Data(
          #"{"id":"G1","invoiceDetails":[{"invoiceLineItemType":"\#(type)","billingProvider":"\#(provider)"}]}"#.utf8))
    }
    let both = try ["one_time", "onetime", "OneTime"].map { try invoice($0, "billing_line_items").lineKinds }
    #expect(both.allSatisfy { $0 == [InvoiceLineKind(.oneTime, .billing)] })
    let odd = try invoice("marketplace", "billing_line_items")
    #expect(odd.lineKinds.isEmpty && odd.undocumentedKinds.count == 1)
    let service = ScriptedService([.json(200, "{}")])
    #expect(try await commerce(service).lines(of: InvoiceID("G1"), odd.undocumentedKinds[0]) == nil)
    #expect(service.requests.isEmpty)
  }

  @Test("A refusal without words is shown with its status")
  func wordless() async throws {
    let service = ScriptedService([TransportResponse(status: 400)])
    let error = await #expect(throws: RequestError.self) {
      try await commerce(service).lines(of: InvoiceID("G1"), InvoiceLineKind(.azure, .usage))
    }
    #expect("\(String(describing: error))".contains("400"))
  }

  @Test("An error body of one member keeps its words")
  func words() async throws {
    let service = ScriptedService([.json(400, #"{"message":"The request is invalid."}"#)])
    let error = await #expect(throws: RequestError.self) {
      try await commerce(service).lines(of: InvoiceID("G1"), InvoiceLineKind(.oneTime, .billing))
    }
    #expect("\(String(describing: error))".contains("The request is invalid."))
  }

  @Test(
    "Dates of downloaded files",
    arguments: [
      ("8/14/2023 6:09:28 PM", instant(2023, 8, 14, 18, 9, 28)),
      ("10/31/2023 12:00:01 AM", instant(2023, 10, 31, 0, 0, 1)),
      ("1/2/2024", instant(2024, 1, 2)), ("1/2/2024 13:05", instant(2024, 1, 2, 13, 5)),
    ])
  func americanDates(text: String, date: Date) {
    #expect(ServiceTime.americanDate(text) == date)
    #expect(ServiceTime.americanDate("13/1/2024") == nil)
    #expect(ServiceTime.americanDate("2/30/2024") == nil)
    #expect(ServiceTime.americanDate("1/2/2024 13:05:00 PM") == nil)
  }

  @Test(
    "An invoice without lists of lines is of the new commerce by its id or kind, one with lists by them",
    arguments: [
      (#"{"id":"G1","invoiceType":"Recurring"}"#, true),
      (#"{"id":"G1","invoiceType":"Recurring","invoiceDetails":null}"#, true),
      (#"{"id":"g1","invoiceType":"Recurring","invoiceDetails":[]}"#, true),
      (#"{"id":"Recurring-G1","invoiceType":"Recurring"}"#, true),
      (#"{"id":"G1","invoiceDetails":[{"billingProvider":"fabric","invoiceLineItemType":"new_items"}]}"#, true),
      (#"{"id":"D1","invoiceType":"Recurring"}"#, false), (#"{"id":"4711"}"#, false),
      (#"{"id":"T1","invoiceType":"one_time"}"#, true),
      (#"{"id":"D1","invoiceDetails":[{"billingProvider":"OneTime","invoiceLineItemType":"BillingLineItems"}]}"#, true),
      (#"{"id":"G1","invoiceDetails":[{"billingProvider":"azure","invoiceLineItemType":"usagelineitems"}]}"#, false),
    ])
  func newCommerce(body: String, isNew: Bool) throws {
    #expect(try Invoice(body: Data(body.utf8)).isNewCommerce == isNew)
  }
}
