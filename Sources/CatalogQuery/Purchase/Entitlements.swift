import CatalogModel
import CatalogSchema
import Foundation
import GRDB

/// The accepted agreements, subscriptions and inventory checks of a customer.
struct Entitlements {
  /// `nil` where they could not be read: unknown, not none.
  var agreements: [String]?
  /// Whether the customer signed the Microsoft Customer Agreement with Microsoft itself; `nil` for unknown.
  private var isDirectSigned: Bool?
  /// Those that are in use; `nil` where they could not be read: unknown, not none.
  var subscriptions: [SubscriptionRecord]?
  /// What the customer holds, by SKU: subscriptions in use, orders and entitlements.
  private var held: [SKUReference: [HeldItem]] = [:]
  /// A subscription that was found registered, also where the others could not be read.
  private var registered: String?
  /// The fresh checks, by row id of the SKU.
  var inventory: [Int64: InventoryFinding]

  /// Reads the entitlements of a customer; inventory checks before `inventorySince` count as not run.
  /// `others` is held beside the subscriptions.
  init(_ customer: CustomerRecord, inventorySince: Date, others: [HeldItem], _ db: Database) throws {
    agreements = customer.agreements
    isDirectSigned = customer.isDirectSigned
    subscriptions = customer.subscriptions?.filter(\.isInUse)
    registered = try String.fetchOne(
      db,
      sql: """
        SELECT s.code FROM customer c JOIN customer_subscription s ON s.customer_id = c.id
        WHERE c.code = ? AND s.kind = 'azure' AND lower(s.registration) = 'registered'
          AND lower(s.status) IN ('active', 'suspended')
        ORDER BY s.code
        """, arguments: [customer.id.rawValue])
    inventory = try Self.inventory(of: customer, since: inventorySince, db)
    let subscribed = (subscriptions ?? []).compactMap { subscription in
      subscription.sku.map {
        HeldItem(
          productID: $0.product, skuID: $0.sku, source: .subscription, id: subscription.id,
          quantity: subscription.quantity, confirmedAt: customer.subscriptionsConfirmedAt)
      }
    }
    held = Dictionary(grouping: subscribed + others, by: \.sku)
  }

  /// What the customer holds of a SKU.
  func held(of sku: SKUReference) -> [HeldItem] { held[sku] ?? [] }

  // MARK: - Agreements

  /// Whether an agreement is accepted: by record, or because the customer holds something that requires it.
  func standing(ofAgreement name: String) -> PurchaseFacts.Standing {
    let wanted = name.lowercased()
    if agreements?.contains(where: { $0.lowercased() == wanted }) == true { return .met }
    let isProved = (subscriptions ?? []).contains { subscription in
      switch wanted {
      case "microsoftcustomeragreement":
        [.azurePlan, .azureUnderPlan].contains(subscription.kind) || subscription.isNewCommerce
      case "microsoftcloudagreement": subscription.kind == .azure
      default: false
      }
    }
    if isProved { return .met }
    guard wanted == "microsoftcustomeragreement" else { return agreements == nil ? .unknown : .unmet }
    // Agreements signed with Microsoft itself are not among those that partners confirmed.
    if isDirectSigned == true { return .met }
    return agreements == nil || isDirectSigned == nil ? .unknown : .unmet
  }

  // MARK: - Azure

  var azurePlan: PurchaseFacts.Standing {
    subscriptions.map { $0.contains { [.azurePlan, .azureUnderPlan].contains($0.kind) } ? .met : .unmet } ?? .unknown
  }

  var registration: RegistrationFinding {
    if let registered { return .registered(subscription: registered) }
    guard let subscriptions else { return .unknown }
    let azure = subscriptions.filter { $0.kind == .azure }
    if azure.isEmpty { return .noSubscription }
    if let registering = azure.first(where: { $0.registration?.lowercased() == "registering" }) {
      return .underWay(subscription: registering.id)
    }
    let unregistered = azure.filter { $0.registration != nil }.map(\.id)
    return unregistered.isEmpty ? .unknown : .notRegistered(unregistered)
  }

  // MARK: - Add-ons

  /// Whether the customer holds one of the SKUs.
  func standing(ofAny skus: [SKUReference]) -> PurchaseFacts.Standing {
    if skus.contains(where: { held[$0] != nil }) { return .met }
    return subscriptions == nil || skus.isEmpty ? .unknown : .unmet
  }

  // MARK: - Inventory

  private static func inventory(
    of customer: CustomerRecord, since: Date, _ db: Database
  ) throws -> [Int64: InventoryFinding] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT sku_id, subscription, region, is_restricted, restrictions, checked_at
        FROM inventory_check WHERE customer = ? AND checked_at >= ? ORDER BY checked_at DESC, subscription, region
        """, arguments: [customer.id.rawValue, since.stamp])
    return try Dictionary(grouping: rows, by: { try $0["sku_id"] as Int64 }).mapValues { checks in
      if let free = try checks.first(where: { (try $0["is_restricted"] as Bool?) == false }) {
        return .free(place: try place(free))
      }
      if let leftOut = try checks.first(where: { (try $0["is_restricted"] as Bool?) == nil }) {
        return .leftOut(when: try date(leftOut), place: try place(leftOut))
      }
      let blocks = try checks.map { check in
        let restrictions = RestrictionFinding.all(in: try check["restrictions"])
        return InventoryBlock(restrictions, sentence: try sentence(check, restrictions))
      }
      let block = blocks.dropFirst().reduce(blocks[0]) { $0.intersection($1) }
      return .restricted(block)
    }
  }

  private static func sentence(_ check: Row, _ restrictions: [RestrictionFinding]) throws -> String {
    let words = RestrictionFinding.words(restrictions)
    return "The inventory check of \(try date(check)) found it restricted for \(try place(check))"
      + (words.isEmpty ? "." : ": \(words).")
  }

  private static func place(_ check: Row) throws -> String {
    let region: String = try check["region"]
    return "subscription \(try check["subscription"] as String)" + (region.isEmpty ? "" : ", region \(region)")
  }

  private static func date(_ check: Row) throws -> String {
    Date(stamp: try check["checked_at"]).iso8601Day
  }
}
