import CatalogQuery
import Purchasing

/// A plan for a person: lines, total, and the checks that do not hold.
enum PlanSummary {
  /// The text of a plan. List prices are by line, `nil` where nobody reads price sheets; `amounts` chooses among them.
  static func text(
    _ plan: OrderPlan, listPrices: [[ItemPrice]?] = [], amounts: PriceOptions.Amounts = .both, console: Console
  ) -> String {
    let heading = "\(plan.customer.name) (\(plan.customer.id)), \(plan.customer.market)"
    var text = Style.strong.applied(to: TerminalText.safe(heading), inColour: console.outputHasColour) + "\n\n"
    if plan.service.apiURL == PurchaseContext.demoAddress {
      text += "The built-in demo: nothing of this can be bought.\n\n"
    }
    let lists = listPrices.contains { $0 != nil } ? ListPrice.shown(amounts) : []
    var columns: [Table.Column] = [
      .init(title: "CatalogItemId"), .init(title: "Title", least: 16, keep: 1),
      .init(title: "Quantity", least: 8, keep: 3, isNumber: true), .init(title: "Term", least: 8, keep: 3),
    ]
    for list in lists { columns.append(.init(title: list.rawValue, least: 10, keep: 2, isNumber: true)) }
    columns.append(.init(title: "Cart price", least: 10, keep: 4, isNumber: true))
    var table = Table(columns: columns)
    for (number, line) in plan.lines.enumerated() {
      var row: [Table.Cell] = [
        .init(line.catalogItemID.rawValue), .init(line.title), .init("\(line.quantity)"),
        .init(PurchaseText.term(line.termDuration, line.billingCycle)),
      ]
      let prices = listPrices.indices.contains(number) ? listPrices[number] ?? [] : []
      for list in lists { row.append(.init(Self.text(of: list, in: prices))) }
      let unpriced = plan.cart == nil ? "not asked" : "unknown"
      row.append(.init(line.price.map { Money($0.extended, $0.currency).description } ?? unpriced))
      table.rows.append(row)
    }
    text += table.rendered(width: console.width, inColour: console.outputHasColour) + "\n"
    if !lists.isEmpty {
      text += Paragraph.lines(
        "Partner and retail prices are list prices for one unit and the whole term, before tax and promotions; the cart's is for the line.",
        width: console.width)
    }
    if let total = plan.total { text += "Total for the whole terms, before tax: \(total)\n" }
    if let ceiling = plan.maxTotal { text += "Ceiling: \(ceiling)\n" }
    var seen: Set<String> = []
    for check in plan.lines.flatMap(\.checks) where check.state != .passed {
      let line = TerminalText.safe("\(check.code.rawValue) \(check.state.rawValue): \(check.message)")
      if seen.insert(line).inserted {
        text += Style.caution.applied(to: line, inColour: console.outputHasColour) + "\n"
      }
    }
    let passed = Set(plan.lines.flatMap(\.checks).filter { $0.state == .passed }.map(\.code)).count
    return text + "\(Formatting.count(passed, "check")) passed.\n"
  }

  /// A list price, by its column.
  private enum ListPrice: String {
    case partner = "Partner"
    case retail = "Retail"

    static func shown(_ amounts: PriceOptions.Amounts) -> [ListPrice] {
      switch amounts {
      case .both: [.partner, .retail]
      case .partner: [.partner]
      case .retail: [.retail]
      case .none: []
      }
    }

    func amount(_ price: ItemPrice) -> PriceAmount? { self == .partner ? price.unit : price.retail }
  }

  /// `57.60 USD`, or the state where there is no amount or it does not hold now: never a blank, which could mean zero.
  private static func text(of list: ListPrice, in prices: [ItemPrice]) -> String {
    let texts = prices.map { price in
      guard let amount = list.amount(price) else { return price.state.isUsable ? "none listed" : price.state.rawValue }
      return "\(amount.text) \(price.currency)" + (price.state.isUsable ? "" : " (\(price.state.rawValue))")
    }
    return texts.isEmpty ? PriceState.notRead.rawValue : texts.joined(separator: ", ")
  }
}
