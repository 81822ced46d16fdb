import CatalogModel
import CatalogSchema
import Foundation
import GRDB
import PartnerCenter
import PartnerCenterCommerce

/// The columns of stored lines, in one order for writing and reading.
enum LineColumns {
  private static let all = [
    "line_number", "customer_id", "customer_name", "customer_country", "order_id", "alternate_id", "order_date",
    "product_id", "sku_id", "availability_id", "product_name", "sku_name", "qualifiers", "charge_type", "charge_start",
    "charge_end", "subscription_id", "subscription_start", "subscription_end", "billing_frequency", "unit_price",
    "effective_unit_price", "quantity", "billable_quantity", "subtotal", "tax", "total", "currency",
    "pricing_currency", "exchange_rate", "exchange_rate_date", "promotion_id", "reference_id", "credit_reason_code",
    "meter", "is_legacy", "other",
  ]

  static let names = all.joined(separator: ", ")

  static let insertion =
    "INSERT INTO invoice_line (invoice_id, \(names)) VALUES (?\(String(repeating: ", ?", count: all.count)))"

  static func line(_ row: StoredRow) throws -> BilledLine {
    func text(_ position: Int) throws -> String? { try row[position] }
    func date(_ position: Int) throws -> Date? { ServiceTime.date(try row[position]) }
    func amount(_ position: Int) throws -> Decimal? {
      guard let text: String = try row[position] else { return nil }
      guard let amount = ExactDecimal.parse(text) else { throw DamagedValue(column: all[position]) }
      return amount
    }
    var line = BilledLine(number: try row[0])
    line.customerID = try text(1).map { CustomerID($0) }
    line.customerName = try text(2)
    line.customerCountry = try text(3)
    line.orderID = try text(4)
    line.alternateID = try text(5)
    line.orderDate = try date(6)
    line.productID = try text(7)
    line.skuID = try text(8)
    line.availabilityID = try text(9)
    line.productName = try text(10)
    line.skuName = try text(11)
    line.qualifiers = try text(12).map { $0.split(separator: ",").map(String.init) } ?? []
    line.chargeType = try text(13)
    line.chargeStart = try date(14)
    line.chargeEnd = try date(15)
    line.subscriptionID = try text(16)
    line.subscriptionStart = try date(17)
    line.subscriptionEnd = try date(18)
    line.billingFrequency = try text(19)
    line.unitPrice = try amount(20)
    line.effectiveUnitPrice = try amount(21)
    line.quantity = try amount(22)
    line.billableQuantity = try amount(23)
    line.subtotal = try amount(24)
    line.tax = try amount(25)
    line.total = try amount(26)
    line.currency = try text(27)
    line.pricingCurrency = try text(28)
    line.exchangeRate = try amount(29)
    line.exchangeRateDate = try date(30)
    line.promotionID = try text(31)
    line.referenceID = try text(32)
    line.creditReasonCode = try text(33)
    line.meter = try text(34)
    line.isLegacy = try (row[35] as Int) != 0
    line.others = try text(36)
    return line
  }
}

/// Writes the lines of one document.
struct LineWriter {
  private let statement: Statement
  private let document: String

  init(_ db: Database, document: String) throws {
    statement = try db.makeStatement(sql: LineColumns.insertion)
    self.document = document
  }

  func insert(_ line: BilledLine) throws {
    func time(_ date: Date?) -> String? { date.map(ServiceTime.text) }
    func amount(_ amount: Decimal?) -> String? { amount?.description }
    try statement.execute(arguments: [
      document, line.number, line.customerID?.rawValue, line.customerName, line.customerCountry, line.orderID,
      line.alternateID, time(line.orderDate), line.productID, line.skuID, line.availabilityID, line.productName,
      line.skuName, line.qualifiers.isEmpty ? nil : line.qualifiers.joined(separator: ","), line.chargeType,
      time(line.chargeStart), time(line.chargeEnd), line.subscriptionID, time(line.subscriptionStart),
      time(line.subscriptionEnd), line.billingFrequency, amount(line.unitPrice), amount(line.effectiveUnitPrice),
      amount(line.quantity), amount(line.billableQuantity), amount(line.subtotal), amount(line.tax),
      amount(line.total), line.currency, line.pricingCurrency, amount(line.exchangeRate), time(line.exchangeRateDate),
      line.promotionID, line.referenceID, line.creditReasonCode, line.meter, line.isLegacy, line.others,
    ])
  }
}
