package import CatalogModel
package import CatalogStore
package import Foundation
package import PartnerCenter

/// What became of a price sync. Never holds a price.
package struct PriceSyncReport: Sendable, Encodable {
  /// What became of one sheet.
  package struct Sheet: Sendable, Encodable {
    package var request: PriceSheetRequest
    /// The differences; `nil` where nothing was compared.
    package var report: PriceSheetReport?
    /// `stored`, `unchanged`, `heldBack`, `absent`, `failed`, or `unread` behind the end of the run.
    package var state: String
    /// In English; `nil` where nothing is missing.
    package var reason: String?
    /// Prices of a list that name no product and SKU, and so are no rows; 0 for sheets.
    package var leftOut = 0

    private enum Keys: String, CodingKey {
      case market, view, timeline, month, state, rows, added, changed, removed, unchanged, unjoined, contradictory
      case flagsDisagreeing, leftOut, reason
    }

    package func encode(to encoder: any Encoder) throws {
      var object = encoder.container(keyedBy: Keys.self)
      try object.encode(request.market, forKey: .market)
      try object.encode(request.view, forKey: .view)
      try object.encode(request.timeline, forKey: .timeline)
      try object.encode(request.month, forKey: .month)
      try object.encode(state, forKey: .state)
      try object.encode(report?.rows, forKey: .rows)
      try object.encode(report?.added, forKey: .added)
      try object.encode(report?.changed, forKey: .changed)
      try object.encode(report?.removed, forKey: .removed)
      try object.encode(report?.unchanged, forKey: .unchanged)
      try object.encode(report?.unjoined, forKey: .unjoined)
      try object.encode(report?.contradictory, forKey: .contradictory)
      try object.encode(report?.disagreeingFlags, forKey: .flagsDisagreeing)
      if leftOut > 0 { try object.encode(leftOut, forKey: .leftOut) }
      try object.encode(reason, forKey: .reason)
    }
  }

  /// What became of the offer matrix.
  package struct Matrix: Sendable, Encodable {
    package var month: SheetMonth
    /// As of a sheet, and `superseded` where a later one is stored.
    package var state: String
    /// The differences; `nil` where nothing was compared.
    package var report: OfferMatrixReport?
    /// In English; `nil` where nothing is missing.
    package var reason: String?

    private enum Keys: String, CodingKey { case month, state, rows, added, changed, removed, reason }

    package func encode(to encoder: any Encoder) throws {
      var object = encoder.container(keyedBy: Keys.self)
      try object.encode(month, forKey: .month)
      try object.encode(state, forKey: .state)
      try object.encode(report?.rows, forKey: .rows)
      try object.encode(report?.added, forKey: .added)
      try object.encode(report?.changed, forKey: .changed)
      try object.encode(report?.removed, forKey: .removed)
      try object.encode(reason, forKey: .reason)
    }
  }

  /// What became of the promotions of a market.
  package struct Promotions: Sendable, Encodable {
    package var market: Market
    /// `stored`, `absent`, `failed`, or `unread` behind the end of the run.
    package var state: String
    /// How many terms of SKUs have a promotion; `nil` where nothing was read.
    package var count: Int?
    /// In English; `nil` where nothing is missing.
    package var reason: String?

    private enum Keys: String, CodingKey { case market, state, count, reason }

    package func encode(to encoder: any Encoder) throws {
      var object = encoder.container(keyedBy: Keys.self)
      try object.encode(market, forKey: .market)
      try object.encode(state, forKey: .state)
      try object.encode(count, forKey: .count)
      try object.encode(reason, forKey: .reason)
    }
  }

  package var startedAt: Date
  package var finishedAt: Date
  package var traffic = RequestCounts()
  package var sheets: [Sheet] = []
  /// What became of the offer matrix; `nil` where it was not asked for.
  package var offerMatrix: Matrix?
  /// What became of the promotions of each market; empty where none were asked for.
  package var promotions: [Promotions] = []
  /// Why the run ended before everything was asked for.
  package var stop: SyncStop?

  package init(startedAt: Date) {
    self.startedAt = startedAt
    finishedAt = startedAt
  }

  /// Complete where everything that was due is stored, or known to be absent.
  package var state: RunState {
    switch stop {
    case nil:
      (sheets.map(\.state) + [offerMatrix?.state].compactMap(\.self) + promotions.map(\.state)).allSatisfy {
        ["stored", "unchanged", "absent", "superseded"].contains($0)
      } ? .complete : .partial
    case .budget, .cancelled, .paused, .unreachable: .partial
    case .signIn, .notPermitted, .store, .unexpected: .failed
    }
  }

  private enum CodingKeys: String, CodingKey {
    case state, startedAt, finishedAt, requests, retries, throttled, sheets
    case offerMatrix, promotions
  }

  package func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: CodingKeys.self)
    try object.encode(state, forKey: .state)
    try object.encode(startedAt.iso8601Text, forKey: .startedAt)
    try object.encode(finishedAt.iso8601Text, forKey: .finishedAt)
    try object.encode(traffic.requests, forKey: .requests)
    try object.encode(traffic.retries, forKey: .retries)
    try object.encode(traffic.throttled, forKey: .throttled)
    try object.encode(sheets, forKey: .sheets)
    try object.encodeIfPresent(offerMatrix, forKey: .offerMatrix)
    if !promotions.isEmpty { try object.encode(promotions, forKey: .promotions) }
  }
}
