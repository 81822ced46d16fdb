import CatalogModel
import Foundation
import PartnerCenter
import PartnerCenterCommerce

/// The checks of the lines of one order: of each by itself, and of all together.
struct OrderCheck {
  var facts: ReconciliationFacts
  /// What else was charged for the order, on other documents.
  var earlier: any EarlierCharges
  /// The document that is corrected; `nil` for an invoice.
  var amends: String?
  /// Whether tax and totals are final: they are not before the invoice is out.
  var isFinal = true

  /// Checks the lines of one order, or of none.
  ///
  /// - Throws: where other documents cannot be read.
  func results(_ lines: [BilledLine]) throws -> LineResults {
    var results = LineResults()
    let copies = try duplicates(lines, &results)
    var lookup = OrderLookup()
    for line in lines {
      let order = lookup.order(of: line, in: facts)
      if order == nil { explainAbsence(of: line, &results) }
      checkProduct(line, &results)
      checkArithmetic(line, &results)
      checkRate(line, &results)
      let ordered = order == nil ? [] : lookup.lines(of: line.skuKey)
      if let order, !line.isLegacy {
        if ordered.isEmpty {
          results.missed(line, because: "the order has no line of this product and SKU")
        } else {
          checkTerm(line, order, ordered, &results)
          checkPromotion(line, ordered, &results)
        }
      }
      checkPrice(line, term: ordered.first?.termDuration, cycle: order?.billingCycle, &results)
      checkRight(line, &results)
    }
    for line in lines where line.isCredit { try checkCredit(line, among: lines, &results) }
    for line in lines {
      guard let order = lookup.order(of: line, in: facts) else { continue }
      checkQuantity(copies.isEmpty ? lines : lines.filter { !copies.contains($0.number) }, order, &results)
      break
    }
    return results
  }

  // MARK: - Order and product

  private func explainAbsence(of line: BilledLine, _ results: inout LineResults) {
    if line.orderID == nil, line.alternateID == nil {
      results.missed(line, because: "the line names no order")
    } else if let gap = facts.gap(inOrdersOf: line.customerID) {
      results.missed(line, because: gap)
    } else {
      results.found(
        .lineWithoutOrder, line,
        "The customer has no order \(line.orderID ?? line.alternateID ?? ""), neither of its own nor of the service.",
        found: line.orderID ?? line.alternateID)
    }
  }

  private func checkProduct(_ line: BilledLine, _ results: inout LineResults) {
    guard let sku = line.sku else {
      results.missed(line, because: "the line names no product of the catalog")
      return
    }
    switch facts.products.fact(of: sku, at: line.orderDate) {
    case .known(let isTrial):
      let isTrial = isTrial || line.qualifiers.contains { $0.lowercased() == "trial" }
      if isTrial, !["convert", "renew"].contains((line.chargeType ?? "").lowercased()), let subtotal = line.subtotal,
        subtotal.isPositive
      {
        results.found(
          .trialCharged, line, "A trial costs \(AmountText.shown(subtotal)).", expected: "0.00",
          found: AmountText.shown(subtotal))
      }
    case .ended(let end):
      results.found(
        .retiredBeforeOrder, line, "The item had ended when it was ordered.",
        expected: end.iso8601Text, found: line.orderDate?.iso8601Text)
    case .unknown:
      results.found(
        .unknownProduct, line, "The catalog has never had this product and SKU.", found: "\(sku.product):\(sku.sku)")
    case .unread(let reason): results.missed(line, because: reason)
    }
  }

  // MARK: - Twice

  /// Finds lines that are equal in order, product, dates, type, quantity and price; refund and charge of a pair are not.
  ///
  /// - Returns: the numbers of the copies.
  private func duplicates(_ lines: [BilledLine], _ results: inout LineResults) throws -> Set<Int> {
    let elsewhere = try earlier.charges(of: lines)
    if lines.count < 2, elsewhere.isEmpty { return [] }
    var first: [ChargeKey: Int] = [:]
    var copies: Set<Int> = []
    for line in lines where line.orderID != nil || line.alternateID != nil {
      let key = ChargeKey(line)
      if let earlier = first[key] {
        copies.insert(line.number)
        results.found(.chargedTwice, line, "Line \(earlier) has the same charge.", found: "line \(earlier)")
      } else {
        first[key] = line.number
      }
    }
    for (document, key) in elsewhere {
      guard let number = first[key], let line = lines.first(where: { $0.number == number }) else { continue }
      copies.insert(number)
      results.found(.chargedTwice, line, "\(document) has the same charge.", found: document)
    }
    return copies
  }

  // MARK: - Amounts

