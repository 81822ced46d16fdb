import CatalogJSON
import CatalogModel
import CatalogQuery
import CatalogStore

/// Prices, sheets and changes of prices for a person.
enum PriceTable {
  static func text(_ prices: [PriceRecord], console: Console) -> String {
    guard !prices.isEmpty else { return "" }
    var table = Table(columns: [
      .init(title: "SKU"), .init(title: "Market", least: 6, keep: 8), .init(title: "Segment", least: 10, keep: 4),
      .init(title: "Term", least: 7, keep: 7), .init(title: "Billing", least: 7, keep: 6),
      .init(title: "Currency", least: 8, keep: 9), .init(title: "Partner", least: 7, keep: 9, isNumber: true),
      .init(title: "Retail", least: 6, keep: 9, isNumber: true), .init(title: "State", least: 9, keep: 8),
      .init(title: "Promotion", least: 9, keep: 8, isOnlyShownWhereVaried: true),
      .init(title: "From", least: 10, keep: 3), .init(title: "To", least: 10, keep: 2),
      .init(title: "Sheet", least: 6, keep: 1),
    ])
    table.rows = prices.map { price in
      [
        .init("\(price.productID):\(price.skuID)"), .init(price.market.code), .init(price.segment.rawValue),
        .init(price.termDuration ?? ""), .init(price.billingPlan ?? ""), .init(price.currency),
        .init(price.unit?.text ?? ""), .init(price.retail?.text ?? ""),
        .init(price.state.rawValue, style(price.state)),
        .init(price.promotions.map(Formatting.promotion).joined(separator: ", ")),
        .init(Formatting.time(price.validFrom), .faint),
        .init(Formatting.time(price.validTo), .faint), .init(price.sheet?.month.description ?? "", .faint),
      ]
    }
    return table.rendered(width: console.width, inColour: console.outputHasColour)
  }

  static func text(_ sheets: [PriceSheetStatus], console: Console) -> String {
    guard !sheets.isEmpty else { return "" }
    var table = Table(columns: [
      .init(title: "Market"), .init(title: "View", least: 12, keep: 6), .init(title: "Timeline", least: 7, keep: 1),
      .init(title: "Month", least: 6, keep: 8), .init(title: "Rows", least: 4, keep: 5, isNumber: true),
      .init(title: "Unjoined", least: 8, keep: 3, isNumber: true), .init(title: "Currencies", least: 8, keep: 2),
      .init(title: "Age", least: 3, keep: 7, isNumber: true), .init(title: "Next due", least: 10, keep: 4),
      .init(title: "Last fault", least: 20, keep: 6),
    ])
    table.rows = sheets.map { sheet in
      [
        .init(sheet.market.code), .init(sheet.view.rawValue), .init(sheet.timeline.rawValue),
        .init(sheet.month?.description ?? ""), .init("\(sheet.rows)"), .init("\(sheet.unjoined)"),
        .init(sheet.currencies.joined(separator: ", ")), .init(Formatting.age(sheet.ageSeconds), .faint),
        .init(Formatting.time(sheet.nextDueAt), .faint), .init(sheet.lastFault ?? "", .bad),
      ]
    }
    return table.rendered(width: console.width, inColour: console.outputHasColour)
  }

  static func text(_ results: [PriceImportResult], console: Console) -> String {
    let matrices = results.compactMap(\.matrix).map { matrix in
      "Offer matrix of \(matrix.month): \(matrix.state.rawValue), \(Formatting.count(matrix.rows, "row")), \(matrix.added) added, "
        + "\(matrix.changed) changed, \(matrix.removed) removed.\n"
    }.joined()
    let reports = results.compactMap(\.report)
    guard !reports.isEmpty else { return matrices }
    var table = Table(columns: [
      .init(title: "Market"), .init(title: "View", least: 12, keep: 5), .init(title: "Month", least: 6, keep: 8),
      .init(title: "State", least: 9, keep: 9), .init(title: "Rows", least: 4, keep: 7, isNumber: true),
      .init(title: "Added", least: 5, keep: 6, isNumber: true),
      .init(title: "Changed", least: 7, keep: 6, isNumber: true),
      .init(title: "Removed", least: 7, keep: 6, isNumber: true),
      .init(title: "Unjoined", least: 8, keep: 4, isNumber: true),
      .init(title: "Contradictory", least: 5, keep: 3, isNumber: true),
    ])
    table.rows = reports.map { report in
      [
        .init(report.market.code), .init(report.view.rawValue), .init(report.month.description),
        .init(report.state.rawValue, report.state == .heldBack ? .caution : .good), .init("\(report.rows)"),
        .init("\(report.added)"), .init("\(report.changed)"), .init("\(report.removed)"),
        .init("\(report.unjoined)"), .init("\(report.contradictory)"),
      ]
    }
    return table.rendered(width: console.width, inColour: console.outputHasColour) + matrices
  }

