import CatalogModel
import Foundation

/// A cart at the service.
struct StoredCart: Sendable {
  var id: String
  var customerID: String
  var created: Date
  var modified: Date
  var expires: Date
  var lines: [StoredLine]
  var isAttested: Bool
  /// Whether its lines have no prices.
  var isUnpriced = false
  /// The result of its checkout; `nil` while it is active.
  var result: StoredResult?
}

/// The result of a checkout.
struct StoredResult: Sendable {
  /// The orders, by id.
  var orders: [String]
  var errors: [GroupError]

  struct GroupError: Sendable, Hashable {
    var group: String
    var code: Int
    var heals: Bool
  }
}

/// A line of a cart at the service.
struct StoredLine: Sendable {
  struct Commitment: Sendable, Hashable {
    /// As it came.
    var amount: String
    var currency: String
    var grain: String
  }

  struct Failure: Sendable, Hashable {
    var code: Int
    var available: Int?
    var spelling = PurchaseFault.CodeSpelling.number
  }

  var number: Int
  var itemID: String
  /// The SKU of the item; of an unknown item any, as the line has an error.
  var sku: SampleSKU
  var quantity: Int
  /// In the spelling of carts: `one_time`.
  var cycle: String
  var termDuration: String?
  var promotionID: String?
  /// The discount of the promotion, in percent.
  var discount = 0
  var participants: [(key: String, value: String)] = []
  var context: [String: String] = [:]
  var isAttested: Bool?
  var endDate: String?
  var renewsTo: String?
  var commitment: Commitment?
  var friendlyName: String?
  var currency = "USD"
  var group = "0"
  var failure: Failure?

  /// `product:sku`.
  var skuName: String { "\(sku.product.id):\(sku.id)" }
}
