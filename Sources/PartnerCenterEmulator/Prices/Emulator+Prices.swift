import CatalogModel
import Foundation
import PartnerCenter
import PriceSheets
import Synchronization

/// The host of price sheets: `GET /v1.0/sales/pricesheets(Market='US',PricesheetView='updatedlicensebased')/$value`.
///
/// Source: "Get a price sheet".
extension Emulator {
  func priceReply(_ request: APIRequest) async throws -> EmulatorReply {
    try await fileReply(request) { fault, now in priceResponse(request, fault, now) }
  }

  /// Replies with what a body makes of a request, behind the faults that happen to it.
  func fileReply(
    _ request: APIRequest, _ body: (SheetFault?, Date) -> TransportResponse
  ) async throws -> EmulatorReply {
    if configuration.latency > .zero { try await clock.sleep(configuration.latency) }
    let now = serviceTime
    let faults = state.withLock { state in
      state.count += 1
      return state.faults.next(target: request.target)
    }
    for fault in faults where fault.kind == .slow { try await clock.sleep(fault.delay) }
    let reply = fileReply(request, faults, now, body)
    notePrices(request, reply)
    return reply
  }

  private func fileReply(
    _ request: APIRequest, _ faults: [Fault], _ now: Date, _ body: (SheetFault?, Date) -> TransportResponse
  ) -> EmulatorReply {
    for fault in faults {
      switch fault.kind {
      case .throttle: return .response(Throttling.response(fault.retryAfter, now: now))
      case .error: return .response(Self.refusal(fault.status, "serviceNotAvailable", "The service is not available."))
      case .drop, .lost: return .broken(partial: nil, missing: 0)
      case .expired: state.withLock { $0.tokens.revoke(request.headers["Authorization"]) }
      default: break
      }
    }
    let sheet = faults.last { $0.kind == .sheet }?.sheet
    if sheet == .gateway || sheet == .silent {
      let page = sheet == .gateway ? "<html><head><title>404 Not Found</title></head></html>" : ""
      return .response(
        TransportResponse(status: 404, headers: [.init("Content-Type", "text/html")], body: Data(page.utf8)))
    }
    let response = body(sheet, now)
    if response.status == 200, faults.contains(where: { $0.kind == .truncate }) {
      var part = response
      part.body = response.body.prefix(response.body.count / 2)
      return .broken(partial: part, missing: response.body.count - part.body.count)
    }
    return .response(response)
  }

  private func priceResponse(_ request: APIRequest, _ fault: SheetFault?, _ now: Date) -> TransportResponse {
    let header = request.headers["Authorization"]
    let (verdict, isUser) = state.withLock { state in
      (
        state.tokens.verdict(on: header, audience: configuration.priceAudience, now: now), state.tokens.isUser(header)
      )
    }
    switch verdict {
    case .good: break
    case .unknown: return Self.refusal(401, "unauthenticated", "The token is missing or has expired.")
    case .wrongAudience: return Self.refusal(401, "unauthenticated", "Invalid Authorization header")
    }
    guard isUser else {
      return Self.refusal(400, "invalidRequest", "Authorization header token missing user information")
    }
    if configuration.forbidsPrices {
      return Self.refusal(403, "accessDenied", "The user has no role that may read price sheets.")
    }
    guard request.headers["client-request-id"] != nil else {
      return Self.refusal(400, "invalidRequest", "client-request-id is required.")
    }
    let malformed = Self.refusal(400, "invalidRequest", "The address is malformed.")
    guard request.parts.count == 4, request.parts[1].lowercased() == "sales", request.parts[3] == "$value" else {
      return malformed
    }
    if let asked = request.parts[2].wholeMatch(of: /offermatrix\(Month='([0-9]{6})'\)/) {
      return SheetMonth(parsing: String(asked.1)).map { offerMatrix($0, request, fault, now) } ?? malformed
    }
    guard
      let asked = request.parts[2].wholeMatch(
        of: /pricesheets\(Market='([A-Za-z]{2})',PricesheetView='([A-Za-z_]+)'\)/)
    else { return malformed }
    let (market, view) = (Market(String(asked.1)), PriceView(String(asked.2)))
    return sheet(view, market, request, fault, now)
  }

