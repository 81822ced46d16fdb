import CatalogModel
import Foundation

/// A generated subscription of a generated customer.
struct SampleSubscription: Sendable {
  enum Kind: Sendable { case legacyAzure, azurePlan, licence }

  var id: String
  var kind: Kind
  /// The offer of the subscription.
  var offerID: String
  var offerName: String
  /// The facts of a subscription that was bought here; `nil` for one that the customer held before.
  var purchase: Purchase?

  struct Purchase: Sendable {
    var orderID: String
    var quantity: Int
    var created: Date
    var cycle: String
    var termDuration: String?
    var isTrial: Bool
    var promotionID: String?

    /// The end of the term; of a purchase without one its creation.
    var end: Date {
      termDuration == nil
        ? created : created.addingTimeInterval(Double(LinePrices.months(termDuration)) / 12 * 31_536_000)
    }
  }

  func body(_ dialect: WireDialect) -> Data {
    var writer = DialectWriter(dialect)
    write(to: &writer)
    return writer.data
  }

  func write(to writer: inout DialectWriter) {
    writer.object { writer in
      writer.member("id", id)
      writer.member("offerId", offerID)
      writer.member("offerName", offerName)
      writer.member("friendlyName", offerName)
      if kind != .legacyAzure {
        let type = kind == .azurePlan ? "Azure" : "OnlineServicesNCE"
        writer.objectMember("productType") { writer in
          writer.member("id", type)
          writer.member("displayName", type)
        }
      }
      writer.member("quantity", purchase?.quantity ?? (kind == .licence ? 20 : 1))
      writer.member("unitType", kind == .licence ? "Licenses" : "Usage-based")
      writer.member(
        "creationDate", purchase.map { ServiceTimestamp.text($0.created) } ?? "2024-10-15T21:28:19.3058617Z")
      writer.member("status", "active")
      writer.member("autoRenewEnabled", true)
      writer.member("billingType", kind == .licence ? "license" : "usage")
      writer.member("contractType", "subscription")
      writer.member("partnerId", "")
      if let purchase { write(purchase, to: &writer) }
      writer.unknownMembers()
      writer.objectType("Subscription")
    }
  }

  /// Source: "Subscription resources". A licence can be cancelled for seven days, in full for one.
  private func write(_ purchase: Purchase, to writer: inout DialectWriter) {
    let start = purchase.created
    writer.member("orderId", purchase.orderID)
    writer.member("productOrderId", purchase.orderID)
    writer.member("isTrial", purchase.isTrial)
    writer.member("billingCycle", purchase.cycle)
    writer.member("termDuration", ifPresent: purchase.termDuration)
    writer.member("promotionId", ifPresent: purchase.promotionID)
    writer.member("effectiveStartDate", ServiceTimestamp.text(start))
    if purchase.termDuration != nil {
      writer.member("commitmentEndDate", ServiceTimestamp.day(purchase.end) + "T00:00:00Z")
      writer.member("cancellationAllowedUntilDate", ServiceTimestamp.text(start.addingTimeInterval(7 * 86_400)))
      writer.arrayMember("refundOptions") { writer in
        writer.element {
          $0.object { writer in
            writer.member("type", "Full")
            writer.member("expiresAt", ServiceTimestamp.text(start.addingTimeInterval(86_400)))
          }
        }
      }
    }
  }
}

extension EmulatorCatalog {
  /// The first two have accepted both agreements, the third none; the others by chance.
  func agreements(_ number: Int, _ draw: SeededRandom) -> Set<String> {
    let both: Set<String> = ["MicrosoftCustomerAgreement", "MicrosoftCloudAgreement"]
    switch number {
    case 0, 1: return both
    case 2: return []
    default:
      return both.filter { draw.at(.subscription, text: $0).chance($0 == "MicrosoftCustomerAgreement" ? 0.8 : 0.5) }
    }
  }

  /// Contoso holds an Azure plan, a registered legacy Azure subscription and licences; the second an Azure plan; the
  /// others by chance, and nothing without its agreement.
  func subscriptions(
    _ number: Int, _ draw: SeededRandom, agreements: Set<String>, market: Market
  ) -> [SampleSubscription] {
    var held: [SampleSubscription] = []
    func has(_ topic: SeededRandom.Topic, _ share: Double) -> Bool { number == 0 || draw.at(topic).chance(share) }
    if agreements.contains("MicrosoftCloudAgreement"), number != 1, has(.scope, 0.6) {
      held.append(
        SampleSubscription(
          id: subscriptionID(draw.at(.scope), isRegistered: number == 0 ? true : nil), kind: .legacyAzure,
          offerID: "MS-AZR-0145P", offerName: "Microsoft Azure"))
    }
    guard agreements.contains("MicrosoftCustomerAgreement") else { return held }
    func add(_ kind: SampleSubscription.Kind, slot: Int, _ key: Int) {
      let sku = product(inSlot: slot).sku(at: 0)
      guard let item = sku.availabilities(in: market, scope: .legacy).first else { return }
      held.append(
        SampleSubscription(
          id: CatalogIdentifier.guid(draw.at(.subscription, key)), kind: kind, offerID: item.catalogItemID,
          offerName: sku.title(locale: "en-US")))
    }
    if number == 1 || has(.presence, 0.5) { add(.azurePlan, slot: 3, 1) }
    if number != 1, has(.quantity, 0.6) { add(.licence, slot: 0, 2) }
    return held
  }

  /// An id of a subscription that is registered for reservations from the start, or is not, where that matters.
  private func subscriptionID(_ draw: SeededRandom, isRegistered: Bool?) -> String {
    var key = 0
    while true {
      let id = CatalogIdentifier.guid(draw.at(.subscription, key))
      if isRegistered == nil || isRegisteredFromTheStart(id) == isRegistered { return id }
      key += 1
    }
  }

  /// Two subscriptions of three are.
  func isRegisteredFromTheStart(_ subscription: String) -> Bool {
    root.at(.subscription, text: subscription).below(3) != 0
  }
}
