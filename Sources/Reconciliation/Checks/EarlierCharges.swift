import Foundation
import PartnerCenter

/// The identity of a charge: two lines with the same one are the same charge twice.
struct ChargeKey: Hashable, Sendable {
  var order: String
  var sku: String
  var start: Date?
  var end: Date?
  var type: String
  var quantity: ExactDecimal?
  var price: ExactDecimal?
  /// Use is charged by meter and subscription.
  var meter: String?
  var subscription: String?

  init(_ line: BilledLine) {
    order = (line.orderID ?? line.alternateID ?? "").lowercased()
    sku = line.skuKey
    (start, end) = (line.chargeStart, line.chargeEnd)
    type = (line.chargeType ?? "").lowercased()
    quantity = line.billableQuantity ?? line.quantity
    price = line.effectiveUnitPrice ?? line.subtotal
    (meter, subscription) = line.isMetered ? (line.meter, line.subscriptionID) : (nil, nil)
  }
}

/// The charges of other documents that were read.
protocol EarlierCharges: Sendable {
  /// The charges of the orders of these lines on other documents, each with the document.
  func charges(of lines: [BilledLine]) throws -> [(document: String, key: ChargeKey)]

  /// Whether a credit has a charge.
  func standing(of credit: BilledLine, amending document: String?) throws -> CreditStanding
}

/// Whether a credit has a charge.
enum CreditStanding: Hashable {
  case charged
  /// The document that must have it has it not.
  case notCharged(document: String)
  /// No document that must have it was read. The text is the reason, as a part of a sentence.
  case unread(String)
}

/// No other document.
struct NoEarlierCharges: EarlierCharges {
  func charges(of lines: [BilledLine]) throws -> [(document: String, key: ChargeKey)] { [] }

  func standing(of credit: BilledLine, amending document: String?) throws -> CreditStanding {
    .unread("no invoice with the charge was read")
  }
}
