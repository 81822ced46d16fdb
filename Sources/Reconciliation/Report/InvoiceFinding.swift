/// The kind of a difference.
public enum FindingCode: String, Sendable, Hashable, CaseIterable, Codable {
  case unknownProduct, retiredBeforeOrder
  case lineWithoutOrder, orderWithoutLine
  case chargedTwice
  case quantityDiffers
  case termDiffers, cycleDiffers, chargeOutsideTerm
  case arithmetic, totalDiffers
  case aboveSheet, promotionMissing, trialCharged
  case rateDiffers, creditWithoutCharge, paidNotEntitled
}

/// A difference between an invoice and what it is compared with.
public struct InvoiceFinding: Sendable, Hashable {
  /// The kind.
  public var code: FindingCode
  /// From 1, in the order of the source; `nil` for the whole invoice.
  public var lineNumber: Int?
  /// The order; `nil` where none is meant.
  public var orderID: String?
  /// The item; `nil` where none is meant.
  public var catalogItemID: String?
  /// The difference in one sentence.
  public var message: String
  /// The right value; `nil` where there is no value.
  public var expected: String?
  /// The value of the invoice; `nil` where there is none.
  public var found: String?

  /// Creates a finding.
  public init(
    _ code: FindingCode, line: Int? = nil, order: String? = nil, item: String? = nil, message: String,
    expected: String? = nil, found: String? = nil
  ) {
    self.code = code
    lineNumber = line
    orderID = order
    catalogItemID = item
    self.message = message
    self.expected = expected
    self.found = found
  }

  init(_ code: FindingCode, _ line: BilledLine, _ message: String, expected: String? = nil, found: String? = nil) {
    self.init(
      code, line: line.number, order: line.orderID ?? line.alternateID, item: line.catalogItemID, message: message,
      expected: expected, found: found)
  }
}

extension InvoiceFinding: Encodable {
  private enum CodingKeys: String, CodingKey {
    case code, lineNumber, message, expected, found
    case orderID = "orderId"
    case catalogItemID = "catalogItemId"
  }

  /// Writes every key, null where there is nothing.
  public func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: CodingKeys.self)
    try object.encode(code, forKey: .code)
    try object.encode(lineNumber, forKey: .lineNumber)
    try object.encode(orderID, forKey: .orderID)
    try object.encode(catalogItemID, forKey: .catalogItemID)
    try object.encode(message, forKey: .message)
    try object.encode(expected, forKey: .expected)
    try object.encode(found, forKey: .found)
  }
}
