package import CatalogModel
package import CatalogStore
import Foundation
package import PartnerCenter

extension ProductContent {
  /// The stored fields of a product as received.
  package init(_ product: Product) {
    self.init(
      title: product.title, description: product.description, type: product.type?.id, subtype: product.type?.subType,
      isMicrosoft: product.isMicrosoftProduct, publisher: product.publisherName)
  }
}

extension SKUContent {
  /// The stored fields of a SKU as received.
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
  /// The stored fields of an availability as received.
  ///
  /// - Parameters:
  ///   - availability: the availability as received.
  ///   - sku: the SKU whose list shows it.
  ///   - asked: the segment of the request, for an availability without a segment; `nil` means commercial.
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

/// JSON objects with sorted keys and one spelling, so that equal values are equal texts.
enum CanonicalJSON {
  /// The canonical text of a value; one that is not an object becomes the member `value` of an object.
  static func text(_ value: JSONValue) -> String {
    guard case .object = value else { return text(.object(["value": value])) }
    return value.canonicalText
  }
}
