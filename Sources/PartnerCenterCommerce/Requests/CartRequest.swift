public import CatalogModel
public import Foundation
import PartnerCenter

/// A cart to create, or the whole new content of one.
///
/// Holds what the service documents for a request and nothing that it sets by itself: prices, groups, times and status
/// are never sent.
///
/// Source: "Create a cart".
public struct CartRequest: Sendable, Hashable {
  /// At least one, in the order in which the service works through them.
  public var lineItems: [CartLineRequest]
  /// The legal statement about the partner of record, which the service requires. A person makes it, never a program.
  public var isPartnerOnRecordAttestationAccepted: Bool

  /// Creates a request. Nothing is checked.
  public init(lineItems: [CartLineRequest], isPartnerOnRecordAttestationAccepted: Bool) {
    self.lineItems = lineItems
    self.isPartnerOnRecordAttestationAccepted = isPartnerOnRecordAttestationAccepted
  }

  /// The JSON of the request, line ids from 0 in order; with the id of the cart that it replaces.
  func body(replacing cart: CartID? = nil) -> Data {
    var json = JSONWriter()
    json.raw("{")
    if let cart {
      json.raw(#""id":"#)
      json.string(cart.rawValue)
      json.raw(",")
    }
    json.raw(#""lineItems":["#)
    for (number, line) in lineItems.enumerated() {
      if number > 0 { json.raw(",") }
      line.write(number: number, to: &json)
    }
    json.raw("]")
    if isPartnerOnRecordAttestationAccepted { json.raw(#","partnerOnRecordAttestationAccepted":true"#) }
    json.raw("}")
    return Data(json.bytes)
  }
}

/// A line of a cart, as it is asked for.
///
/// Source: "Create a cart", table of a line item.
public struct CartLineRequest: Sendable, Hashable {
  /// `product:sku:availability` of the customer's segment and country.
  public var catalogItemID: CatalogItemID
  /// Within the limits of the SKU.
  public var quantity: Int
  /// One that the SKU and the term offer.
  public var billingCycle: BillingCycle
  /// ISO 8601; `nil` for perpetual software and Azure plans.
  public var termDuration: String?
  /// `nil` leaves the choice to the service.
  public var promotionID: PromotionID?
  /// The end of the first term, one of those that the service offers.
  public var customTermEndDate: Date?
  /// The values of the SKU's provisioning variables.
  public var provisioningContext: [String: String] = [:]
  /// The resellers of an indirect provider.
  public var participants: [Participant] = []
  /// For SKUs that enforce an attestation: a person accepts it, never a program.
  public var isAttestationAccepted: Bool?
  /// The term after a trial.
  public var renewsToTermDuration: String?
  /// Savings plans only.
  public var purchaseCommitment: PurchaseCommitment?
  /// A name for people, which the service may drop.
  public var friendlyName: String?

  /// Creates a line. Nothing is checked.
  public init(
    catalogItemID: CatalogItemID, quantity: Int, billingCycle: BillingCycle, termDuration: String? = nil
  ) {
    self.catalogItemID = catalogItemID
    self.quantity = quantity
    self.billingCycle = billingCycle
    self.termDuration = termDuration
  }

  /// The line that asks for a line of an existing cart again: a cart is replaced as a whole.
  ///
  /// - Returns: `nil` for a line without billing cycle, and for one with legacy add-ons, which are never sent.
  public init?(_ line: CartLineItem) {
    guard let cycle = line.billingCycle, line.addOnItems.isEmpty else { return nil }
    self.init(
      catalogItemID: line.catalogItemID, quantity: line.quantity, billingCycle: cycle, termDuration: line.termDuration)
    promotionID = line.promotionID
    customTermEndDate = line.customTermEndDate
    provisioningContext = line.provisioningContext
    participants = line.participants
    isAttestationAccepted = line.isAttestationAccepted
    renewsToTermDuration = line.renewsToTermDuration
    purchaseCommitment = line.purchaseCommitment
    friendlyName = line.friendlyName
  }

  func write(number: Int, to json: inout JSONWriter) {
    json.raw(#"{"id":"#)
    json.integer(number)
    json.member(#","catalogItemId":"#, catalogItemID.rawValue)
    json.member(#","friendlyName":"#, friendlyName)
    json.raw(#","quantity":"#)
    json.integer(quantity)
    json.member(#","billingCycle":"#, billingCycle.word)
    json.member(#","termDuration":"#, termDuration)
    json.member(#","promotionId":"#, promotionID?.rawValue)
    json.member(#","customTermEndDate":"#, customTermEndDate?.iso8601Text)
    if !participants.isEmpty {
      json.raw(#","participants":["#)
      for (place, participant) in participants.enumerated() {
        if place > 0 { json.raw(",") }
        json.member(#"{"key":"#, participant.key)
        json.member(#","value":"#, participant.value)
        json.raw("}")
      }
      json.raw("]")
    }
    if !provisioningContext.isEmpty {
      json.raw(#","provisioningContext":"#)
      json.value(.object(provisioningContext.mapValues { .string($0) }))
    }
    if let renewsToTermDuration {
      json.member(#","renewsTo":{"termDuration":"#, renewsToTermDuration)
      json.raw("}")
    }
    if let isAttestationAccepted {
      json.raw(#","attestationAccepted":"#)
      json.flag(isAttestationAccepted)
    }
    if let purchaseCommitment {
      json.raw(#","purchaseCommitment":{"amount":"#)
      json.json(ExactDecimal.text(purchaseCommitment.amount))
      json.member(#","currency":"#, purchaseCommitment.currency)
      json.member(#","grain":"#, purchaseCommitment.grain)
      json.raw("}")
    }
    json.raw("}")
  }
}

extension JSONWriter {
  fileprivate mutating func member(_ key: StaticString, _ value: String?) {
    guard let value else { return }
    raw(key)
    string(value)
  }
}
