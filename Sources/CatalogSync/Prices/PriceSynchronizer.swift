import CatalogModel
package import CatalogStore
package import Foundation
package import PartnerCenter
import PriceSheets

/// Reads the price sheets that can be new, one after the other, each over a file that is deleted afterwards.
package struct PriceSynchronizer: Sendable {
  private let store: CatalogStore
  private let client: PriceSheetClient
  private let now: @Sendable () -> Date

  /// Reads from a host; `base` is its address, without `/v1.0` and without a slash at the end.
  package init(
    store: CatalogStore, base: String, host: any PriceSheetHost, tokens: any AccessTokenSource,
    secrets: KnownSecrets = KnownSecrets(), now: @escaping @Sendable () -> Date = { Date() },
    sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
  ) {
    self.store = store
    client = PriceSheetClient(base: base, host: host, tokens: tokens, secrets: secrets, sleep: sleep)
    self.now = now
  }

  /// Reads what is due. Each sheet is stored as a whole or not at all; one that fails leaves the others alone.
  package func sync(_ options: PriceSyncOptions) async -> PriceSyncReport {
    let startedAt = now()
    var report = PriceSyncReport(startedAt: startedAt)
    do {
      let plan = PriceSyncPlan(options, stored: try await store.storedPriceSheets(), now: startedAt)
      for entry in plan.entries {
        if report.stop == nil { try Task.checkCancellation() }
        guard report.stop == nil else {
          report.sheets.append(.init(request: entry.request, state: "unread", reason: nil))
          continue
        }
        let sheet = try await read(entry.request, options, &report)
        report.sheets.append(sheet)
      }
    } catch {
      report.stop = SyncStop(error)
    }
    report.finishedAt = now()
    return report
  }

  private func read(
    _ request: PriceSheetRequest, _ options: PriceSyncOptions, _ report: inout PriceSyncReport
  ) async throws -> PriceSyncReport.Sheet {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("partner-catalog-prices-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    var result = PriceSyncReport.Sheet(request: request, state: "failed")
    do {
      guard try await client.fetch(request, to: path, most: options.mostRequests, &report.traffic) else {
        result.state = "absent"
        try await note(request, .absent, nil)
        return result
      }
      let stored = try await store(path, request, options)
      result.report = stored
      result.state = stored.state.rawValue
      if stored.state == .heldBack {
        result.reason = "\(stored.removed) of \(stored.removed + stored.changed + stored.unchanged) prices are missing"
      }
    } catch let failure as PriceSheetFailure {
      result.reason = failure.description
      try await note(request, .failed, failure.description)
      if failure.isNotPermitted {
        report.stop = .signIn(SignInFailure(code: nil, message: "Prices cannot be read: \(failure.description)."))
      }
    } catch let error as PriceSheetError {
      result.reason = "\(error)"
      try await note(request, .failed, "\(error)")
    } catch let spent as BudgetExceeded {
      result.state = "unread"
      report.stop = .budget(spent)
    }
    return result
  }

  private func store(
    _ path: String, _ request: PriceSheetRequest, _ options: PriceSyncOptions
  ) async throws -> PriceSheetReport {
    let file = try PriceSheetFile(path)
    let digest = try file.digest()
    let known = try await store.priceSheets(digest: digest, view: request.view)
      .first { $0.market == request.market && $0.timeline == request.timeline }
    if let known {
      // The same bytes: nothing is new, or the sheet of this month is not published yet.
      try await note(request, .unchanged, nil)
      return known
    }
    let content = try file.read(market: request.market)
    guard let rows = content.sheets.first, content.sheets.count == 1 else { throw PriceSheetError.noRows }
    return try await store.store(
      NewPriceSheet(
        view: request.view, timeline: request.timeline, month: request.month, content: rows, columns: content.columns,
        bytes: file.bytes, digest: digest, fetchedAt: now()), allowsRemovals: options.allowsRemovals)
  }

  private func note(_ request: PriceSheetRequest, _ outcome: PriceAttempt.Outcome, _ reason: String?) async throws {
    try await store.record(
      PriceAttempt(
        view: request.view, timeline: request.timeline, market: request.market, at: now(), outcome: outcome,
        reason: reason))
  }
}
