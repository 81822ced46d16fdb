import CatalogModel
import Foundation
import PartnerCenter
import Synchronization

/// Azure's public retail prices: `GET /api/retail/prices?currencyCode='EUR'&$filter=…`, page by page, for anybody.
///
/// Source: "Azure Retail Prices overview".
extension Emulator {
  func retailReply(_ request: APIRequest) async throws -> EmulatorReply {
    try await fileReply(request) { fault, _ in retailResponse(request, fault) }
  }

  private func retailResponse(_ request: APIRequest, _ fault: SheetFault?) -> TransportResponse {
    guard request.parts.count == 3, request.parts[2].lowercased() == "prices", request.method == .get else {
      return Self.refusal(404, "itemNotFound", "There is no such resource.")
    }
    switch fault {
    case .html:
      return TransportResponse(
        status: 200, headers: [.init("Content-Type", "text/html")], body: Data("<html><body>Busy</body></html>".utf8))
    case .redirect:
      return TransportResponse(status: 302, headers: [.init("Location", "https://example.com/prices")])
    case .outdated where request.parameter("$skip") != nil:
      return Self.refusal(400, "invalidRequest", "The page is no longer there.")
    default: break
    }
    let quotes = CharacterSet(charactersIn: "'")
    let asked = (request.parameter("currencyCode") ?? "USD").trimmingCharacters(in: quotes).uppercased()
    let currency = fault == .currency ? "XXX" : asked
    let all = retailItems(currency, areReservationsAlone: request.parameter("$filter")?.contains("Reservation") == true)
    let skip = max(0, request.parameter("$skip").flatMap { Int($0) } ?? 0)
    let page = all.dropFirst(skip).prefix(configuration.retailPageSize)
    var next: String?
    if skip + page.count < all.count { next = link(request, skip: skip + page.count) }
    if fault == .loop { next = link(request, skip: skip) }
    if fault == .foreign { next = "https://example.com/api/retail/prices?$skip=\(skip + page.count)" }
    return Self.page(fault == .cut ? page.dropLast() : page, count: page.count, currency, next)
  }

  /// The service writes the port of its scheme into links.
  private func link(_ request: APIRequest, skip: Int) -> String {
    let base = request.base.hasSuffix(".com") && request.base.hasPrefix("https") ? request.base + ":443" : request.base
    let kept = request.target.split(separator: "?", maxSplits: 1).dropFirst().first.map(String.init) ?? ""
    let parameters = kept.split(separator: "&").filter { !$0.hasPrefix("$skip") } + ["$skip=\(skip)"]
    return "\(base)/api/retail/prices?" + parameters.joined(separator: "&")
  }

  private struct RetailItem {
    var price: EmulatedPrices.Price
    var type: String
  }

  /// The reservations of the catalog, and a meter for each SKU; some meters have a price for development and testing.
  private func retailItems(_ currency: String, areReservationsAlone: Bool) -> [RetailItem] {
    let catalog = state.withLock { $0.catalog }
    guard let market = catalog.shape.markets.first else { return [] }
    let prices = EmulatedPrices(catalog: catalog).prices(.reservations, in: market)
    return prices.flatMap { price -> [RetailItem] in
      var price = price
      price.currency = currency
      if currency != "USD" { price.retail = Amount.changed(price.retail, byPercent: -8, currency: currency) }
      let reservation = RetailItem(price: price, type: "Reservation")
      if areReservationsAlone || price.term != "P1Y" { return [reservation] }
      let isTested = price.sku.draw.at(.price, 301).chance(0.1)
      return [reservation, RetailItem(price: price, type: "Consumption")]
        + (isTested ? [RetailItem(price: price, type: "DevTestConsumption")] : [])
    }
  }

  private static func page(
    _ items: some Collection<RetailItem>, count: Int, _ currency: String, _ next: String?
  ) -> TransportResponse {
    var writer = DialectWriter(WireDialect())
    writer.object { writer in
      writer.member("BillingCurrency", currency)
      writer.member("CustomerEntityId", "Default")
      writer.member("CustomerEntityType", "Retail")
      writer.arrayMember("Items") { writer in
        for item in items { writer.element { element in element.object { write(item, to: &$0) } } }
      }
      if let next { writer.member("NextPageLink", next) }
      writer.member("Count", count)
    }
    return TransportResponse(
      status: 200, headers: [.init("Content-Type", "application/json; charset=utf-8")], body: writer.data)
  }

  private static func write(_ item: RetailItem, to writer: inout DialectWriter) {
    let sku = item.price.sku
    let isReservation = item.type == "Reservation"
    // A reservation is priced for its term; a meter for an hour of 8,760.
    let amount = isReservation ? Amount.text(item.price.retail) : hourly(item.price.retail, item.type)
    writer.member("currencyCode", item.price.currency)
    writer.member("tierMinimumUnits", exactly: "0.0")
    writer.member("retailPrice", exactly: amount)
    writer.member("unitPrice", exactly: amount)
    writer.member("effectiveStartDate", "2025-04-01T00:00:00Z")
    writer.member("meterId", CatalogIdentifier.guid(sku.draw.at(.price, 300)))
    writer.member("productId", sku.product.id)
    writer.member(
      "skuId", "\(sku.product.id)/\(isReservation ? sku.id : CatalogIdentifier.text(30_000 + sku.index, length: 4))")
    writer.member("productName", sku.product.title(locale: "en-US"))
    writer.member("skuName", sku.title(locale: "en-US"))
    writer.member("unitOfMeasure", "1 Hour")
    writer.member("type", item.type)
    writer.member("isPrimaryMeterRegion", true)
    if isReservation { writer.member("reservationTerm", item.price.term == "P3Y" ? "3 Years" : "1 Year") }
    guard item.type == "Consumption" else { return }
    writer.arrayMember("savingsPlan") { writer in
      writer.element { element in
        element.object { writer in
          writer.member("unitPrice", exactly: hourly(item.price.retail * 3 / 4, item.type))
          writer.member("retailPrice", exactly: hourly(item.price.retail * 3 / 4, item.type))
          writer.member("term", "1 Year")
        }
      }
    }
  }

  /// Six digits behind the point.
  private static func hourly(_ hundredths: Int, _ type: String) -> String {
    let millionths = hundredths * 10_000 / 8_760 * (type == "Consumption" ? 2 : 1)
    let digits = String(millionths % 1_000_000)
    return "\(millionths / 1_000_000).\(String(repeating: "0", count: 6 - digits.count))\(digits)"
  }
}
