import PartnerCenter

/// Microsoft's formulas of amounts.
///
/// Rounding is toward zero, to two places. Currencies without minor units are not mentioned: they are rounded the same.
/// Each is `nil` where the numbers have more digits than can be computed with.
///
/// Source: "Reconciliation file of the new commerce", "Charge types".
enum BillingArithmetic {
  /// A licence: `ROUNDDOWN(price × rate, 2) × quantity`.
  static func licence(price: ExactDecimal, rate: ExactDecimal, quantity: ExactDecimal) -> ExactDecimal? {
    price.multiplied(by: rate)?.roundedDown.multiplied(by: quantity)
  }

  /// Use: `ROUNDDOWN(ROUNDDOWN(price × quantity, 2) × rate, 2)`.
  static func usage(price: ExactDecimal, rate: ExactDecimal, quantity: ExactDecimal) -> ExactDecimal? {
    price.multiplied(by: quantity)?.roundedDown.multiplied(by: rate)?.roundedDown
  }

  /// The subtotals that the formulas allow for a line, the most likely first; empty where an amount is missing.
  ///
  /// A billable quantity with a fraction on a line without use counts beside the quantity: reference bodies have a
  /// meter's quantity on lines of purchases.
  static func subtotals(_ line: BilledLine) -> [ExactDecimal] {
    guard let price = line.effectiveUnitPrice, let billable = line.billableQuantity ?? line.quantity else { return [] }
    let rate = line.exchangeRate ?? 1
    var quantities = [billable]
    if let quantity = line.quantity, quantity != billable, !billable.isWhole { quantities.append(quantity) }
    return quantities.flatMap { quantity in
      let formulas = line.isMetered ? [usage, licence] : [licence, usage]
      return formulas.compactMap { $0(price, rate, quantity) }
    }
  }
}
