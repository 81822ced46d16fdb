import CatalogModel
import CatalogSchema
import Foundation
import GRDB
import PartnerCenter
import PartnerCenterCommerce

/// The columns of stored lines, in one order for writing and reading.
enum LineColumns {
  /// The columns that the checks need, in the order of ``line(_:)``.
  private static let checked = [
    "line_number", "customer_id", "customer_country", "order_id", "alternate_id", "order_date", "product_id", "sku_id",
    "availability_id", "qualifiers", "charge_type", "charge_start", "charge_end", "subscription_id",
    "subscription_start", "subscription_end", "billing_frequency", "effective_unit_price", "quantity",
    "billable_quantity", "subtotal", "tax", "total", "currency", "pricing_currency", "exchange_rate",
    "exchange_rate_date", "promotion_id", "reference_id", "meter", "is_legacy",
  ]
  /// The columns for people and for other programs.
  private static let others = [
    "customer_name", "product_name", "sku_name", "unit_price", "credit_reason_code", "other",
  ]

  /// What ``line(_:)`` reads.
  static let names = checked.joined(separator: ", ")

  static let insertion = """
    INSERT INTO invoice_line (invoice_id, \((checked + others).joined(separator: ", ")))
    VALUES (?\(String(repeating: ", ?", count: checked.count + others.count)))
    """

  /// A line without what the checks do not need.
  static func line(_ row: PreparedStatement) throws -> BilledLine {
    func text(_ position: Int32) throws -> String? { row.isNull(position) ? nil : try row.text(position) }
    func date(_ position: Int32) throws -> Date? {
      if row.isNull(position) { return nil }
      return ServiceTime.date(row.textBytes(position).bindMemory(to: UInt8.self))
    }
    func amount(_ position: Int32) throws -> ExactDecimal? {
      if row.isNull(position) { return nil }
      guard let amount = ExactDecimal(bytes: row.textBytes(position).bindMemory(to: UInt8.self)) else {
        throw row.damage(position)
      }
      return amount
    }
    var line = BilledLine(number: try row.integer(0, in: 0..<1 << 40))
    line.customerID = try text(1).map { CustomerID($0) }
    line.customerCountry = try text(2)
    line.orderID = try text(3)
    line.alternateID = try text(4)
    line.orderDate = try date(5)
    line.productID = try text(6)
    line.skuID = try text(7)
    line.availabilityID = try text(8)
    line.qualifiers = try text(9).map { $0.split(separator: ",").map(String.init) } ?? []
    line.chargeType = try text(10)
    line.chargeStart = try date(11)
    line.chargeEnd = try date(12)
    line.subscriptionID = try text(13)
    line.subscriptionStart = try date(14)
    line.subscriptionEnd = try date(15)
    line.billingFrequency = try text(16)
    line.effectiveUnitPrice = try amount(17)
    line.quantity = try amount(18)
    line.billableQuantity = try amount(19)
    line.subtotal = try amount(20)
    line.tax = try amount(21)
    line.total = try amount(22)
    line.currency = try text(23)
    line.pricingCurrency = try text(24)
    line.exchangeRate = try amount(25)
    line.exchangeRateDate = try date(26)
    line.promotionID = try text(27)
    line.referenceID = try text(28)
    line.meter = try text(29)
    line.isLegacy = try row.integer(30) != 0
    return line
  }
}

/// Writes the lines of one document.
struct LineWriter {
  private let statement: PreparedStatement
  private let document: String

  init(_ db: Database, document: String) throws {
    statement = try PreparedStatement(db, LineColumns.insertion)
    self.document = document
  }

  func insert(_ line: BilledLine) throws {
    func bind(_ date: Date?) { statement.bind(date?.iso8601Text) }
    func bind(_ amount: ExactDecimal?) { statement.bind(amount?.text) }
    statement.bind(document)
    statement.bind(Int64(line.number))
    statement.bind(line.customerID?.rawValue)
    statement.bind(line.customerCountry)
    statement.bind(line.orderID)
    statement.bind(line.alternateID)
    bind(line.orderDate)
    statement.bind(line.productID)
    statement.bind(line.skuID)
    statement.bind(line.availabilityID)
    statement.bind(line.qualifiers.isEmpty ? nil : line.qualifiers.joined(separator: ","))
    statement.bind(line.chargeType)
    bind(line.chargeStart)
    bind(line.chargeEnd)
    statement.bind(line.subscriptionID)
    bind(line.subscriptionStart)
    bind(line.subscriptionEnd)
    statement.bind(line.billingFrequency)
    bind(line.effectiveUnitPrice)
    bind(line.quantity)
    bind(line.billableQuantity)
    bind(line.subtotal)
    bind(line.tax)
    bind(line.total)
    statement.bind(line.currency)
    statement.bind(line.pricingCurrency)
    bind(line.exchangeRate)
    bind(line.exchangeRateDate)
    statement.bind(line.promotionID)
    statement.bind(line.referenceID)
    statement.bind(line.meter)
    statement.bind(line.isLegacy)
    statement.bind(line.customerName)
    statement.bind(line.productName)
    statement.bind(line.skuName)
    bind(line.unitPrice)
    statement.bind(line.creditReasonCode)
    statement.bind(line.others)
    try statement.execute()
  }
}
