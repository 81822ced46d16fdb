import CatalogModel
import CatalogSchema

/// A field that differs, under its name on the wire, with both values as text.
struct ChangedField: Hashable {
  var name: String
  var old: String?
  var new: String?
}

/// Collects the fields that differ.
private struct FieldComparison {
  var fields: [ChangedField] = []

  mutating func text(_ name: String, _ old: String?, _ new: String?) {
    if old != new { fields.append(ChangedField(name: name, old: old, new: new)) }
  }
  mutating func number(_ name: String, _ old: Int, _ new: Int) { text(name, String(old), String(new)) }
  mutating func flag(_ name: String, _ old: Bool?, _ new: Bool?) { text(name, old?.description, new?.description) }
  mutating func texts(_ name: String, _ old: [String], _ new: [String]) {
    if old != new { text(name, StoredJSON.text(old), StoredJSON.text(new)) }
  }
}

extension ProductContent {
  func fields(changedIn new: ProductContent) -> [ChangedField] {
    guard self != new else { return [] }
    var comparison = FieldComparison()
    comparison.text("title", title, new.title)
    comparison.text("description", description, new.description)
    comparison.text("productType", type, new.type)
    comparison.text("productSubType", subtype, new.subtype)
    comparison.flag("isMicrosoftProduct", isMicrosoft, new.isMicrosoft)
    comparison.text("publisherName", publisher, new.publisher)
    return comparison.fields
  }
}

extension SKUContent {
  func fields(changedIn new: SKUContent) -> [ChangedField] {
    guard self != new else { return [] }
    var comparison = FieldComparison()
    comparison.text("title", title, new.title)
    comparison.text("description", description, new.description)
    comparison.number("minimumQuantity", minimumQuantity, new.minimumQuantity)
    comparison.number("maximumQuantity", maximumQuantity, new.maximumQuantity)
    comparison.flag("isTrial", isTrial, new.isTrial)
    comparison.texts("purchasePrerequisites", purchasePrerequisites, new.purchasePrerequisites)
    comparison.texts("inventoryVariables", inventoryVariables, new.inventoryVariables)
    comparison.texts("provisioningVariables", provisioningVariables, new.provisioningVariables)
    comparison.texts("supportedBillingCycles", billingCycles, new.billingCycles)
    comparison.text("dynamicAttributes", attributes, new.attributes)
    comparison.text("attestationProperties", attestation, new.attestation)
    return comparison.fields
  }
}

extension AvailabilityContent {
  /// All but the ids.
  func fields(changedIn new: AvailabilityContent) -> [ChangedField] {
    guard segment != new.segment || offer != new.offer else { return [] }
    var comparison = FieldComparison()
    comparison.text("segment", segment.rawValue, new.segment.rawValue)
    comparison.text("defaultCurrency", offer.currency, new.offer.currency)
    comparison.text("currencySymbol", offer.currencySymbol, new.offer.currencySymbol)
    comparison.flag("isPurchasable", offer.isPurchasable, new.offer.isPurchasable)
    comparison.flag("isRenewable", offer.isRenewable, new.offer.isRenewable)
    if offer.terms != new.offer.terms {
      comparison.text("terms", StoredJSON.text(offer.terms), StoredJSON.text(new.offer.terms))
    }
    comparison.text("details", offer.details, new.offer.details)
    return comparison.fields
  }
}