  static func text(_ changes: [PriceChangeRecord], console: Console) -> String {
    guard !changes.isEmpty else { return "" }
    var table = Table(columns: [
      .init(title: "When", least: 10, keep: 3), .init(title: "What", least: 9, keep: 9), .init(title: "SKU"),
      .init(title: "Market", least: 6, keep: 8), .init(title: "Term", least: 7, keep: 5),
      .init(title: "Billing", least: 7, keep: 4), .init(title: "Currency", least: 8, keep: 7),
      .init(title: "Was", least: 6, keep: 8, isNumber: true), .init(title: "Is", least: 6, keep: 8, isNumber: true),
      .init(title: "From", least: 10, keep: 6),
    ])
    table.rows = changes.map { change in
      [
        .init(Formatting.time(change.at), .faint), .init(change.kind.rawValue, style(change.kind)),
        .init("\(change.productID):\(change.skuID)"), .init(change.market.code), .init(change.termDuration ?? ""),
        .init(change.billingPlan ?? ""), .init(change.currency), .init(change.oldUnit?.text ?? ""),
        .init(change.newUnit?.text ?? ""), .init(Formatting.time(change.validFrom), .faint),
      ]
    }
    return table.rendered(width: console.width, inColour: console.outputHasColour)
  }

  private static func style(_ state: PriceState) -> Style {
    switch state {
    case .known, .free, .trial: .good
    case .contradictory: .bad
    case .announced, .ended, .stale, .noRow, .notRead, .currencyUnknown, .byMeter: .caution
    }
  }

  private static func style(_ kind: PriceChangeRecord.Kind) -> Style {
    switch kind {
    case .up, .gone: .bad
    case .down, .new: .good
    case .announced: .caution
    }
  }
}

extension Formatting {
  /// `-5 % to 2026-12-31`; the price beside it is without it.
  static func promotion(_ promotion: Promotion) -> String {
    let discount = promotion.percent.map { "-\($0) %" } ?? promotion.policy
    let end = promotion.endsAt.map { " to \($0.iso8601Day)" } ?? ""
    return TerminalText.safe(discount + end)
  }

  /// The prices of an item in a table, in its own currency where none is named: `1M 5.76, 1Y/a 57.6`; `5.76 (retail 6.4)` where
  /// both are asked for; a state where there is no amount, and how many other currencies there are.
  static func prices(_ item: CatalogItem, _ amounts: PriceOptions.Amounts) -> String {
    let all = item.prices ?? []
    // Of several currencies the market's own stands for the others.
    let own = all.filter { $0.currency == item.currency }
    let prices = own.isEmpty ? all : own
    let others = Set(all.map(\.currency)).count - Set(prices.map(\.currency)).count
    func amount(_ price: ItemPrice) -> String? {
      guard let unit = amounts == .retail ? nil : price.unit?.text else { return price.retail?.text }
      let retail = amounts == .both ? price.retail?.text : nil
      return unit + (retail.map { " (retail \($0))" } ?? "")
    }
    if let state = prices.first?.state, prices.allSatisfy({ $0.state == state && amount($0) == nil }) {
      return state.rawValue
    }
    let texts = prices.map { price in
      let term = terms([Term(duration: price.termDuration ?? "", billingCycle: price.billingPlan, description: "")])
      let currency = price.currency == item.currency ? nil : price.currency
      let isPlain = [.known, .free, .currencyUnknown].contains(price.state)
      let state = isPlain ? nil : price.state.rawValue
      let offer = price.promotions.first.map { "(\(Self.promotion($0)))" }
      return [term == "once" ? nil : term, amount(price), currency, state, offer].compactMap(\.self).joined(
        separator: " ")
    }
    return texts.joined(separator: ", ") + (others > 0 ? ", in \(others) more currencies" : "")
  }
}
