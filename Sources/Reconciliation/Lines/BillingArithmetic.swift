public import Foundation

/// Microsoft's formulas of amounts.
///
/// Rounding is toward zero, to two places. Currencies without minor units are not mentioned: they are rounded the same.
///
/// Source: "Reconciliation file of the new commerce", "Charge types".
public enum BillingArithmetic {
  /// `ROUNDDOWN(amount, 2)`: toward zero.
  public static func roundedDown(_ amount: Decimal) -> Decimal {
    var (from, to) = (amount, Decimal())
    NSDecimalRound(&to, &from, 2, amount < 0 ? .up : .down)
    return to
  }

  /// A licence: `ROUNDDOWN(price × rate, 2) × quantity`.
  public static func licence(price: Decimal, rate: Decimal, quantity: Decimal) -> Decimal {
    roundedDown(price * rate) * quantity
  }

  /// Use: `ROUNDDOWN(ROUNDDOWN(price × quantity, 2) × rate, 2)`.
  public static func usage(price: Decimal, rate: Decimal, quantity: Decimal) -> Decimal {
    roundedDown(roundedDown(price * quantity) * rate)
  }

  /// The subtotals that the formulas allow for a line, the most likely first; empty where an amount is missing.
  ///
  /// A billable quantity with a fraction on a line without use counts beside the quantity: reference bodies have a
  /// meter's quantity on lines of purchases.
  static func subtotals(_ line: BilledLine) -> [Decimal] {
    guard let price = line.effectiveUnitPrice, let billable = line.billableQuantity ?? line.quantity else { return [] }
    let rate = line.exchangeRate ?? 1
    var quantities = [billable]
    if let quantity = line.quantity, quantity != billable, roundedDown(billable) != billable || isFraction(billable) {
      quantities.append(quantity)
    }
    return quantities.flatMap { quantity in
      line.isMetered
        ? [
          usage(price: price, rate: rate, quantity: quantity), licence(price: price, rate: rate, quantity: quantity),
        ]
        : [
          licence(price: price, rate: rate, quantity: quantity), usage(price: price, rate: rate, quantity: quantity),
        ]
    }
  }

  private static func isFraction(_ number: Decimal) -> Bool {
    var (from, to) = (number, Decimal())
    NSDecimalRound(&to, &from, 0, .down)
    return to != number
  }
}
