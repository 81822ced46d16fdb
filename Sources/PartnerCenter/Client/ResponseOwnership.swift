import CatalogModel
import Foundation

// Comparison of the ids in each resource with those of the call. Ids compare without case: the service writes
// countries, GUIDs and the ids in links in either (reference bodies of the documentation).

extension Product {
  /// Whether the id is the product's that was asked for; true for every other call.
  public func isAnswer(to call: Call) -> Bool {
    if case .product(let asked) = call.subject { id.isSame(as: asked) } else { true }
  }

  /// The product id.
  public var listID: String? { id.rawValue }
}

extension SKU {
  /// Whether SKU and product are the ones asked for. An omitted product id matches every product.
  public func isAnswer(to call: Call) -> Bool {
    switch call.subject {
    case .skus(let product): productID.isSameOrUnsaid(as: product)
    case .sku(let asked): id.isSame(as: asked.sku) && productID.isSameOrUnsaid(as: asked.product)
    default: true
    }
  }

  /// The SKU id, which identifies a SKU in the list of one product only.
  public var listID: String? { id.rawValue }
}

extension Availability {
  /// Whether availability, SKU, product, country and CatalogItemId are the ones asked for. Omitted members match.
  public func isAnswer(to call: Call) -> Bool {
    switch call.subject {
    case .availabilities(let sku): belongs(to: sku, in: call.market)
    case .availability(let asked, let sku): id.isSame(as: asked) && belongs(to: sku, in: call.market)
    default: true
    }
  }

  private func belongs(to sku: SKUReference, in market: Market?) -> Bool {
    productID.isSameOrUnsaid(as: sku.product) && skuID.isSameOrUnsaid(as: sku.sku)
      && (market.map { country.isSameOrUnsaid(as: $0) } ?? true)
      && (catalogItemID.map { !$0.namesAnother(than: sku) } ?? true)
  }

  /// The availability id, which identifies an availability in the list of one SKU only.
  public var listID: String? { id.rawValue }
}

extension DetailedAvailability {
  /// As ``Availability/isAnswer(to:)``; the embedded product and SKU must match as well.
  public func isAnswer(to call: Call) -> Bool {
    guard availability.isAnswer(to: call) else { return false }
    switch call.subject {
    case .availabilities(let asked), .availability(_, let asked):
      return (product?.id).isSameOrUnsaid(as: asked.product) && (sku?.id).isSameOrUnsaid(as: asked.sku)
        && (sku?.productID).isSameOrUnsaid(as: asked.product)
    default: return true
    }
  }

  /// The availability id.
  public var listID: String? { availability.listID }
}

extension Customer {
  /// Whether the id is the customer's that was asked for; true for every other call.
  public func isAnswer(to call: Call) -> Bool {
    if case .customer(let asked) = call.subject { id.isSame(as: asked) } else { true }
  }

  /// The customer id.
  public var listID: String? { id.rawValue }
}

extension Subscription {
  /// Whether the id is the subscription's that was asked for; true for every other call.
  public func isAnswer(to call: Call) -> Bool {
    if case .subscription(let asked, _) = call.subject { id.lowercased() == asked.lowercased() } else { true }
  }

  /// The subscription id.
  public var listID: String? { id }
}

extension AzureEntitlement {
  /// The id of the Azure subscription.
  public var listID: String? { id }
}

extension SubscriptionRegistration {
  /// Whether the subscription is the one asked for. An omitted subscription id matches.
  public func isAnswer(to call: Call) -> Bool {
    guard case .subscription(let asked, _) = call.subject, let subscriptionID else { return true }
    return subscriptionID.lowercased() == asked.lowercased()
  }
}

extension Call {
  /// Whether a response to a call that changes something may be about its subject: a `Location` or a body that names
  /// another subscription or customer belongs to another call. A response that names none says nothing.
  ///
  /// Source: "Register a subscription": 202 without a body, `Location` with the path of the registration's status.
  func isConfirmed(by response: TransportResponse) -> Bool {
    guard case .subscription(let subscription, let customer) = subject else { return true }
    let path = (response.headers.first("Location") ?? "").lowercased().split { "/?#".contains($0) }
    func isNamed(_ id: String, after word: Substring) -> Bool {
      guard let index = path.firstIndex(of: word), index + 1 < path.endIndex else { return true }
      return path[index + 1].removingPercentEncoding == id.lowercased()
    }
    return isNamed(subscription, after: "subscriptions") && isNamed(customer.rawValue, after: "customers")
      && (try? SubscriptionRegistration(body: response.body))?.isAnswer(to: self) != false
  }
}

extension InventoryItem {
  /// Whether the product is one of those asked for.
  public func isAnswer(to call: Call) -> Bool {
    if case .inventory(let asked) = call.subject { asked.contains { productID.isSame(as: $0) } } else { true }
  }
}

extension StringIdentifier {
  fileprivate func isSame(as other: Self) -> Bool {
    // Ids are nearly always identical, and every item of every list is compared here.
    rawValue == other.rawValue || rawValue.lowercased() == other.rawValue.lowercased()
  }
}

extension Optional where Wrapped: StringIdentifier {
  /// True where the id is absent.
  fileprivate func isSameOrUnsaid(as other: Wrapped) -> Bool {
    if let self { self.isSame(as: other) } else { true }
  }
}

extension CatalogItemID {
  /// Whether the id names a product and a SKU, as in new commerce (`PRODUCT:SKU:AVAILABILITY`), other than these.
  fileprivate func namesAnother(than sku: SKUReference) -> Bool {
    if Self.begins(rawValue, sku.product.rawValue, sku.sku.rawValue) { return false }
    let parts = rawValue.split(separator: ":", omittingEmptySubsequences: false).map { $0.lowercased() }
    return parts.count == 3
      && (parts[0] != sku.product.rawValue.lowercased() || parts[1] != sku.sku.rawValue.lowercased())
  }

  /// Whether the text begins with `first:second:`, case included.
  private static func begins(_ text: String, _ first: String, _ second: String) -> Bool {
    text.utf8.withContiguousStorageIfAvailable { text in
      first.utf8.withContiguousStorageIfAvailable { first in
        second.utf8.withContiguousStorageIfAvailable { second in
          let (middle, end) = (first.count, first.count + 1 + second.count)
          guard text.count > end, text[middle] == UInt8(ascii: ":"), text[end] == UInt8(ascii: ":") else {
            return false
          }
          for position in 0..<middle where text[position] != first[position] { return false }
          for position in 0..<second.count where text[middle + 1 + position] != second[position] { return false }
          return true
        } ?? false
      } ?? false
    } ?? false
  }
}