  private func sheet(
    _ view: PriceView, _ market: Market, _ request: APIRequest, _ fault: SheetFault?, _ now: Date
  ) -> TransportResponse {
    let absent = Self.refusal(404, "itemNotFound", "There is no such price sheet.")
    let present = SheetMonth(of: now)
    let catalog = state.withLock { $0.catalog }
    guard catalog.shape.markets.contains(market), PriceView.known.contains(view) else { return absent }
    var version = catalog.shape.version
    var month = present
    let timeline = request.parameter("timeline")?.lowercased() ?? "current"
    switch timeline {
    case "current": break
    case "future":
      guard view == .licences else { return absent }
      version += 1
      month = present.next
    case "history":
      guard let asked = request.parameter("month").flatMap({ SheetMonth(parsing: $0) }), asked <= present else {
        return Self.refusal(400, "invalidRequest", "month is missing or malformed.")
      }
      let back = (present.number / 100 - asked.number / 100) * 12 + present.number % 100 - asked.number % 100
      guard back < version else { return absent }
      version -= back
      month = asked
    default: return Self.refusal(400, "invalidRequest", "timeline is malformed.")
    }
    let prices = self.prices(view, market, version: version, of: catalog)
    let before = version > 1 ? self.prices(view, market, version: version - 1, of: catalog) : nil
    let known = before.map { Dictionary($0.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first }) }
    var shown = prices
    if timeline == "future" {
      shown = prices.filter { known?[$0.key] != $0 }
      guard !shown.isEmpty else { return absent }
    }
    if fault == .short { shown = Array(shown.prefix(max(1, shown.count / 3))) }
    if fault == .header { shown = [] }
    let writing = PriceSheetWriting(
      dialect: configuration.sheetDialect == .portal ? .portal : .api, market: fault == .market ? "ZZ" : market,
      month: month, before: known, isRepublished: fault == .republished, isPreview: timeline == "future")
    return dressed(writing.text(shown, view: view), request, fault)
  }

  /// One table for all markets: a row for each licence, and one for a licence that is sold no more.
  private func offerMatrix(
    _ month: SheetMonth, _ request: APIRequest, _ fault: SheetFault?, _ now: Date
  ) -> TransportResponse {
    guard month <= SheetMonth(of: now) else {
      return Self.refusal(404, "itemNotFound", "There is no such offer matrix.")
    }
    var rows = EmulatedOfferMatrix(catalog: state.withLock { $0.catalog }).rows
    if fault == .short { rows = Array(rows.prefix(max(1, rows.count / 3))) }
    if fault == .header { rows = [] }
    return dressed(EmulatedOfferMatrix.text(rows), request, fault)
  }

  private func prices(
    _ view: PriceView, _ market: Market, version: Int, of catalog: EmulatorCatalog
  ) -> [EmulatedPrices.Price] {
    var shape = catalog.shape
    shape.version = version
    return EmulatedPrices(
      catalog: version == catalog.shape.version ? catalog : EmulatorCatalog(shape),
      visibleShare: configuration.visiblePriceShare
    ).prices(view, in: market)
  }

  private func dressed(_ text: Data, _ request: APIRequest, _ fault: SheetFault?) -> TransportResponse {
    let headers: Headers = [
      .init("Content-Type", "application/octet-stream"),
      .init("Content-Disposition", "attachment; filename=sheets.csv"), .init("Cache-Control", "private"),
      .init("Request-ID", request.headers["client-request-id"] ?? ""),
    ]
    var text = text
    switch fault {
    case .html:
      return TransportResponse(
        status: 200, headers: [.init("Content-Type", "text/html")], body: Data("<html><body>Sign in</body></html>".utf8)
      )
    case .redirect:
      return TransportResponse(status: 302, headers: [.init("Location", "https://example.com/sheets.csv")])
    case .line: text = text.dropLast(40)
    default: break
    }
    let asksForArchive = request.headers["Accept-Encoding"]?.contains("deflate") == true
    guard asksForArchive, fault != .text, fault != .line else {
      return TransportResponse(status: 200, headers: headers, body: text)
    }
    var entries = [ZipWriter.Entry("sheets.csv", Array(text))]
    if fault == .entries { entries.append(ZipWriter.Entry("more.csv", Array(text))) }
    var archive = ZipWriter.archive(entries)
    if fault == .cut { archive.removeLast(archive.count / 3) }
    // The checksum stands 16 bytes into the directory, which is 46 bytes and a name long.
    if fault == .crc { archive[archive.count - 22 - 46 - 10 + 16] ^= 0xFF }
    return TransportResponse(status: 200, headers: headers, body: Data(archive))
  }

  static func refusal(_ status: Int, _ code: String, _ message: String) -> TransportResponse {
    var writer = DialectWriter(WireDialect())
    writer.object { writer in
      writer.objectMember("error") { writer in
        writer.member("code", code)
        writer.member("message", message)
      }
    }
    return TransportResponse(
      status: status, headers: [.init("Content-Type", "application/json; charset=utf-8")], body: writer.data)
  }
}
