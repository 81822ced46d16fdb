/// The order of a line, mostly that of the line before.
struct OrderLookup {
  private var ids: [String?] = []
  private var found: BilledOrder?
  private var keys: [String] = []

  mutating func order(of line: BilledLine, in facts: ReconciliationFacts) -> BilledOrder? {
    if ids.count == 2, ids[0] == line.orderID, ids[1] == line.alternateID { return found }
    ids = [line.orderID, line.alternateID]
    found = facts.order(of: line)
    keys = found?.lines.map(\.skuKey) ?? []
    return found
  }

  /// The lines of the order that was found last.
  func lines(of sku: String) -> [BilledOrder.Line] {
    guard let found else { return [] }
    return keys.indices.filter { keys[$0] == sku }.map { found.lines[$0] }
  }
}
