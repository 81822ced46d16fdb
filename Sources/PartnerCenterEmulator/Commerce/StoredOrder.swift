import Foundation

/// Charges of an order beside those of seats and software of the new commerce.
enum OtherCharges: Sendable, Hashable, CaseIterable {
  /// Licences of the commerce before the new one, by seats.
  case legacyLicence
  /// Azure before the Azure plan, by use.
  case legacyUse
  /// The Azure plan, by use.
  case planUse

  /// Whether the charges are on invoices of the commerce before the new one.
  var isLegacy: Bool { self != .planUse }
}

/// An order at the service.
struct StoredOrder: Sendable {
  /// Twelve hexadecimal digits; in the older dialect 33 characters.
  var id: String
  /// Twelve hexadecimal digits: the same as the id, but in the older dialect.
  var alternateID: String
  var customerID: String
  /// The cart that became the order; `nil` for orders of others and of the service itself.
  var cartID: String?
  var created: Date
  /// The lines, as they were in the cart.
  var lines: [StoredLine]
  /// The prices of each line; `nil` where the service states none.
  var prices: [LinePrices?]
  /// The service's own orders are `SystemPurchase`.
  var transactionType = "UserPurchase"
  /// From when the list has it, and from when it is found by id.
  var listed: Date
  var found: Date
  /// A status of a fault, and its end.
  var status: (word: String, until: Date)?
  /// `nil`: never.
  var provisioned: Date?
  /// The share of each quantity that is provisioned then.
  var provisionedShare = 1.0
  /// From when artifacts and activation links are there.
  var linked: Date?
  /// The subscription of each line that becomes one.
  var subscriptions: [String?]
  /// The kind of charges where it is not of seats and software of the new commerce.
  var charges: OtherCharges?
  /// The difference that its invoice is to have.
  var planted: PlantedDifference.Code?

  var currency: String { lines.first?.currency ?? "USD" }
  var cycle: String { lines.first?.cycle ?? "unknown" }
  /// `nil` where the price of a line is unknown.
  var total: Int? {
    prices.allSatisfy { $0 != nil } ? prices.reduce(0) { $0 + ($1?.extended ?? 0) } : nil
  }

  /// The response of a checkout says `pending`; later reads say `completed`, unless a fault has another word.
  func statusWord(at now: Date, isFirst: Bool = false) -> String {
    if let status, now < status.until { return status.word }
    return isFirst ? "pending" : "completed"
  }

  func isProvisioned(at now: Date) -> Bool { provisioned.map { $0 <= now } ?? false }

  /// The provisioned part of a line's quantity.
  func provisionedQuantity(ofLine index: Int, at now: Date) -> Int {
    guard isProvisioned(at: now) else { return 0 }
    return provisionedShare >= 1 ? lines[index].quantity : Int(Double(lines[index].quantity) * provisionedShare)
  }
}
