import CatalogModel
import Foundation
import PartnerCenter

/// Reads Azure's retail prices page by page.
///
/// Links to the next page are followed at the same host alone. Source: "Azure Retail Prices overview".
struct RetailPriceReading {
  /// A client without sign-in; its base is the address of the service.
  var client: PriceSheetClient
  var now: @Sendable () -> Date

  /// More pages than any list has: it never ends.
  private static let mostPages = 20_000

  /// The address of the first page of a view in a currency.
  private func first(_ view: PriceView, _ currency: String) -> String {
    let filter = view == .azureRetailReservations ? "&$filter=priceType%20eq%20'Reservation'" : ""
    return "\(client.base)/api/retail/prices?api-version=2023-01-01-preview&currencyCode='\(currency)'\(filter)"
  }

  /// Reads all pages, those that an earlier run has left aside.
  ///
  /// - Parameters:
  ///   - view: a view that is public.
  ///   - currencies: ISO 4217.
  ///   - path: the file that keeps pages until all are there.
  ///   - most: the bound of requests.
  ///   - traffic: the requests so far.
  /// - Returns: all pages.
  /// - Throws: ``PriceSheetFailure``, `BudgetExceeded`, `CancellationError`; the pages until then are kept.
  func read(
    _ view: PriceView, in currencies: [String], to path: String, most: Int?, _ traffic: inout RequestCounts
  ) async throws -> RetailDraft {
    var draft = try RetailDraft(path, lists: currencies.map { first(view, $0) }, now: now())
    var visited: Set<String> = []
    while !draft.isComplete {
      try Task.checkCancellation()
      let link = draft.place.next
      guard visited.insert(link).inserted else {
        draft.remove()
        throw PriceSheetFailure(description: "page \(draft.place.pages + 1) of the list is an earlier page again")
      }
      guard draft.place.pages < Self.mostPages else {
        draft.remove()
        throw PriceSheetFailure(description: "the list has no end within \(Self.mostPages) pages")
      }
      do {
        let page = try await page(link, currencies[draft.place.list], draft.place.pages + 1, most, &traffic)
        try draft.append(page.page, next: page.next)
      } catch let failure as PriceSheetFailure {
        // Addresses of pages are good for some time only.
        guard failure.isOfAddress, draft.isResumed else { throw failure }
        try draft.restart(now: now())
        visited = []
      }
    }
    return draft
  }

  private func page(
    _ link: String, _ currency: String, _ number: Int, _ most: Int?, _ traffic: inout RequestCounts
  ) async throws -> (page: RetailPage, next: String?) {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("partner-catalog-page-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    func failure(_ text: String) -> PriceSheetFailure {
      PriceSheetFailure(description: "page \(number) of the list \(text)")
    }
    guard try await client.fetch(link, as: .page, to: path, most: most, &traffic) else {
      throw PriceSheetFailure(description: "page \(number) of the list is not there", isOfAddress: true)
    }
    guard let body = try? Data(contentsOf: URL(fileURLWithPath: path)), let page = try? RetailPage(body: body) else {
      throw failure("is cut, or no list of prices")
    }
    guard page.currency ?? currency == currency, page.items.allSatisfy({ $0.currency == currency }) else {
      throw failure("has prices in another currency than \(currency)")
    }
    guard let next = page.next else { return (page, nil) }
    guard let address = ServiceEndpoint.address(of: next, at: client.base) else {
      throw failure("leads to another host, which is not followed")
    }
    return (page, address)
  }
}
