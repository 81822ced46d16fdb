import CatalogModel
import Foundation

/// Makes invoices of orders: each month and currency is one, with a line for each charge that begins in the month.
struct InvoiceBook: Sendable {
  let catalog: EmulatorCatalog
  let now: Date
  /// The number of orders that were placed here.
  let orderCount: Int
  /// All invoices, those of the open periods too.
  private let all: [StoredInvoice]

  /// Makes the invoices of every order of every customer.
  init(_ storefront: Storefront, _ catalog: EmulatorCatalog, at now: Date) {
    self.catalog = catalog
    self.now = now
    orderCount = storefront.orders.count
    let orders = (0..<catalog.shape.customers).flatMap { storefront.all(of: catalog.customer($0), catalog) }
    all = Self.invoices(of: orders, catalog, at: now)
  }

  /// Whether the invoices are still those of the same orders and day.
  func isCurrent(_ storefront: Storefront, _ catalog: EmulatorCatalog, at time: Date) -> Bool {
    orderCount == storefront.orders.count && catalog.shape == self.catalog.shape
      && BillingCalendar.day(now) == BillingCalendar.day(time)
  }

  /// The invoices that are out, the newest first, credit notes after the invoices that they correct.
  var invoices: [StoredInvoice] {
    all.filter { $0.issued <= now }.sorted { ($0.end, $0.amends ?? "", $1.id) > ($1.end, $1.amends ?? "", $0.id) }
  }

  /// What is not billed yet in a currency: of the month of now, or of the month before while its invoice is not out.
  func unbilled(in currency: String, isCurrent: Bool) -> [StoredInvoiceLine] {
    let month = BillingCalendar.month(now)
    return all.filter {
      $0.amends == nil && $0.currency == currency && $0.issued > now && ($0.start == month) == isCurrent
    }
    .flatMap(\.lines)
  }

  private static func invoices(
    of orders: [StoredOrder], _ catalog: EmulatorCatalog, at now: Date
  ) -> [StoredInvoice] {
    var books: [String: StoredInvoice] = [:]
    var notes: [StoredInvoice] = []
    for order in orders.sorted(by: { ($0.created, $0.id) < ($1.created, $1.id) }) where order.created <= now {
      for index in order.lines.indices {
        for line in charges(order, index, catalog, at: now) {
          let start = BillingCalendar.month(line.chargeStart)
          let currency = order.currency
          let id = id(start, currency)
          var book =
            books[id]
            ?? StoredInvoice(
              id: id, currency: currency, start: start,
              end: BillingCalendar.before(BillingCalendar.adding(months: 1, to: start)), lines: [])
          book.add(line, planted: order.planted)
          if order.planted == .creditWithoutCharge { notes.append(creditNote(line, of: book)) }
          books[id] = book
        }
      }
    }
    let out = books.filter { !$0.value.lines.isEmpty }
    return out.values + notes.filter { note in note.amends.map { out[$0] != nil } ?? false }
      + StoredInvoice.legacy(of: orders, at: now)
  }

  /// `G` and nine digits: year, month, and the letters of the currency as a number.
  private static func id(_ month: Date, _ currency: String) -> String {
    let letters = currency.utf8.reduce(0) { $0 * 26 + Int($1) - 65 }
    let digits = String(BillingCalendar.number(ofMonth: month) * 100_000 + letters)
    return "G" + String(repeating: "0", count: max(0, 9 - digits.count)) + digits
  }

  /// A note of its own: the order is on no invoice.
  private static func creditNote(_ line: StoredInvoiceLine, of book: StoredInvoice) -> StoredInvoice {
    var credit = line
    credit.quantity = -line.quantity
    credit.chargeType = "customerCredit"
    var note = book
    note.id = "G9" + book.id.dropFirst(2) + String(line.order.id.prefix(6))
    note.amends = book.id
    (note.lines, note.excess) = ([credit], 0)
    note.truth = [PlantedDifference(.creditWithoutCharge, in: note.id, line: 1, order: line.order.id)]
    return note
  }

  // MARK: - Charges

