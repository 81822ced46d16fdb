public import CatalogQuery

/// A plan as the JSON contract has it, with list prices beside those of the cart.
///
/// List prices are no part of a plan: they are confidential, bind nobody, and never count for a ceiling.
public struct PlanReport: Sendable, Encodable {
  private var plan: OrderPlan
  private var lines: [Line]

  /// One line with the list prices of its term.
  private struct Line: Sendable, Encodable {
    var line: PlannedLine
    var prices: [ItemPrice]?

    private enum Keys: String, CodingKey { case prices }

    func encode(to encoder: any Encoder) throws {
      try line.encode(to: encoder)
      guard let prices else { return }
      var container = encoder.container(keyedBy: Keys.self)
      try container.encode(prices, forKey: .prices)
    }
  }

  /// A report.
  ///
  /// - Parameters:
  ///   - plan: the plan.
  ///   - prices: the list prices of each line in order; `nil` where nobody reads price sheets, and for lines beyond.
  public init(_ plan: OrderPlan, prices: [[ItemPrice]?]) {
    self.plan = plan
    lines = plan.lines.enumerated().map { number, line in
      Line(line: line, prices: prices.indices.contains(number) ? prices[number] : nil)
    }
  }

  /// Writes every key of the plan, and `prices` in lines where they are known.
  public func encode(to encoder: any Encoder) throws { try plan.write(lines: lines, to: encoder) }
}
