import Foundation

/// An invoice at the service.
struct StoredInvoice: Sendable {
  var id: String
  var currency: String
  /// The first day of its month.
  var start: Date
  /// The last day of its month.
  var end: Date
  var lines: [StoredInvoiceLine]
  /// Lines of the commerce before the new one, those of licences first: such an invoice has no others.
  var legacy: [LegacyLine] = []
  /// By which the printed total differs from the sum of the lines, in hundredths.
  var excess = 0
  /// The invoice that a credit note corrects.
  var amends: String?
  var truth: [PlantedDifference] = []

  /// Whether it is of the commerce before the new one.
  var isLegacy: Bool { !legacy.isEmpty }

  /// The lists of lines that it has, as `invoiceDetails` spell provider and type.
  var lists: [(provider: String, type: String)] {
    var lists: [(String, String)] = []
    if legacy.contains(where: { !$0.isUse }) { lists.append(("office", "billing_line_items")) }
    if legacy.contains(where: \.isUse) { lists += [("azure", "billing_line_items"), ("azure", "usage_line_items")] }
    if !lines.isEmpty { lists.append(("one_time", "billing_line_items")) }
    if lines.contains(where: { $0.meter != nil }) { lists.append(("one_time", "usage_line_items")) }
    return lists
  }

  /// Whether it has a list of lines, in the spelling of queries; that of the marketplace is the one of `onetime` now.
  func has(_ provider: String, _ type: String) -> Bool {
    let provider = provider.lowercased() == "marketplace" ? "onetime" : provider.lowercased()
    return lists.contains { list in
      list.provider.filter { $0 != "_" } == provider && list.type.filter { $0 != "_" } == type.lowercased()
    }
  }

  /// Ready on the 8th of the next month.
  var issued: Date { end.addingTimeInterval(8 * 86_400) }
  /// With tax, in hundredths.
  var total: Int { lines.reduce(excess) { $0 + $1.subtotal + $1.tax } + legacy.reduce(0) { $0 + $1.total } }
}

/// A line of an invoice at the service; amounts are in hundredths.
struct StoredInvoiceLine: Sendable {
  var order: StoredOrder
  /// The line of the order.
  var index: Int
  var chargeType: String
  /// Before discounts.
  var unitPrice: Int
  /// After discounts, in the pricing currency.
  var effectivePrice: Int
  /// Negative for a refund.
  var quantity: Int
  var pricingCurrency: String
  /// Hundredths: 100 is 1.
  var rate = 100
  var chargeStart: Date
  /// `nil` for perpetual software.
  var chargeEnd: Date?
  /// `nil` for perpetual software.
  var subscriptionEnd: Date?
  /// Empty for one-time purchases.
  var frequency: String
  var promotionID: String?
  var referenceID: String
  var isTrial: Bool
  /// The meter of a charge by use.
  var meter: String?
  /// By which the printed subtotal differs, in hundredths.
  var excess = 0

  var line: StoredLine { order.lines[index] }
  /// Source: "Reconciliation file": the price in the billing currency is rounded down, then multiplied.
  var subtotal: Int { effectivePrice * rate / 100 * quantity + excess }
  /// A tax of 7 %, rounded down.
  var tax: Int { subtotal * 7 / 100 }
}

/// Days and months of the Gregorian calendar in UTC.
enum BillingCalendar {
  private static let calendar: Calendar = {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? .current
    return calendar
  }()

  static func day(_ date: Date) -> Date { calendar.startOfDay(for: date) }

  static func adding(months: Int, to date: Date) -> Date {
    calendar.date(byAdding: .month, value: months, to: date) ?? date
  }

  static func before(_ date: Date) -> Date { date.addingTimeInterval(-86_400) }

  /// The first day of a date's month.
  static func month(_ date: Date) -> Date {
    calendar.date(from: calendar.dateComponents([.year, .month], from: date)) ?? date
  }

  /// Years and months: `2510` for October 2025.
  static func number(ofMonth date: Date) -> Int {
    let parts = calendar.dateComponents([.year, .month], from: date)
    return (parts.year ?? 2000) % 100 * 100 + (parts.month ?? 1)
  }
}
