import CatalogModel
import GRDB

extension Snapshot {
  func explain(customer: CustomerRecord, item text: String) throws -> Explanation {
    guard ItemReference(parsing: text) != nil else { throw CatalogError.itemUnreadable(text) }
    guard let market = customer.market else { throw CatalogError.customerMarketUnknown(customer) }
    guard let named = try namedItem(text) else {
      return unknown(customer, text, "The store has never seen \(text)." + (try incompleteness(of: market)))
    }
    let answer = try purchasableItems(
      for: customer, .named(named), PurchaseOptions(includesBlocked: true, limit: 500))
    let offeredIn = try markets(offering: named)
    let here = answer.items.filter { $0.market == market }
    guard let best = answer.items.min(by: Self.isBetter) else {
      if let successor = try successor(of: text, named) {
        return unknown(
          customer, named.reference,
          "\(named.reference) is an id that Microsoft replaced: the same item is now \(successor).", isKnown: true)
      }
      let message =
        offeredIn.isEmpty
        ? "\(named.reference) is listed, but no market of the store offers it."
        : "\(named.reference) is not in the catalog of \(market). It is offered in \(offeredIn.map(\.code).joined(separator: ", "))."
      return Explanation(
        customer: customer, item: named.reference, verdict: .blocked,
        isKnown: named.availability.isEmpty || !offeredIn.isEmpty,
        message: (named.availability.isEmpty || !offeredIn.isEmpty
          ? message : "The store has never seen \(named.reference).") + (try incompleteness(of: market)),
        reasons: [], steps: [], markets: offeredIn, items: [])
    }
    let lines: [String] =
      switch best.verdict {
      case .purchasable: ["\(best.catalogItemID) is offered to \(customer.name) in \(market)."]
      case .stepsRequired:
        ["\(best.catalogItemID) is offered to \(customer.name) in \(market), after these steps:"]
          + best.steps.map(\.message)
      case .blocked:
        ["\(named.reference) is not offered to \(customer.name) in \(market)."] + best.reasons.map(\.message)
      }
    let doubt = best.verdict == .blocked ? try incompleteness(of: market).trimmedStart : ""
    return Explanation(
      customer: customer, item: named.reference, verdict: best.verdict, isKnown: true,
      message: (lines + (doubt.isEmpty ? [] : [doubt])).joined(separator: "\n"), reasons: best.reasons,
      steps: best.steps, markets: offeredIn, items: here)
  }

  private func unknown(
    _ customer: CustomerRecord, _ item: String, _ message: String, isKnown: Bool = false
  ) -> Explanation {
    Explanation(
      customer: customer, item: item, verdict: .blocked, isKnown: isKnown, message: message, reasons: [], steps: [],
      markets: [], items: [])
  }

  /// The fewest reasons, then the fewest steps: what stands closest to an order.
  private static func isBetter(_ left: PurchasableItem, _ right: PurchasableItem) -> Bool {
    (left.reasons.count, left.steps.count) < (right.reasons.count, right.steps.count)
  }

  /// Where the named SKUs are offered now.
  private func markets(offering item: NamedItem) throws -> [Market] {
    let lookups = try Lookups(db)
    var markets = Set<Market>()
    try Candidates(db: db, selection: .named(item)).forEach { markets.insert(lookups.market($0.market)) }
    return markets.sorted()
  }

  /// The CatalogItemId that took the place of one that was asked for.
  private func successor(of text: String, _ item: NamedItem) throws -> String? {
    guard !item.availability.isEmpty else { return nil }
    return try String.fetchOne(
      db,
      sql: """
        SELECT new_value FROM change
        WHERE product_id = ? AND kind = 'reissued' AND upper(old_value) = upper(?) ORDER BY id DESC LIMIT 1
        """, arguments: [item.product, item.reference])
  }

  /// A sentence that says that the market's catalog is not whole; empty where it is.
  private func incompleteness(of market: Market) throws -> String {
    guard let status = try markets(market).first else {
      return " The catalog of \(market) was never read: run `partner-catalog sync --market \(market)`."
    }
    switch status.state {
    case .complete: return ""
    case .forbidden: return " The service does not show the catalog of \(market) to this partner."
    case .partial, .unread:
      return " The catalog of \(market) is not read whole: run `partner-catalog sync --market \(market)`."
    }
  }
}

extension String {
  fileprivate var trimmedStart: String { String(drop(while: \.isWhitespace)) }
}
