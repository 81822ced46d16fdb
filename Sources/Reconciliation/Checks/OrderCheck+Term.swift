import Foundation
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
      Self.day(charged) < Self.day(start)
        || line.subscriptionEnd.flatMap({ end in line.chargeEnd.map { Self.day($0) > Self.day(end) } }) ?? false
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
    let terms = Set(ordered.compactMap(\.termDuration))
    guard !terms.isEmpty else { return }
    let expected = terms.compactMap { Self.end(of: $0, from: start) }
    guard !expected.isEmpty else {
      results.missed(line, because: "the order has a term in an unknown form")
      return
    }
    // The last day may be named, or the day after it.
    guard !expected.contains(where: { abs($0.timeIntervalSince(Self.day(end))) <= 86_400 * 1.5 }) else { return }
    results.found(
      .termDiffers, line, "The term is another than ordered.", expected: terms.sorted().joined(separator: ", "),
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
    let changes: Set = ["addquantity", "removequantity", "movequantity", "convert", "changebillingplan", "extendterm"]
    let credits: Set = ["customercredit", "cancelimmediate", "cancel", "refund"]
    let charges = lines.filter { line in
      !line.isLegacy && !line.isMetered && !credits.contains((line.chargeType ?? "").lowercased())
    }
    if amends != nil { return }
    for group in Dictionary(grouping: charges, by: { PeriodKey(sku: $0.skuKey, start: $0.chargeStart) }).values {
      let lines = group.sorted { $0.number < $1.number }
      let ordered = order.lines.filter { $0.skuKey == lines[0].skuKey }
      guard !ordered.isEmpty else { continue }
      let expected = Decimal(ordered.reduce(0) { $0 + $1.quantity })
      let quantities = lines.map { $0.billableQuantity ?? $0.quantity }
      guard quantities.allSatisfy({ $0 != nil }) else {
        for line in lines { results.missed(line, because: "the line has no quantity") }
        continue
      }
      let sum = quantities.reduce(Decimal(0)) { $0 + ($1 ?? 0) }
      if sum == expected { continue }
      // One purchase may be several lines at different prices, each of the whole quantity.
      if lines.count > 1, quantities.allSatisfy({ $0 == expected }),
        Set(lines.map(\.effectiveUnitPrice)).count == lines.count
      {
        continue
      }
      let isChanged =
        order.isCancelled || lines.contains { changes.contains(($0.chargeType ?? "").lowercased()) || $0.isCredit }
      if isChanged {
        for line in lines { results.missed(line, because: "the quantity was changed after the order") }
        continue
      }
      results.found(
        .quantityDiffers, lines[0], "The quantity is another than ordered.", expected: expected.description,
        found: sum.description)
    }
  }

  private struct PeriodKey: Hashable {
    var sku: String
    var start: Date?
  }

  // MARK: - Days

  private static let calendar: Calendar = {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? .current
    return calendar
  }()

  private static func day(_ date: Date) -> Date {
    Date(timeIntervalSince1970: (date.timeIntervalSince1970 / 86_400).rounded(.down) * 86_400)
  }

  /// The last day of a term such as `P1Y`; `nil` for a duration in another form.
  static func end(of term: String, from start: Date) -> Date? {
    guard term.uppercased().hasPrefix("P"), let unit = term.uppercased().last,
      let count = Int(term.dropFirst().dropLast()), (1...120).contains(count)
    else { return nil }
    let component: Calendar.Component
    switch unit {
    case "Y": component = .year
    case "M": component = .month
    case "D": component = .day
    default: return nil
    }
    return calendar.date(byAdding: component, value: count, to: day(start))?.addingTimeInterval(-86_400)
  }

  private static func span(_ start: Date?, _ end: Date?) -> String {
    func text(_ date: Date?) -> String { date?.formatted(.iso8601.year().month().day()) ?? "" }
    return "\(text(start)) to \(text(end))"
  }
}
