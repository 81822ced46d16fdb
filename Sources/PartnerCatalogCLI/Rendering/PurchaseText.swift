import CatalogJSON
import CatalogQuery
import Purchasing

/// A purchase for a person.
enum PurchaseText {
  /// The output of a command that ended with one purchase.
  static func result(_ purchase: Purchase, session: CommandContext) throws -> CommandResult {
    let titles = OrderTitles(session).titles(of: purchase)
    let console = session.console
    return CommandResult(
      text: console.isJSON
        ? try JSONText.pretty(PurchaseReport(purchase, titles: titles))
        : text(purchase, titles: titles, console: console),
      status: ExitStatus(purchase), remarks: [CommandHint.purchase(purchase)].compactMap(\.self))
  }

  static func text(_ purchase: Purchase, titles: [String: String], console: Console) -> String {
    let heading = "Purchase \(purchase.purchaseID) of \(purchase.customer.name): \(words(purchase.state))"
    var text = Style.strong.applied(to: TerminalText.safe(heading), inColour: console.outputHasColour) + "\n"
    let total = purchase.confirmedTotal.map { "\($0), before tax" }
    let isDemo = purchase.service.apiURL == PurchaseContext.demoAddress
    let facts = [
      ("Service", isDemo ? "the built-in demo: nothing of this is real" : ""),
      ("Opened", Formatting.time(purchase.openedAt)), ("Settled", Formatting.time(purchase.settledAt)),
      ("Plan", purchase.planID), ("Cart", purchase.cart?.id ?? ""), ("Confirmed", total ?? ""),
    ]
    for (name, value) in facts where !value.isEmpty { text += TerminalText.safe("  \(name): \(value)") + "\n" }
    text += "\n" + (purchase.orders.isEmpty ? planned(purchase, console) : orders(purchase, titles, console))
    if !purchase.errors.isEmpty {
      text += "\nErrors:\n"
      text += purchase.errors.map { "  " + TerminalText.safe(sentence($0)) + "\n" }.joined()
    }
    if !purchase.evidence.isEmpty {
      text += "\nFindings:\n"
      text += purchase.evidence.map {
        "  \(Formatting.time($0.at)) \($0.source.rawValue): \(TerminalText.safe($0.message))\n"
      }.joined()
    }
    return text
  }

  private static func planned(_ purchase: Purchase, _ console: Console) -> String {
    var table = Table(columns: [
      .init(title: "CatalogItemId"), .init(title: "Title", least: 16, keep: 1),
      .init(title: "Quantity", least: 8, keep: 2, isNumber: true), .init(title: "Term", least: 8, keep: 2),
    ])
    table.rows = purchase.lines.map { line in
      [
        .init(line.catalogItemID.rawValue), .init(line.title), .init("\(line.quantity)"),
        .init(term(line.termDuration, line.billingCycle)),
      ]
    }
    return table.rendered(width: console.width, inColour: console.outputHasColour)
  }

  private static func orders(_ purchase: Purchase, _ titles: [String: String], _ console: Console) -> String {
    let planned = Dictionary(
      purchase.lines.map { ($0.catalogItemID.rawValue, $0.title) }, uniquingKeysWith: { first, _ in first })
    var table = Table(columns: [
      .init(title: "Order"), .init(title: "Status", least: 9, keep: 3), .init(title: "CatalogItemId"),
      .init(title: "Title", least: 16, keep: 4), .init(title: "Quantity", least: 8, keep: 2, isNumber: true),
      .init(title: "Term", least: 8, keep: 1),
    ])
    for order in purchase.orders {
      table.rows += order.order.lines.map { line in
        let id = line.catalogItemID.rawValue
        return [
          .init(order.order.id), .init(order.order.status ?? "", style(order.standing)), .init(id),
          .init(titles[id] ?? planned[id] ?? line.name ?? ""), .init("\(line.quantity)"),
          .init(term(line.termDuration, line.billingCycle)),
        ]
      }
    }
    return table.rendered(width: console.width, inColour: console.outputHasColour)
  }

  /// `P1Y monthly`.
  static func term(_ duration: String?, _ cycle: String?) -> String {
    [duration, cycle].compactMap(\.self).joined(separator: " ")
  }

  private static func style(_ standing: OrderStanding) -> Style {
    switch standing {
    case .done: .good
    case .open, .held: .caution
    case .failed: .bad
    }
  }

  private static func sentence(_ error: PurchaseError) -> String {
    var text = "\(error.code): \(error.message)"
    if let group = error.orderGroup { text += " (order group \(group))" }
    if let id = error.requestID { text += " (MS-RequestId \(id))" }
    return text
  }

  /// The state in plain English.
  static func words(_ state: PurchaseState) -> String {
    switch state {
    case .planned: "plan used, not confirmed"
    case .confirmed: "confirmed, not checked out"
    case .cartRequested: "cart requested, not checked out"
    case .cartMade: "cart made, not checked out"
    case .checkoutRequested, .unknown: "NOT KNOWN whether it was bought"
    case .ordered: "ordered"
    case .partlyOrdered: "ordered in part"
    case .refused: "refused, nothing was bought"
    case .notBought: "nothing was bought"
    case .provisioning: "ordered, not provisioned yet"
    case .done: "ordered and provisioned"
    case .held: "ordered, and held"
    case .failed: "ordered, and failed at the service"
    }
  }

  /// What a person confirms: customer, lines, total, cancel windows.
  static func confirmation(_ purchase: Purchase, cancelWindows: [String]) -> [String] {
    var lines = ["", "\(purchase.customer.name) (\(purchase.customer.id)), \(purchase.customer.market), buys:"]
    for line in purchase.cart?.lines ?? [] {
      let title = purchase.lines.first { $0.catalogItemID == line.catalogItemID }?.title ?? ""
      lines.append(
        "  \(line.quantity) × \(title) (\(line.catalogItemID)), \(term(line.termDuration, line.billingCycle))"
          + (line.price.map { ": \(Money($0.extended, $0.currency))" } ?? ": price unknown")
          + (line.promotionID.map { ", promotion \($0)" } ?? "")
          + (line.renewsTo.map { ", then \($0)" } ?? "") + (line.commitment.map { ", \($0) an hour" } ?? ""))
    }
    lines.append("Total for the whole terms, before tax: \(purchase.cart?.total?.description ?? "unknown")")
    lines += cancelWindows.isEmpty ? ["Cancelling: the catalog states no window."] : cancelWindows
    return lines
  }
}