  private func checkArithmetic(_ line: BilledLine, _ results: inout LineResults) {
    if line.isLegacy {
      checkSum(line, &results)
      return
    }
    let subtotals = BillingArithmetic.subtotals(line)
    guard let subtotal = line.subtotal, let expected = subtotals.first else {
      results.missed(line, because: "the line has no price, quantity or subtotal")
      return
    }
    if !subtotals.contains(subtotal) {
      let places = MinorUnits.places(of: line.currency ?? "")
      if places != 2, BillingArithmetic.subtotals(line, places: places).contains(subtotal) {
        results.missed(line, because: "no page says how Microsoft rounds amounts in \(line.currency ?? "")")
      } else {
        results.found(
          .arithmetic, line, "The subtotal is not price, rate and quantity by Microsoft's formula.",
          expected: AmountText.shown(expected), found: AmountText.shown(subtotal))
      }
    }
    checkSum(line, &results)
  }

  private func checkSum(_ line: BilledLine, _ results: inout LineResults) {
    guard isFinal else { return }
    guard let subtotal = line.subtotal, let total = line.total else {
      results.missed(line, because: "the line has no subtotal or no total")
      return
    }
    guard let expected = subtotal.adding(line.tax ?? 0) else {
      results.missed(line, because: "its amounts have more digits than can be computed with")
      return
    }
    if expected != total {
      results.found(
        .arithmetic, line, "The total is not subtotal and tax.", expected: AmountText.shown(expected),
        found: AmountText.shown(total))
    }
  }

  private func checkRate(_ line: BilledLine, _ results: inout LineResults) {
    guard let currency = line.currency, let pricing = line.pricingCurrency, let rate = line.exchangeRate else {
      if !line.isLegacy { results.missed(line, because: "the line has no exchange rate") }
      return
    }
    let expected: Decimal
    if currency == pricing {
      if rate == 1 { return }
      expected = 1
    } else {
      let date = line.exchangeRateDate ?? line.chargeStart
      guard let known = date.flatMap({ facts.rates.rate(from: pricing, to: currency, on: $0) }) else {
        results.missed(line, because: "no exchange rate from \(pricing) to \(currency) was read")
        return
      }
      expected = known
    }
    if rate.decimal != expected {
      results.found(
        .rateDiffers, line, "The exchange rate from \(pricing) to \(currency) is another.",
        expected: expected.description, found: rate.text)
    }
  }

  private func checkPrice(_ line: BilledLine, term: String?, cycle: String?, _ results: inout LineResults) {
    guard !line.isLegacy, !line.isCredit, let sku = line.sku, let price = line.effectiveUnitPrice, price.isPositive
    else {
      return
    }
    if line.isMetered {
      results.missed(line, because: "prices of meters are in no price sheet that is read")
      return
    }
    guard let currency = line.pricingCurrency ?? line.currency, let date = line.orderDate ?? line.chargeStart else {
      results.missed(line, because: "the line has no pricing currency or no date")
      return
    }
    // A sheet has prices of days.
    let day = Date(timeIntervalSince1970: Double(CivilDay.day(of: date) * CivilDay.seconds))
    let answer = facts.prices.price(
      of: sku, market: line.customerCountry.flatMap { Market(parsing: $0) }, segment: nil, term: term,
      billingPlan: cycle ?? line.billingFrequency, currency: currency, asOf: day)
    switch answer {
    case .unread(let reason): results.missed(line, because: reason)
    case .price(let sheet):
      if price.decimal > sheet {
        results.found(
          .aboveSheet, line, "The price is above that of the price sheet.", expected: AmountText.shown(sheet),
          found: AmountText.shown(price))
      }
    }
  }

  private func checkPromotion(_ line: BilledLine, _ ordered: [BilledOrder.Line], _ results: inout LineResults) {
    guard !line.isCredit, let promotion = ordered.lazy.compactMap(\.promotionID).first,
      line.promotionID?.isEmpty ?? true
    else { return }
    results.found(
      .promotionMissing, line, "The order has a promotion that the line has not.", expected: promotion)
  }

  /// Software and reservations that were paid must be held.
  private func checkRight(_ line: BilledLine, _ results: inout LineResults) {
    guard !line.isLegacy, line.isOneTime, !line.isCredit, !line.isMetered, line.subtotal?.isPositive == true,
      !line.qualifiers.contains(where: { $0.lowercased() == "trial" }),
      ["", "new", "purchase"].contains((line.chargeType ?? "").lowercased())
    else { return }
    switch facts.holds(line) {
    case true?: break
    case false?:
      results.found(.paidNotEntitled, line, "It was paid, and the customer has no entitlement of the order.")
    case nil: results.missed(line, because: facts.gap(inItemsOf: line.customerID))
    }
  }

  /// A credit needs a charge: on the corrected document, else on this or an earlier one.
  private func checkCredit(
    _ line: BilledLine, among lines: [BilledLine], _ results: inout LineResults
  ) throws {
    let sku = line.skuKey
    let isPaired = lines.contains { other in
      !other.isCredit
        && (other.skuKey == sku || other.referenceID != nil && other.referenceID == line.referenceID)
    }
    if isPaired { return }
    switch try earlier.standing(of: line, amending: amends) {
    case .charged: return
    case .notCharged(let document):
      results.found(.creditWithoutCharge, line, "\(document) has no charge of this order and product.", found: document)
    case .unread(let reason): results.missed(line, because: reason)
    }
  }
}
