import Foundation

/// A line of the commerce before the new one; amounts are in hundredths.
///
/// Source: "Invoice resources", tables LicenseBasedLineItem, UsageBasedLineItem and DailyUsageLineItem.
struct LegacyLine: Sendable {
  var order: StoredOrder
  var start: Date
  /// The last day that is charged.
  var end: Date
  /// Of a seat or an hour.
  var unitPrice: Int
  /// Seats, or hours.
  var quantity: Int
  /// By which the printed total differs.
  var excess = 0

  var isUse: Bool { order.charges == .legacyUse }
  var line: StoredLine { order.lines[0] }
  var subtotal: Int { unitPrice * quantity }
  /// A tax of 7 %, rounded down.
  var tax: Int { subtotal * 7 / 100 }
  var total: Int { subtotal + tax + excess }

  init(_ order: StoredOrder, from start: Date, to end: Date) {
    self.order = order
    (self.start, self.end) = (start, end)
    let digits = order.id.utf8.suffix(3).reduce(0) { $0 * 10 + Int($1 & 0x0F) }
    (unitPrice, quantity) =
      order.charges == .legacyUse ? (1 + digits % 20, 24 * 20) : (400 + digits, order.lines[0].quantity)
  }
}

/// One day of use.
struct DailyUse: Sendable {
  var day: Date
  /// In tenths of an hour.
  var tenths: Int

  /// The days of a charge: their hours add up to its quantity.
  static func days(of hours: Int, from start: Date) -> [DailyUse] {
    let count = 20
    let tenths = hours * 10
    return (0..<count).map { number in
      DailyUse(
        day: start.addingTimeInterval(Double(number) * 86_400),
        tenths: tenths * (number + 1) / count - tenths * number / count)
    }
  }

  /// `24.5`
  var text: String { tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10).\(tenths % 10)" }
}

extension StoredInvoice {
  /// The invoices of the commerce before the new one: one for each month.
  static func legacy(of orders: [StoredOrder], at now: Date) -> [StoredInvoice] {
    var books: [Date: (invoice: StoredInvoice, planted: [(LegacyLine, PlantedDifference.Code?)])] = [:]
    for order in orders where order.charges?.isLegacy == true {
      let first = BillingCalendar.month(order.created)
      var month = first
      while month <= now {
        let next = BillingCalendar.adding(months: 1, to: month)
        let end = BillingCalendar.before(next)
        // An order that is in no list is in none of all months.
        let planted = month == first || order.planted == .lineWithoutOrder ? order.planted : nil
        let empty = StoredInvoice(
          id: "D0200\(BillingCalendar.number(ofMonth: month))", currency: "USD", start: month, end: end, lines: [])
        books[month, default: (empty, [])].planted.append((LegacyLine(order, from: month, to: end), planted))
        month = next
      }
    }
    return books.values.map { book in
      var invoice = book.invoice
      for (line, planted) in book.planted.filter({ !$0.0.isUse }) + book.planted.filter({ $0.0.isUse }) {
        invoice.add(line, planted: planted)
      }
      return invoice
    }
  }

  private mutating func add(_ line: LegacyLine, planted code: PlantedDifference.Code?) {
    var line = line
    switch code {
    case .chargedTwice: legacy.append(line)
    case .arithmetic: line.excess = 1
    case .totalDiffers:
      if !truth.contains(where: { $0.code == .totalDiffers }) { truth.append(PlantedDifference(.totalDiffers, in: id)) }
      excess += 100
    default: break
    }
    legacy.append(line)
    if let code, code != .totalDiffers {
      truth.append(PlantedDifference(code, in: id, line: legacy.count, order: line.order.id))
    }
  }
}
