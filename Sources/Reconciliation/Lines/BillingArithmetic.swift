import PartnerCenter

/// Microsoft's formulas of amounts.
///
/// Rounding is toward zero, to two places. Of currencies with other minor units no page says whether that holds.
/// Each is `nil` where the numbers have more digits than can be computed with.
///
/// Source: "Reconciliation file of the new commerce", "Charge types".
enum BillingArithmetic {
  /// A licence: `ROUNDDOWN(price × rate, 2) × quantity`.
  static func licence(
    price: ExactDecimal, rate: ExactDecimal, quantity: ExactDecimal, places: Int = 2
  ) -> ExactDecimal? {
    price.multiplied(by: rate)?.roundedDown(to: places)?.multiplied(by: quantity)
  }

  /// Use: `ROUNDDOWN(ROUNDDOWN(price × quantity, 2) × rate, 2)`.
  static func usage(
    price: ExactDecimal, rate: ExactDecimal, quantity: ExactDecimal, places: Int = 2
  ) -> ExactDecimal? {
    price.multiplied(by: quantity)?.roundedDown(to: places)?.multiplied(by: rate)?.roundedDown(to: places)
  }

  /// The subtotals that the formulas allow for a line, the most likely first; empty where an amount is missing.
  ///
  /// A billable quantity with a fraction on a line without use counts beside the quantity: reference bodies have a
  /// meter's quantity on lines of purchases. `places` is the number of decimal places that rounding leaves.
  static func subtotals(_ line: BilledLine, places: Int = 2) -> [ExactDecimal] {
    guard let price = line.effectiveUnitPrice, let billable = line.billableQuantity ?? line.quantity else { return [] }
    let rate = line.exchangeRate ?? 1
    var quantities = [billable]
    if let quantity = line.quantity, quantity != billable, !billable.isWhole { quantities.append(quantity) }
    return quantities.flatMap { quantity in
      let formulas = line.isMetered ? [usage, licence] : [licence, usage]
      return formulas.compactMap { $0(price, rate, quantity, places) }
    }
  }
}

extension ExactDecimal {
  /// Rounded toward zero to 0, 2 or 3 places.
  fileprivate func roundedDown(to places: Int) -> ExactDecimal? {
    switch places {
    case 0: ExactDecimal("0.01").flatMap { multiplied(by: $0) }?.roundedDown.multiplied(by: 100)
    case 3: ExactDecimal("0.1").flatMap { unit in multiplied(by: 10)?.roundedDown.multiplied(by: unit) }
    default: roundedDown
    }
  }
}