  /// The use of an Azure plan: one charge for each month that has begun.
  private static func use(of order: StoredOrder, _ index: Int, at now: Date) -> [StoredInvoiceLine] {
    var lines: [StoredInvoiceLine] = []
    var month = BillingCalendar.month(order.created)
    while month <= now {
      let next = BillingCalendar.adding(months: 1, to: month)
      let price = 1 + order.id.utf8.reduce(0) { $0 + Int($1) } % 50
      lines.append(
        StoredInvoiceLine(
          order: order, index: index, chargeType: "new", unitPrice: price, effectivePrice: price, quantity: 24 * 20,
          pricingCurrency: order.currency, chargeStart: max(month, BillingCalendar.day(order.created)),
          chargeEnd: BillingCalendar.before(next), subscriptionEnd: nil, frequency: "Monthly", promotionID: nil,
          referenceID: "", isTrial: false, meter: "Virtual machines, hours"))
      month = next
    }
    return lines
  }

  /// The charges of an order's line that have begun.
  private static func charges(
    _ order: StoredOrder, _ index: Int, _ catalog: EmulatorCatalog, at now: Date
  ) -> [StoredInvoiceLine] {
    let line = order.lines[index]
    if order.charges == .planUse { return use(of: order, index, at: now) }
    guard let prices = order.prices[index] else { return [] }
    let start = BillingCalendar.day(order.created)
    let months = LinePrices.months(line.termDuration)
    let isPerpetual = line.termDuration == nil
    let end = isPerpetual ? nil : BillingCalendar.before(BillingCalendar.adding(months: months, to: start))
    let cycle =
      switch line.cycle {
      case "monthly": 1
      case "annual": 12
      case "triennial": 36
      default: max(1, months)
      }
    let frequency =
      switch line.cycle {
      case "monthly": "Monthly"
      case "annual": "Annual"
      case "triennial": "Triennial"
      default: ""
      }
    let first = order.transactionType == "UserPurchase" ? "new" : "renew"
    return stride(from: 0, to: max(1, months), by: cycle).compactMap { offset in
      let from = BillingCalendar.adding(months: offset, to: start)
      guard from <= now else { return nil }
      return StoredInvoiceLine(
        order: order, index: index, chargeType: offset == 0 ? first : "cycleCharge", unitPrice: prices.list,
        effectivePrice: prices.unit, quantity: line.quantity, pricingCurrency: order.currency, chargeStart: from,
        chargeEnd: isPerpetual
          ? nil : BillingCalendar.before(BillingCalendar.adding(months: offset + cycle, to: start)),
        subscriptionEnd: end, frequency: frequency, promotionID: line.promotionID,
        referenceID: CatalogIdentifier.guid(catalog.root.at(.order, text: "\(order.id) \(index) \(offset)")),
        isTrial: line.sku.isTrial)
    }
  }
}

extension StoredInvoice {
  /// Adds a line with the difference that its order is to have.
  fileprivate mutating func add(_ line: StoredInvoiceLine, planted code: PlantedDifference.Code?) {
    var line = line
    switch code {
    case .orderWithoutLine:
      truth.append(PlantedDifference(.orderWithoutLine, in: id, order: line.order.id))
      return
    case .creditWithoutCharge: return
    case .chargedTwice: lines.append(line)
    case .quantityDiffers: line.quantity += 1
    case .termDiffers:
      line.subscriptionEnd = line.subscriptionEnd.map { BillingCalendar.adding(months: 24, to: $0) }
    case .cycleDiffers: line.frequency = "Monthly"
    case .chargeOutsideTerm: line.chargeEnd = line.subscriptionEnd?.addingTimeInterval(5 * 86_400)
    case .arithmetic: line.excess = 1
    case .totalDiffers: excess += 100
    case .aboveSheet: line.effectivePrice = line.effectivePrice * 11 / 10 + 1
    case .promotionMissing: (line.promotionID, line.effectivePrice) = (nil, line.unitPrice)
    case .trialCharged: line.isTrial = true
    case .rateDiffers: line.rate = 110
    case .unknownProduct, .retiredBeforeOrder, .lineWithoutOrder, .paidNotEntitled, nil: break
    }
    lines.append(line)
    guard let code else { return }
    if code == .totalDiffers {
      if !truth.contains(where: { $0.code == code }) { truth.append(PlantedDifference(code, in: id)) }
    } else {
      truth.append(PlantedDifference(code, in: id, line: lines.count, order: line.order.id))
    }
  }
}
