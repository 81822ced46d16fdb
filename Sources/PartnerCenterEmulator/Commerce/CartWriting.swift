import CatalogModel
import Foundation

/// Carts as JSON.
extension Storefront {
  func body(_ cart: StoredCart, _ context: CommerceContext) -> Data {
    var writer = context.writer()
    writer.object { writer in
      writer.member("id", cart.id)
      writer.member("creationTimestamp", ServiceTimestamp.text(cart.created))
      writer.member("lastModifiedTimestamp", ServiceTimestamp.text(cart.modified))
      writer.member("expirationTimestamp", ServiceTimestamp.text(cart.expires))
      writer.member("lastModifiedUser", CatalogIdentifier.guid(context.catalog.root.at(.customer)))
      writer.member("status", cart.result == nil ? "Active" : "Ordered")
      writer.arrayMember("lineItems") { writer in
        for line in cart.lines { writer.element { self.line(line, of: cart, &$0) } }
      }
      writer.unknownMembers()
      writer.objectMember("links") { $0.link("self", uri: "/customers/\(cart.customerID)/carts/\(cart.id)") }
      writer.objectType("Cart")
    }
    return writer.data
  }

  private func line(_ line: StoredLine, of cart: StoredCart, _ writer: inout DialectWriter) {
    writer.object { writer in
      writer.member("id", line.number)
      writer.member("catalogItemId", line.itemID)
      writer.member("friendlyName", ifPresent: line.friendlyName)
      writer.member("quantity", line.quantity)
      writer.member("currencyCode", line.currency)
      writer.member("billingCycle", line.cycle)
      writer.member("termDuration", ifPresent: line.termDuration)
      writer.member("promotionId", ifPresent: line.promotionID)
      writer.member("customTermEndDate", ifPresent: line.endDate)
      if !line.participants.isEmpty {
        writer.arrayMember("participants") { writer in
          for (key, value) in line.participants {
            writer.element {
              $0.object {
                $0.member("key", key); $0.member("value", value)
              }
            }
          }
        }
      }
      writer.context(line)
      writer.member("orderGroup", line.group)
      writer.commitment(line)
      if let flag = line.isAttested { writer.member("attestationAccepted", flag) }
      if let renewsTo = line.renewsTo { writer.objectMember("renewsTo") { $0.member("termDuration", renewsTo) } }
      if line.failure == nil, !cart.isUnpriced, let prices = prices(line) { writer.pricing(prices) }
      if let failure = line.failure { writer.failure(failure) }
      writer.unknownMembers()
    }
  }
}

extension DialectWriter {
  mutating func pricing(_ prices: LinePrices) {
    objectMember("pricing") { writer in
      writer.amount("listPrice", prices.list)
      writer.amount("discountedPrice", prices.unit)
      writer.amount("proratedPrice", prices.unit)
      writer.amount("price", prices.unit)
      writer.amount("extendedPrice", prices.extended)
    }
  }

  mutating func amount(_ name: String, _ hundredths: Int) { member(name, exactly: Amount.text(hundredths)) }

  mutating func context(_ line: StoredLine) {
    objectMember("provisioningContext") { writer in
      for (key, value) in line.context.sorted(by: { $0.key < $1.key }) { writer.member(key, value) }
    }
  }

  mutating func commitment(_ line: StoredLine) {
    guard let commitment = line.commitment else { return }
    objectMember("purchaseCommitment") { writer in
      writer.member("amount", exactly: commitment.amount)
      writer.member("currency", commitment.currency)
      writer.member("grain", commitment.grain)
    }
  }

  fileprivate mutating func failure(_ failure: StoredLine.Failure) {
    objectMember("error") { writer in
      switch failure.spelling {
      case .number: writer.member("errorCode", exactly: String(failure.code))
      case .text: writer.member("errorCode", String(failure.code))
      case .name: writer.member("errorCode", LineFailureName.of(failure.code))
      case .words: writer.member("errorCode", LineFailureName.words(failure.code))
      }
      writer.member("errorDescription", "The line item has an error.")
      if let available = failure.available {
        writer.objectMember("additionalInformation") { $0.member("availableQuantity", available) }
      }
    }
  }
}

/// The names of line errors. Source: "Cart resources", table CartErrorCode.
enum LineFailureName {
  private static let names: [Int: String] = [
    10_000: "CurrencyIsNotSupported", 10_001: "CatalogItemIdIsNotValid", 10_002: "QuotaNotAvailable",
    10_003: "InventoryNotAvailable", 10_004: "ParticipantsIsNotSupportedForPartner",
    10_006: "UnableToProcessCartLineItem", 10_007: "SubscriptionIsNotValid", 10_008: "SubscriptionIsNotEnabledForRI",
    10_009: "SandboxLimitExceeded", 10_010: "InvalidInput", 10_011: "SubscriptionNotRegistered",
    10_012: "AttestationNotAccepted", 10_013: "BillingPlanNotSupported", 10_014: "InvalidPromotionId",
    10_015: "MaxAllowedSeatsPerSubscriptionExceeded", 10_016: "InvalidCustomTermEndDateProduct",
    10_017: "InvalidCustomTermEndDate", 10_018: "BaseOfferSeatQuantityNotMet", 10_019: "MinimumAddOnSeatsNotMet",
    500_600: "LegacyOfferNotEligibleForPurchase",
  ]

  static func of(_ code: Int) -> String { names[code] ?? "Unknown" }

  /// `catalog_item_id_is_not_valid`.
  static func words(_ code: Int) -> String {
    var words = ""
    for letter in of(code) {
      if letter.isUppercase, let last = words.last, last.isLowercase { words.append("_") }
      words += letter.lowercased()
    }
    return words
  }
}

/// Times as carts and orders print them: seven digits of fraction, UTC.
enum ServiceTimestamp {
  static func text(_ date: Date) -> String {
    let fraction = Int((date.timeIntervalSince1970 * 10_000_000).rounded(.down)) % 10_000_000
    let digits = String(abs(fraction))
    return date.formatted(.iso8601.year().month().day().time(includingFractionalSeconds: false)) + "."
      + String(repeating: "0", count: 7 - digits.count) + digits + "Z"
  }

  /// Eight hours behind UTC, as orders of legacy offers were printed: `2018-03-06T17:37:05.2530000-08:00`.
  static func pacific(_ date: Date) -> String { text(date.addingTimeInterval(-8 * 3600)).dropLast() + "-08:00" }

  /// The day in UTC: `2026-11-30`.
  static func day(_ date: Date) -> String { date.iso8601Day }
}
