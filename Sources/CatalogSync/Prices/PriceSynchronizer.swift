import CatalogModel
package import CatalogStore
package import Foundation
package import PartnerCenter
import PriceSheets

/// Reads the price sheets that can be new, one after the other, each over a file that is deleted afterwards.
package struct PriceSynchronizer: Sendable {
  private let store: CatalogStore
  private let client: PriceSheetClient
  private let retail: RetailPriceReading
  private let promotions: PartnerCenterClient?
  private let now: @Sendable () -> Date

  /// The address of Azure's retail prices. Source: "Azure Retail Prices overview".
  package static let retailBase = "https://prices.azure.com"

  /// Reads from two hosts, whose addresses have no path and no slash at the end. `tokens` is the sign-in of the price sheets,
  /// `nil` where public views alone are read; `promotions` a client of the main API, which has the promotions.
  package init(
    store: CatalogStore, base: String, retailBase: String = Self.retailBase, host: any PriceSheetHost,
    tokens: (any AccessTokenSource)?, promotions: PartnerCenterClient? = nil, secrets: KnownSecrets = KnownSecrets(),
    now: @escaping @Sendable () -> Date = { Date() },
    sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
  ) {
    self.store = store
    client = PriceSheetClient(base: base, host: host, tokens: tokens, secrets: secrets, sleep: sleep)
    retail = RetailPriceReading(
      client: PriceSheetClient(base: retailBase, host: host, tokens: nil, secrets: secrets, sleep: sleep), now: now)
    self.promotions = promotions
    self.now = now
  }

  /// What was read of a public list: once for all markets.
  private struct RetailList {
    var draft: RetailDraft
    var content: PriceSheetFile.Content
    var bytes: Int
    var digest: [UInt8]
  }

  private typealias RetailLists = [PriceView: Result<RetailList, PriceSheetFailure>]

  /// Reads what is due. Each sheet is stored as a whole or not at all; one that fails leaves the others alone.
  package func sync(_ options: PriceSyncOptions) async -> PriceSyncReport {
    let startedAt = now()
    var report = PriceSyncReport(startedAt: startedAt)
    var lists: RetailLists = [:]
    do {
      let plan = PriceSyncPlan(
        options, stored: try await store.storedPriceSheets(), matrix: try await store.offerMatrix(),
        promotions: try await store.promotionLists(), now: startedAt)
      for entry in plan.entries {
        if report.stop == nil { try Task.checkCancellation() }
        guard report.stop == nil else {
          report.sheets.append(.init(request: entry.request, state: "unread", reason: nil))
          continue
        }
        let sheet = try await read(entry.request, options, &report, &lists)
        report.sheets.append(sheet)
      }
      if let matrix = plan.offerMatrix {
        report.offerMatrix =
          report.stop == nil
          ? try await readMatrix(matrix.month, options, &report)
          : PriceSyncReport.Matrix(month: matrix.month, state: "unread")
      }
      for (market, _) in plan.promotions {
        let result =
          report.stop == nil
          ? try await readPromotions(of: market, options, &report)
          : PriceSyncReport.Promotions(market: market, state: "unread")
        report.promotions.append(result)
      }
      // Without a stop their prices are in the catalog of every market.
      if report.stop == nil { for list in lists.values { try? list.get().draft.remove() } }
    } catch {
      report.stop = SyncStop(error)
    }
    report.finishedAt = now()
    return report
  }

  private func read(
    _ request: PriceSheetRequest, _ options: PriceSyncOptions, _ report: inout PriceSyncReport,
    _ lists: inout RetailLists
  ) async throws -> PriceSyncReport.Sheet {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("partner-catalog-prices-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    var result = PriceSyncReport.Sheet(request: request, state: "failed")
    do {
      let stored: PriceSheetReport
      if request.view.isPublic {
        let list = try await list(request.view, options, &report.traffic, &lists)
        result.leftOut = list.draft.place.leftOut
        stored = try await store(list, request, options)
      } else {
        guard
          try await client.fetch(
            client.base + request.path, as: request.timeline == .future ? .preview : .sheet, to: path,
            most: options.mostRequests, &report.traffic)
        else {
          result.state = "absent"
          try await note(request, .absent, nil)
          return result
        }
        stored = try await store(path, request, options)
      }
      result.report = stored
      result.state = stored.state.rawValue
      if stored.state == .heldBack {
        result.reason = "\(stored.removed) of \(stored.removed + stored.changed + stored.unchanged) prices are missing"
      }
    } catch let failure as PriceSheetFailure {
      result.reason = failure.description
      try await note(request, .failed, failure.description)
      report.stop = failure.stop ?? report.stop
    } catch let error as PriceSheetError {
      result.reason = "\(error)"
      try await note(request, .failed, "\(error)")
    } catch let spent as BudgetExceeded {
      result.state = "unread"
      report.stop = .budget(spent)
    }
    return result
  }

  /// Source: "Get an offer matrix".
  private func readMatrix(
    _ month: SheetMonth, _ options: PriceSyncOptions, _ report: inout PriceSyncReport
  ) async throws -> PriceSyncReport.Matrix {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("partner-catalog-matrix-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    var result = PriceSyncReport.Matrix(month: month, state: "failed")
    do {
      let url = "\(client.base)/v1.0/sales/offermatrix(Month='\(month)')/$value"
      guard try await client.fetch(url, to: path, most: options.mostRequests, &report.traffic) else {
        result.state = "absent"
        try await store.recordOfferMatrix(.absent, reason: nil, at: now())
        return result
      }
      let file = try PriceSheetFile(path)
      let stored = try await store.store(
        NewOfferMatrix(
          month: month, matrix: try file.readOfferMatrix(), bytes: file.bytes, digest: try file.digest(),
          fetchedAt: now()), allowsRemovals: options.allowsRemovals)
      result.report = stored
      result.state = stored.state.rawValue
      if stored.state == .heldBack { result.reason = "\(stored.removed) SKUs are missing" }
    } catch let failure as PriceSheetFailure {
      result.reason = failure.description
      try await store.recordOfferMatrix(.failed, reason: failure.description, at: now())
      report.stop = failure.stop ?? report.stop
    } catch let error as PriceSheetError {
      result.reason = "\(error)"
      try await store.recordOfferMatrix(.failed, reason: "\(error)", at: now())
    } catch let spent as BudgetExceeded {
      result.state = "unread"
      report.stop = .budget(spent)
    }
    return result
  }

  /// Source: "Get promotions": one list for a market and segment, of the commercial one alone.
  private func readPromotions(
    of market: Market, _ options: PriceSyncOptions, _ report: inout PriceSyncReport
  ) async throws -> PriceSyncReport.Promotions {
    var result = PriceSyncReport.Promotions(market: market, state: "failed")
    guard let promotions else {
      result.state = "unread"
      return result
    }
    let before = promotions.traffic
    defer {
      report.traffic.requests += promotions.traffic.requests - before.requests
      report.traffic.retries += promotions.traffic.retries - before.retries
      report.traffic.throttled += promotions.traffic.throttled - before.throttled
    }
    func fail(_ reason: String) async throws {
      result.reason = reason
      try await store.recordPromotions(.failed, reason: reason, in: market, segment: .commercial, at: now())
    }
    do {
      if let most = options.mostRequests, report.traffic.requests >= most { throw BudgetExceeded(kind: .requests) }
      let list = try await promotions.list(
        .promotions(in: market, segment: .commercial), of: ProductPromotion.self)
      switch list {
      case .read(let list) where list.unreadable > 0: try await fail("\(list.unreadable) promotions cannot be read")
      case .read(let list):
        let listed = list.items.flatMap(\.promotions)
        try await store.replacePromotions(listed, in: market, segment: .commercial, at: now())
        result.state = "stored"
        result.count = listed.count
      case .notFound, .unchanged:
        result.state = "absent"
        try await store.recordPromotions(.absent, reason: nil, in: market, segment: .commercial, at: now())
      case .forbidden(let error): try await fail("\(error)")
      }
    } catch let error as RequestError {
      // The service has no such list for the market; a gateway's 404 says nothing about it.
      if case .refused(let refusal) = error.cause, refusal.status == 404, refusal.isOwnBody {
        result.state = "absent"
        try await store.recordPromotions(.absent, reason: nil, in: market, segment: .commercial, at: now())
      } else {
        try await fail("\(error)")
      }
    } catch let spent as BudgetExceeded {
      result.state = "unread"
      report.stop = .budget(spent)
    }
    return result
  }

  /// The list of a public view, read for the first market that asks for it.
  private func list(
    _ view: PriceView, _ options: PriceSyncOptions, _ traffic: inout RequestCounts, _ lists: inout RetailLists
  ) async throws -> RetailList {
    if let known = lists[view] { return try known.get() }
    do {
      let draft = try await retail.read(
        view, in: options.retailCurrencies, to: "\(store.path)-\(view).draft", most: options.mostRequests, &traffic)
      let list = try self.list(draft)
      lists[view] = .success(list)
      return list
    } catch let failure as PriceSheetFailure {
      lists[view] = .failure(failure)
      throw failure
    }
  }

  private func list(_ draft: RetailDraft) throws -> RetailList {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("partner-catalog-retail-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    do {
      try draft.writeSheet(to: path)
      let file = try PriceSheetFile(path)
      // Its rows name no market: they are the same in all.
      return RetailList(
        draft: draft, content: try file.read(market: "US"), bytes: file.bytes, digest: try file.digest())
    } catch {
      // The same pages would fail again.
      draft.remove()
      throw error
    }
  }

  private func store(
    _ list: RetailList, _ request: PriceSheetRequest, _ options: PriceSyncOptions
  ) async throws -> PriceSheetReport {
    if let known = try await known(list.digest, request) { return known }
    guard var rows = list.content.sheets.first else { throw PriceSheetError.noRows }
    rows.market = request.market
    return try await store.store(
      NewPriceSheet(
        view: request.view, timeline: request.timeline, month: request.month, content: rows,
        columns: list.content.columns, bytes: list.bytes, digest: list.digest, fetchedAt: now()),
      allowsRemovals: options.allowsRemovals)
  }

  private func store(
    _ path: String, _ request: PriceSheetRequest, _ options: PriceSyncOptions
  ) async throws -> PriceSheetReport {
    let file = try PriceSheetFile(path)
    let digest = try file.digest()
    if let known = try await known(digest, request) { return known }
    let content = try file.read(market: request.market)
    guard let rows = content.sheets.first, content.sheets.count == 1 else { throw PriceSheetError.noRows }
    return try await store.store(
      NewPriceSheet(
        view: request.view, timeline: request.timeline, month: request.month, content: rows, columns: content.columns,
        bytes: file.bytes, digest: digest, fetchedAt: now()), allowsRemovals: options.allowsRemovals)
  }

  /// What is stored of the same bytes: nothing is new, or the sheet of this month is not published yet.
  private func known(_ digest: [UInt8], _ request: PriceSheetRequest) async throws -> PriceSheetReport? {
    let known = try await store.priceSheets(digest: digest, view: request.view)
      .first { $0.market == request.market && $0.timeline == request.timeline }
    if known != nil { try await note(request, .unchanged, nil) }
    return known
  }

  private func note(_ request: PriceSheetRequest, _ outcome: PriceAttempt.Outcome, _ reason: String?) async throws {
    try await store.record(
      PriceAttempt(
        view: request.view, timeline: request.timeline, market: request.market, at: now(), outcome: outcome,
        reason: reason))
  }
}
