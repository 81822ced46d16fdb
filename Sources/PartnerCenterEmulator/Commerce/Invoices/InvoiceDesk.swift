import Foundation
import PartnerCenter

/// Answers the requests for balances and invoices.
struct InvoiceDesk {
  var router: Router
  var book: InvoiceBook

  func response(to route: InvoiceRoute) throws(APIError) -> RouteResponse {
    guard router.request.method == .get else { throw .noRoute }
    if route.needsUser, !router.isUser { throw .userNeeded }
    switch route {
    case .balance:
      var writer = DialectWriter(router.dialect)
      balance(in: "USD", &writer)
      return RouteResponse(body: writer.data)
    case .balances:
      let currencies = Set(book.invoices.map(\.currency)).sorted()
      return RouteResponse(body: collection().list(count: currencies.count) { balance(in: currencies[$0], &$1) })
    case .list:
      let all = book.invoices
      return RouteResponse(body: collection().list(count: all.count) { invoice(all[$0], isListed: true, &$1) })
    case .estimateLinks: return estimateLinks()
    case .invoice(let id):
      var writer = DialectWriter(router.dialect)
      invoice(try found(id), isListed: false, &writer)
      return RouteResponse(body: writer.data)
    case .statement(let id):
      let invoice = try found(id)
      // Source: "Get invoice statement", whose type is JSON although the body is none.
      return RouteResponse(
        body: Data(
          "%PDF-1.4\n% Invoice \(invoice.id): \(Amount.text(invoice.total)) \(invoice.currency)\n%%EOF\n".utf8),
        headers: [
          .init("Content-Type", "application/json"),
          .init("Content-Disposition", "attachment; filename=Invoice_\(invoice.id).pdf"),
        ])
    case .lines(let id, let provider, let type): return try lines(of: id, provider: provider, type: type)
    }
  }

  private func found(_ id: String) throws(APIError) -> StoredInvoice {
    guard let invoice = book.invoices.first(where: { $0.id.lowercased() == id.lowercased() }) else {
      throw .invoiceNotFound
    }
    return invoice
  }

  /// A list that the service sends whole.
  private func collection() -> CollectionWriting {
    var collection = router.collection
    (collection.dialect.singleObject, collection.dialect.paging) = (false, nil)
    return collection
  }

  // MARK: - Lines

