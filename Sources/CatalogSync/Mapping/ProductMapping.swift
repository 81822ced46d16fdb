package import CatalogModel
package import CatalogStore
import Foundation
package import PartnerCenter

extension ProductContent {
  /// What the store keeps of a product as the wire brings it.
  package init(_ product: Product) {
    self.init(
      title: product.title, description: product.description, type: product.type?.id, subtype: product.type?.subType,
      isMicrosoft: product.isMicrosoftProduct, publisher: product.publisherName)
  }
}

extension SKUContent {
  /// What the store keeps of a SKU as the wire brings it.
  package init(_ sku: SKU) {
    self.init(
      title: sku.title, description: sku.description, minimumQuantity: sku.minimumQuantity,
      maximumQuantity: sku.maximumQuantity, isTrial: sku.isTrial, purchasePrerequisites: sku.purchasePrerequisites,
      inventoryVariables: sku.inventoryVariables, provisioningVariables: sku.provisioningVariables,
      billingCycles: sku.supportedBillingCycles, attributes: sku.dynamicAttributes.map(CanonicalJSON.text) ?? "{}",
      attestation: sku.enforcedAttestation)
  }
}

extension AvailabilityContent {
  /// What the store keeps of an availability as the wire brings it.
  ///
  /// - Parameters:
  ///   - sku: the SKU it was asked for.
  ///   - asked: the segment it was asked with: what an availability without a segment belongs to.
  package init(_ availability: Availability, of sku: SKUReference, asked: Segment?) {
    var details: [String: JSONValue] = [:]
    if let value = availability.renewalInstructions, value != .array([]) { details["renewalInstructions"] = value }
    if let value = availability.includedQuantityOptions, value != .array([]) {
      details["includedQuantityOptions"] = value
    }
    self.init(
      id: availability.id,
      catalogItemID: availability.catalogItemID ?? CatalogItemID("\(sku):\(availability.id)"),
      segment: availability.segment ?? asked ?? .commercial,
      offer: OfferContent(
        currency: availability.currency?.code ?? "", currencySymbol: availability.currency?.symbol,
        isPurchasable: availability.isPurchasable, isRenewable: availability.isRenewable, terms: availability.terms,
        details: details.isEmpty ? nil : CanonicalJSON.text(.object(details))))
  }
}

/// JSON objects of one spelling; what is none stands in one.
enum CanonicalJSON {
  static func text(_ value: JSONValue) -> String {
    guard case .object = value else { return text(.object(["value": value])) }
    return value.canonicalText
  }
}
