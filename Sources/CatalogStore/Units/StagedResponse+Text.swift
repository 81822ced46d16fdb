import CatalogModel

/// Writes the text of a ``StagedResponse`` field by field, as its coder reads it: every response of a first sync passes
/// here.
extension StagedResponse {
  var text: String {
    var json = JSONWriter()
    switch self {
    case .skus(let skus):
      json.raw(#"{"skus":{"_0":["#)
      json.separated(skus) { json, sku in
        json.raw(#"{"id":"#)
        json.string(sku.id.rawValue)
        json.raw(#","content":"#)
        json.add(sku.content)
        json.raw("}")
      }
    case .availabilities(let availabilities):
      json.raw(#"{"availabilities":{"_0":["#)
      json.separated(availabilities) { json, availability in json.add(availability) }
    }
    json.raw("]}}")
    return json.text
  }
}

extension JSONWriter {
  fileprivate mutating func member(_ name: StaticString, _ value: String?) {
    guard let value else { return }
    raw(name)
    string(value)
  }

  fileprivate mutating func member(_ name: StaticString, _ values: [String]) {
    raw(name)
    raw("[")
    separated(values) { json, value in json.string(value) }
    raw("]")
  }

  fileprivate mutating func add(_ content: SKUContent) {
    member(#"{"title":"#, content.title)
    member(#","description":"#, content.description)
    raw(#","minimumQuantity":"#)
    integer(content.minimumQuantity)
    raw(#","maximumQuantity":"#)
    integer(content.maximumQuantity)
    raw(content.isTrial ? #","isTrial":true"# : #","isTrial":false"#)
    member(#","purchasePrerequisites":"#, content.purchasePrerequisites)
    member(#","inventoryVariables":"#, content.inventoryVariables)
    member(#","provisioningVariables":"#, content.provisioningVariables)
    member(#","billingCycles":"#, content.billingCycles)
    member(#","attributes":"#, content.attributes)
    member(#","attestation":"#, content.attestation)
    raw("}")
  }

  fileprivate mutating func add(_ content: AvailabilityContent) {
    member(#"{"id":"#, content.id.rawValue)
    member(#","catalogItemID":"#, content.catalogItemID.rawValue)
    member(#","segment":"#, content.segment.rawValue)
    member(#","offer":{"currency":"#, content.offer.currency)
    member(#","currencySymbol":"#, content.offer.currencySymbol)
    if let isPurchasable = content.offer.isPurchasable {
      raw(isPurchasable ? #","isPurchasable":true"# : #","isPurchasable":false"#)
    }
    raw(content.offer.isRenewable ? #","isRenewable":true"# : #","isRenewable":false"#)
    raw(#","terms":"#)
    terms(content.offer.terms)
    member(#","details":"#, content.offer.details)
    raw("}}")
  }
}