  private func lines(of id: String, provider: String, type: String) throws(APIError) -> RouteResponse {
    guard ["office", "azure", "onetime", "marketplace", "all"].contains(provider.lowercased()) else {
      return RouteResponse(status: 400, body: Data(#"{"message":"The request is invalid."}"#.utf8))
    }
    let isUnbilled = id.lowercased() == "unbilled"
    if !isUnbilled, !(try found(id)).has(provider, type) { throw .lineTypeInvalid }
    let size = min(2000, max(1, router.request.parameter("size").flatMap { Int($0) } ?? 2000))
    func charges() throws(APIError) -> [StoredInvoiceLine] {
      guard isUnbilled else { return try found(id).lines }
      guard let currency = router.request.parameter("currencycode") else { throw .invalid("currencycode") }
      return book.unbilled(
        in: currency.uppercased(), isCurrent: router.request.parameter("period")?.lowercased() == "current")
    }
    switch (provider.lowercased(), type.lowercased()) {
    case ("onetime", "billinglineitems"),
      ("all", "billinglineitems") where isUnbilled:
      let lines = try charges()
      return RouteResponse(
        body: page(lines.count, size: size) { line(lines[$0], of: isUnbilled ? "" : id, &$1) })
    case ("onetime", "usagelineitems"), ("marketplace", "usagelineitems"):
      let days = try charges().filter { $0.meter != nil }.flatMap { line in
        DailyUse.days(of: line.quantity, from: line.chargeStart).map { (line, $0) }
      }
      return RouteResponse(
        body: page(days.count, size: size) { use(days[$0].1, of: days[$0].0, of: isUnbilled ? "" : id, &$1) })
    case ("office", "billinglineitems"):
      let lines = try found(id).legacy.filter { !$0.isUse }
      return RouteResponse(body: offsetPage(lines.count, size: size) { licence(lines[$0], &$1) })
    case ("azure", "billinglineitems"):
      let lines = try found(id).legacy.filter(\.isUse)
      return RouteResponse(body: offsetPage(lines.count, size: size) { use(lines[$0], of: id, number: $0, &$1) })
    case ("azure", "usagelineitems"):
      let days = try found(id).legacy.filter(\.isUse).flatMap { line in
        DailyUse.days(of: line.quantity, from: line.start).map { (line, $0) }
      }
      return RouteResponse(body: offsetPage(days.count, size: size) { day(days[$0].1, of: days[$0].0, of: id, &$1) })
    default: throw .lineTypeInvalid
    }
  }

  /// A page of at most `size` lines, continued by a token: in a link, and in one dialect at the top level alone, after an empty
  /// page.
  private func page(_ count: Int, size: Int, _ item: (Int, inout DialectWriter) -> Void) -> Data {
    let token = router.request.headers.first("MS-ContinuationToken").flatMap(CollectionWriting.offset(of:)) ?? 0
    // An empty page has an odd token: twice the lines before it, and one.
    let isEmpty = router.dialect.emptyPages && token % 2 == 1
    let start = min(max(0, token / 2), count)
    let end = isEmpty ? start : min(start + size, count)
    let next: Int? =
      if router.dialect.emptyPages {
        isEmpty ? start * 2 : end < count ? end * 2 + 1 : nil
      } else {
        end < count ? end * 2 : nil
      }
    let path = String(router.request.target.dropFirst(router.request.target.lowercased().hasPrefix("/v1/") ? 3 : 0))
    var writer = DialectWriter(router.dialect)
    writer.object { writer in
      if router.dialect.emptyPages, let next { writer.member("continuationToken", CollectionWriting.token(next)) }
      writer.member("totalCount", end - start)
      writer.arrayMember("items") { writer in
        for number in start..<end { writer.element { item(number, &$0) } }
      }
      writer.objectMember("links") { writer in
        writer.link("self", uri: path)
        if !router.dialect.emptyPages, let next {
          // Source: "Get invoice line items", which prints a second question mark.
          writer.link("next", uri: path + "?seekOperation=Next", continuation: CollectionWriting.token(next))
        }
      }
      writer.objectType("Collection")
    }
    return writer.data
  }

  /// A page of the commerce before the new one, continued by an offset, in a link.
  private func offsetPage(_ count: Int, size: Int, _ item: (Int, inout DialectWriter) -> Void) -> Data {
    let start = min(max(0, router.request.parameter("offset").flatMap { Int($0) } ?? 0), count)
    let end = min(start + size, count)
    let target = router.request.target
    let path = String(target.prefix { $0 != "?" }.dropFirst(target.lowercased().hasPrefix("/v1/") ? 3 : 0))
    let (provider, type) = (
      router.request.parameter("provider") ?? "", router.request.parameter("invoicelineitemtype") ?? ""
    )
    func uri(_ offset: Int) -> String {
      "\(path)?provider=\(provider)&invoicelineitemtype=\(type)&size=\(size)&offset=\(offset)"
    }
    var writer = DialectWriter(router.dialect)
    writer.object { writer in
      writer.member("totalCount", end - start)
      writer.arrayMember("items") { writer in
        for number in start..<end { writer.element { item(number, &$0) } }
      }
      writer.objectMember("links") { writer in
        writer.link("self", uri: uri(start))
        if end < count { writer.link("next", uri: uri(end)) }
      }
      writer.objectType("Collection")
    }
    return writer.data
  }

  private func estimateLinks() -> RouteResponse {
    let currency = router.request.parameter("currencycode")?.uppercased() ?? "USD"
    return RouteResponse(
      body: collection().list(count: 2) { number, writer in
        let period = number == 0 ? "Current" : "Previous"
        writer.object { writer in
          writer.member("type", "non_consumption")
          writer.member("title", "Unbilled reconciliation line items")
          writer.member("description", "This includes reconciliation line items for unbilled data only.")
          writer.member("period", period)
          writer.link(
            "link",
            uri: "/invoices/unbilled/lineitems?provider=all&invoicelineitemtype=billinglineitems"
              + "&currencycode=\(currency)&period=\(period.lowercased())&size=2000")
        }
      })
  }
}
