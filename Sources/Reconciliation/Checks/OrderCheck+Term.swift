import CatalogModel
import Foundation
import PartnerCenter
import PartnerCenterCommerce

/// Terms, cycles and quantities.
extension OrderCheck {
  func checkTerm(
    _ line: BilledLine, _ order: BilledOrder, _ ordered: [BilledOrder.Line], _ results: inout LineResults
  ) {
    if let end = line.subscriptionEnd, let start = line.subscriptionStart {
      checkTerm(line, from: start, to: end, ordered, &results)
    } else if ordered.allSatisfy({ $0.termDuration != nil }), !line.isMetered {
      results.missed(line, because: "the line has no term")
    }
    checkCycle(line, order, &results)
    if let start = line.subscriptionStart, let charged = line.chargeStart,
      CivilDay.day(of: charged) < CivilDay.day(of: start)
        || line.subscriptionEnd.flatMap({ end in
          line.chargeEnd.map { CivilDay.day(of: $0) > CivilDay.day(of: end) }
        }) ?? false
    {
      results.found(
        .chargeOutsideTerm, line, "The charge is not within the term.",
        expected: Self.span(line.subscriptionStart, line.subscriptionEnd),
        found: Self.span(line.chargeStart, line.chargeEnd))
    }
  }

  private func checkTerm(
    _ line: BilledLine, from start: Date, to end: Date, _ ordered: [BilledOrder.Line], _ results: inout LineResults
  ) {
    if ordered.contains(where: { line in
      line.customTermEndDate.map { abs($0.timeIntervalSince(end)) < 2 * 86_400 } ?? false
    }) {
      return
    }
    let terms = ordered.compactMap(\.termDuration)
    guard !terms.isEmpty else { return }
    let expected = terms.compactMap { Self.lastDay(of: $0, from: CivilDay.day(of: start)) }
    guard !expected.isEmpty else {
      results.missed(line, because: "the order has a term in an unknown form")
      return
    }
    // The last day may be named, or the day after it.
    let last = CivilDay.day(of: end)
    guard !expected.contains(where: { abs($0 - last) <= 1 }) else { return }
    results.found(
      .termDiffers, line, "The term is another than ordered.", expected: Set(terms).sorted().joined(separator: ", "),
      found: Self.span(start, end))
  }

  private func checkCycle(_ line: BilledLine, _ order: BilledOrder, _ results: inout LineResults) {
    if line.isMetered { return }
    guard let word = order.billingCycle else {
      results.missed(line, because: "the order has no billing cycle")
      return
    }
    let ordered = BillingCycle(word)
    let billed = line.billingFrequency.flatMap { $0.isEmpty ? nil : BillingCycle($0) }
    switch (billed, ordered) {
    case (_, .unknown), (_, .other), (.unknown?, _), (.other?, _):
      results.missed(line, because: "the billing cycle is in an unknown word")
    case (nil, .oneTime), (nil, .noBilling): break
    case (let billed, let ordered):
      guard billed != ordered else { return }
      results.found(
        .cycleDiffers, line, "The billing cycle is another than ordered.", expected: word,
        found: line.billingFrequency ?? "")
    }
  }

  /// The units of a charge are the sum of all its lines: a change of seats is a refund and a charge.
  func checkQuantity(_ lines: [BilledLine], _ order: BilledOrder, _ results: inout LineResults) {
    if amends != nil { return }
    let charges = lines.filter { line in
      !line.isLegacy && !line.isMetered && !Self.credits.contains((line.chargeType ?? "").lowercased())
    }
    for group in Dictionary(grouping: charges, by: { PeriodKey(sku: $0.skuKey, start: $0.chargeStart) }).values {
      let lines = group.sorted { $0.number < $1.number }
      let sku = lines[0].skuKey
      let ordered = order.lines.filter { $0.skuKey == sku }
      guard !ordered.isEmpty else { continue }
      let expected = ordered.reduce(ExactDecimal?(0)) { $0?.adding(ExactDecimal(integerLiteral: $1.quantity)) }
      let quantities = lines.map { $0.billableQuantity ?? $0.quantity }
      guard quantities.allSatisfy({ $0 != nil }) else {
        for line in lines { results.missed(line, because: "the line has no quantity") }
        continue
      }
      let sum = quantities.reduce(ExactDecimal?(0)) { $0?.adding($1 ?? 0) }
      guard let sum, let expected else {
        for line in lines { results.missed(line, because: "its quantity has more digits than can be computed with") }
        continue
      }
      if sum == expected { continue }
      // One purchase may be several lines at different prices, each of the whole quantity.
      if lines.count > 1, quantities.allSatisfy({ $0 == expected }),
        Set(lines.map(\.effectiveUnitPrice)).count == lines.count
      {
        continue
      }
      let isChanged =
        order.isCancelled || lines.contains { Self.changes.contains(($0.chargeType ?? "").lowercased()) || $0.isCredit }
      if isChanged {
        for line in lines { results.missed(line, because: "the quantity was changed after the order") }
        continue
      }
      results.found(
        .quantityDiffers, lines[0], "The quantity is another than ordered.", expected: expected.text, found: sum.text)
    }
  }

  /// Charges of a change of the order.
  private static let changes: Set = [
    "addquantity", "removequantity", "movequantity", "convert", "changebillingplan", "extendterm",
  ]
  /// Money that goes back, whatever the units.
  private static let credits: Set = ["customercredit", "cancelimmediate", "cancel", "refund"]

  private struct PeriodKey: Hashable {
    var sku: String
    var start: Date?
  }

  // MARK: - Days

  /// The last day of a term such as `P1Y`, in days since 1970; `nil` for a duration in another form.
  static func lastDay(of term: String, from start: Int) -> Int? {
    let letters = term.utf8
    guard letters.count > 2, letters.first.map({ $0 | 0x20 }) == UInt8(ascii: "p"),
      let count = Int(term.dropFirst().dropLast()), (1...120).contains(count)
    else { return nil }
    switch letters.last.map({ $0 | 0x20 }) {
    case UInt8(ascii: "y"): return CivilDay.day(start, addingMonths: count * 12) - 1
    case UInt8(ascii: "m"): return CivilDay.day(start, addingMonths: count) - 1
    case UInt8(ascii: "d"): return start + count - 1
    default: return nil
    }
  }

  private static func span(_ start: Date?, _ end: Date?) -> String {
    func text(_ date: Date?) -> String { date?.iso8601Day ?? "" }
    return "\(text(start)) to \(text(end))"
  }
}
