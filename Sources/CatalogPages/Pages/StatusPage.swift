import CatalogModel
import CatalogQuery
import Foundation

/// The age of each market, the changes by day, price sheets and runs.
struct StatusPage: Sendable {
  var markets: [MarketStatus]
  var runs: [RunRecord]
  var sheets: [PriceSheetStatus]
  var days: [DailyChanges]
  /// Changes of prices by the month of their sheet.
  var priceChanges: [PriceChangeRecord]
  var source: StoreSource

  private static let shownDays = 60
  /// In seconds: the changes of prices of the last half year.
  private static let pricePeriod: TimeInterval = 183 * 86_400

  /// Rows of all sheets up to which their changes are counted: a page must not wait for millions.
  private static let mostPrices = 500_000

  static func read(_ catalog: Catalog) throws -> StatusPage {
    let sheets = try catalog.priceSheets()
    let isSmall = sheets.reduce(0) { $0 + $1.rows } <= mostPrices
    return StatusPage(
      markets: try catalog.markets(), runs: try catalog.runs(limit: 5), sheets: sheets,
      days: try catalog.changesByDay(shownDays),
      priceChanges: !isSmall ? [] : try catalog.priceChanges(since: catalog.now.addingTimeInterval(-pricePeriod)),
      source: try catalog.storeSource())
  }

  func page(_ context: PageContext) -> SitePage {
    SitePage(
      title: Texts.status, current: .status,
      main: HTML {
        Tag.h1 { Texts.status }
        Parts.facts([
          ("Tenant", HTML(text: source.tenant ?? "")), ("Cloud", HTML(text: source.cloud ?? "")),
          ("Language", HTML(text: source.locale ?? "")),
          ("Items", HTML(text: Texts.grouped(markets.reduce(0) { $0 + $1.items }))),
        ])
        Tag.section {
          Tag.h2 { "Age by market" }
          if markets.isEmpty { Tag.p(.class("empty")) { "No market was read yet." } }
          ages(context)
        }
        changes
        prices
        runTable
      })
  }

  private func ages(_ context: PageContext) -> HTML {
    let oldest = markets.sorted { ($1.ageSeconds ?? .max, $0.market) < ($0.ageSeconds ?? .max, $1.market) }
    return BarPicture(
      id: "ages", title: "Age by market",
      description: "The time since each market was last read as a whole, the oldest first.",
      bars: oldest.prefix(40).map { market in
        BarPicture.Bar(
          name: market.market.code, value: max(0, market.ageSeconds ?? 0),
          label: market.ageSeconds.map(Self.age) ?? (market.completedAt == nil ? "never" : "unknown"),
          tone: Parts.tone(market.state))
      },
      table: PageTable(
        caption: "Markets",
        columns: [
          .init("Market"), .init("State"), .init("Read"), .init("Lists", isNumber: true),
          .init("Items", isNumber: true),
          .init("Currency"), .init("Next step"), .init("Command"),
        ],
        rows: markets.map { market in
          [
            HTML(text: "\(market.market) \(Parts.name(of: market.market))"),
            Parts.state(market.state.rawValue, Parts.tone(market.state)), Parts.time(market.completedAt),
            HTML(text: "\(market.lists.complete) of \(market.lists.readable)"), HTML(text: Texts.grouped(market.items)),
            HTML(text: market.currencies.joined(separator: ", ")), HTML(text: market.nextStep?.message ?? ""),
            market.nextStep == nil ? HTML() : context.commands.sync(market.market.code).map(Parts.command) ?? HTML(),
          ]
        }
      ).html
    ).html
  }

  private var changes: HTML {
    let kinds = ChangeKind.allCases
    var byDay: [String: [Int]] = [:]
    for entry in days {
      guard let kind = kinds.firstIndex(of: entry.kind) else { continue }
      byDay[entry.day, default: Array(repeating: 0, count: kinds.count)][kind] += entry.count
    }
    return Tag.section {
      Tag.h2 { "Changes by day" }
      if byDay.isEmpty { Tag.p(.class("empty")) { "No changes in \(Self.shownDays) days." } }
      DayPicture(
        id: "days", title: "Changes by day", kinds: kinds.map(\.rawValue),
        days: byDay.sorted { $0.key < $1.key }.map { DayPicture.Day(day: $0.key, counts: $0.value) }
      ).html
    }
  }

  private var prices: HTML {
    let kinds: [PriceChangeRecord.Kind] = [.up, .down, .new, .gone, .announced]
    var byMonth: [String: [Int]] = [:]
    for change in priceChanges {
      guard let kind = kinds.firstIndex(of: change.kind), let month = change.month else { continue }
      byMonth[month.description, default: Array(repeating: 0, count: kinds.count)][kind] += 1
    }
    guard !sheets.isEmpty else { return HTML() }
    return Tag.section {
      Tag.h2 { "Prices over time" }
      DayPicture(
        id: "months", title: "Changes of prices by month", kinds: kinds.map(\.rawValue),
        days: byMonth.sorted { $0.key < $1.key }.map { DayPicture.Day(day: $0.key, counts: $0.value) }
      ).html
      PageTable(
        caption: "Price sheets",
        columns: [
          .init("Market"), .init("View"), .init("Month"), .init("Rows", isNumber: true), .init("Currencies"),
          .init("Read"), .init("Next due"), .init("Last fault"),
        ],
        rows: sheets.map { sheet in
          [
            Parts.market(sheet.market), HTML(text: sheet.view.rawValue), HTML(text: sheet.month?.description ?? ""),
            HTML(text: Texts.grouped(sheet.rows)), HTML(text: sheet.currencies.joined(separator: ", ")),
            Parts.time(sheet.fetchedAt), Parts.time(sheet.nextDueAt), HTML(text: sheet.lastFault ?? ""),
          ]
        }
      ).html
    }
  }

  private var runTable: HTML {
    guard !runs.isEmpty else { return HTML() }
    return Tag.section {
      Tag.h2 { "Last runs" }
      PageTable(
        caption: "Runs",
        columns: [
          .init("Started"), .init("State"), .init("Requests", isNumber: true), .init("Added", isNumber: true),
          .init("Changed", isNumber: true), .init("Removed", isNumber: true), .init("Unchanged", isNumber: true),
        ],
        rows: runs.map { run in
          [
            Parts.time(run.startedAt), HTML(text: run.state.rawValue), HTML(text: Texts.grouped(run.requests)),
            HTML(text: Texts.grouped(run.added)), HTML(text: Texts.grouped(run.changed)),
            HTML(text: Texts.grouped(run.removed)), HTML(text: Texts.grouped(run.unchanged)),
          ]
        }
      ).html
    }
  }

  /// `3 hours`: the largest unit of which there are two.
  private static func age(_ seconds: Int) -> String {
    switch seconds {
    case ..<120: "\(seconds) s"
    case ..<7200: "\(seconds / 60) min"
    case ..<172_800: "\(seconds / 3600) h"
    default: "\(seconds / 86_400) days"
    }
  }
}
