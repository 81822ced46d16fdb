package import CatalogModel
package import CatalogStore
package import Foundation

/// The choices of a price sync.
package struct PriceSyncOptions: Sendable {
  package var markets: [Market]
  /// The views to read; `nil` for licences and software.
  package var views: [PriceView]?
  /// A month that is read whatever is stored; `nil` for what is due.
  package var month: SheetMonth?
  /// Whether previews are read too.
  package var readsPreviews: Bool
  /// The bound of requests.
  package var mostRequests: Int?
  /// The currencies of public views. The dollar is the price; others are for reference.
  package var retailCurrencies = ["USD"]
  /// Stores sheets that lack most prices of the sheets before them.
  package var allowsRemovals = false
  /// Whether the offer matrix is read too.
  package var readsOfferMatrix = false
  /// Whether the promotions of the markets are read too.
  package var readsPromotions = false

  package init(
    markets: [Market], views: [PriceView]? = nil, month: SheetMonth? = nil, readsPreviews: Bool = false,
    mostRequests: Int? = nil
  ) {
    self.markets = markets
    self.views = views
    self.month = month
    self.readsPreviews = readsPreviews
    self.mostRequests = mostRequests
  }

  /// The views that are read unless others are named; Azure and the marketplace change daily, and few want them.
  package static let usualViews: [PriceView] = [.licences, .software]
}

/// The sheets that can be new, in the order of requests.
package struct PriceSyncPlan: Sendable {
  /// Why a sheet is asked for.
  package enum Reason: String, Sendable, Encodable {
    /// None is stored.
    case neverRead
    /// The stored one is of a month that has passed.
    case newMonth
    /// It may have been republished, or changes daily.
    case due
    /// The last attempt failed, or was held back.
    case failed
    /// The month was named.
    case asked
  }

  package struct Entry: Sendable {
    package var request: PriceSheetRequest
    package var reason: Reason
  }

  package var entries: [Entry]
  /// The least number of requests: one for each sheet, and one for each public list, which is the same in all markets.
  package var requests: Int {
    entries.count { !$0.request.view.isPublic } + (offerMatrix == nil ? 0 : 1) + promotions.count + Set(
      entries.map(\.request.view).filter(\.isPublic)
    ).count * lists
  }
  /// The offer matrix, which is one for all markets; `nil` where none can be new.
  package var offerMatrix: (month: SheetMonth, reason: Reason)?
  /// The markets whose promotions can be new.
  package var promotions: [(market: Market, reason: Reason)] = []
  /// How many lists a public view has: one for each currency.
  private var lists: Int

  package init(
    _ options: PriceSyncOptions, stored: [StoredPriceSheet], matrix: StoredOfferMatrix? = nil,
    promotions: [StoredPromotionList] = [], now: Date
  ) {
    let known = Dictionary(
      stored.map { (Key(view: $0.view, timeline: $0.timeline, market: $0.market), $0) },
      uniquingKeysWith: { first, _ in first })
    let present = SheetMonth(of: now)
    var entries: [Entry] = []
    for market in options.markets {
      for view in options.views ?? PriceSyncOptions.usualViews {
        if let month = options.month {
          // Public lists have no past.
          guard month == present || !view.isPublic else { continue }
          entries.append(
            Entry(
              request: PriceSheetRequest(
                view: view, timeline: .current, market: market, month: month, isHistory: month != present),
              reason: .asked))
          continue
        }
        let timelines: [PriceTimeline] = options.readsPreviews && view == .licences ? [.current, .future] : [.current]
        for timeline in timelines {
          let state = known[Key(view: view, timeline: timeline, market: market)]
          guard let reason = Self.reason(view, timeline, state, present, now) else { continue }
          entries.append(
            Entry(
              request: PriceSheetRequest(
                view: view, timeline: timeline, market: market, month: PriceSchedule.wanted(timeline, in: present),
                isHistory: false), reason: reason))
        }
      }
    }
    self.entries = entries
    lists = options.retailCurrencies.count
    if options.readsPromotions, options.month ?? present == present {
      self.promotions = options.markets.compactMap { market in
        let stored = promotions.first { $0.market == market && $0.segment == .commercial }
        return Self.promotions(stored, now).map { (market, $0) }
      }
    }
    if options.readsOfferMatrix { offerMatrix = Self.offerMatrix(options.month, matrix, now) }
  }

  private struct Key: Hashable {
    var view: PriceView
    var timeline: PriceTimeline
    var market: Market
  }

  /// Promotions begin with a month, as prices do.
  private static func promotions(_ stored: StoredPromotionList?, _ now: Date) -> Reason? {
    guard let stored else { return .neverRead }
    if stored.outcome == "failed" { return .failed }
    let month = SheetMonth(of: now)
    if SheetMonth(of: stored.attemptedAt) != month { return .newMonth }
    let due = PriceSchedule.nextDue(
      .licences, .current, month: month, fetchedAt: nil, attemptedAt: stored.attemptedAt, now: now)
    return due <= now ? .due : nil
  }

  /// A matrix is of a month, as the sheets of licences are, and is looked at as often.
  private static func offerMatrix(
    _ asked: SheetMonth?, _ stored: StoredOfferMatrix?, _ now: Date
  ) -> (month: SheetMonth, reason: Reason)? {
    let present = SheetMonth(of: now)
    if let asked { return (asked, .asked) }
    guard let stored else { return (present, .neverRead) }
    if ["failed", "heldBack"].contains(stored.outcome) { return (present, .failed) }
    let due = PriceSchedule.nextDue(
      .licences, .current, month: stored.month, fetchedAt: nil, attemptedAt: stored.attemptedAt, now: now)
    guard due <= now else { return nil }
    guard let month = stored.month else { return (present, .neverRead) }
    return (present, month == present ? .due : .newMonth)
  }

  private static func reason(
    _ view: PriceView, _ timeline: PriceTimeline, _ state: StoredPriceSheet?, _ present: SheetMonth, _ now: Date
  ) -> Reason? {
    guard let state else { return .neverRead }
    if ["failed", "heldBack"].contains(state.outcome) { return .failed }
    let due = PriceSchedule.nextDue(
      view, timeline, month: state.month, fetchedAt: state.fetchedAt, attemptedAt: state.attemptedAt, now: now)
    guard due <= now else { return nil }
    guard let month = state.month else { return .neverRead }
    return month == PriceSchedule.wanted(timeline, in: present) ? .due : .newMonth
  }
}
