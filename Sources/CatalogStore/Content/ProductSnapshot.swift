public import CatalogModel

/// One product in one market scope as the service shows it.
public struct ProductSnapshot: Sendable, Hashable {
  /// The fields of the product itself.
  public var product: ProductContent
  /// Every SKU of the product's list, also those without an availability.
  public var skus: [SKUID: SKUOffering]

  /// A snapshot; a product may have no SKUs.
  public init(product: ProductContent, skus: [SKUID: SKUOffering]) {
    self.product = product
    self.skus = skus
  }
}

/// A SKU and how it is sold.
public struct SKUOffering: Sendable, Hashable {
  /// The fields of the SKU itself.
  public var content: SKUContent
  /// In the order received, without duplicates.
  public var availabilities: [AvailabilityContent]

  /// A SKU; it may have no availabilities.
  public init(content: SKUContent, availabilities: [AvailabilityContent]) {
    self.content = content
    self.availabilities = availabilities
  }
}

/// The meaningful fields of a product, texts exactly as received.
public struct ProductContent: Sendable, Hashable {
  /// The title.
  public var title: String
  /// The description; empty where the service gives none.
  public var description: String
  /// The id of the product type, such as `OnlineServicesNCE`; `nil` where the service gives none.
  public var type: String?
  /// The id of the sub-type; `nil` where the service gives none.
  public var subtype: String?
  /// Whether Microsoft publishes the product; `nil` where the service does not say.
  public var isMicrosoft: Bool?
  /// The publisher's name; `nil` where the service gives none.
  public var publisher: String?

  /// Fields of a product; those left out are absent.
  public init(
    title: String, description: String = "", type: String? = nil, subtype: String? = nil, isMicrosoft: Bool? = nil,
    publisher: String? = nil
  ) {
    self.title = title
    self.description = description
    self.type = type
    self.subtype = subtype
    self.isMicrosoft = isMicrosoft
    self.publisher = publisher
  }
}

/// The meaningful fields of a SKU, texts exactly as received.
public struct SKUContent: Sendable, Hashable, Codable {
  /// The title.
  public var title: String
  /// The description; empty where the service gives none.
  public var description: String
  /// The smallest quantity of an order.
  public var minimumQuantity: Int
  /// The largest quantity of an order; 999999999 means no limit.
  public var maximumQuantity: Int
  /// Whether the SKU is a trial.
  public var isTrial: Bool
  /// The prerequisites of an order, such as `InventoryCheck`; empty for none.
  public var purchasePrerequisites: [String]
  /// The variables of an inventory check, such as `ArmRegionName`; empty for none.
  public var inventoryVariables: [String]
  /// The variables of a provisioning context, such as `Scope`; empty for none.
  public var provisioningVariables: [String]
  /// The supported billing cycles, such as `monthly`; empty where the service names none.
  public var billingCycles: [String]
  /// A JSON object with its keys sorted; `{}` for none.
  public var attributes: String
  /// The kind of attestation that a cart line must accept; `nil` for none.
  public var attestation: String?

  /// Fields of a SKU; by default it has no limits and no prerequisites.
  public init(
    title: String, description: String = "", minimumQuantity: Int = 1, maximumQuantity: Int = 999_999_999,
    isTrial: Bool = false, purchasePrerequisites: [String] = [], inventoryVariables: [String] = [],
    provisioningVariables: [String] = [], billingCycles: [String] = [], attributes: String = "{}",
    attestation: String? = nil
  ) {
    self.title = title
    self.description = description
    self.minimumQuantity = minimumQuantity
    self.maximumQuantity = maximumQuantity
    self.isTrial = isTrial
    self.purchasePrerequisites = purchasePrerequisites
    self.inventoryVariables = inventoryVariables
    self.provisioningVariables = provisioningVariables
    self.billingCycles = billingCycles
    self.attributes = attributes
    self.attestation = attestation
  }

  /// Whether an order must be preceded by an inventory check.
  public var requiresInventoryCheck: Bool { purchasePrerequisites.contains { $0.lowercased() == "inventorycheck" } }
}

/// One availability: its ids and its offer.
public struct AvailabilityContent: Sendable, Hashable, Codable {
  /// The id within the SKU.
  public var id: AvailabilityID
  /// The id of an order line.
  public var catalogItemID: CatalogItemID
  /// The segment of customers that can buy it.
  public var segment: Segment
  /// Currency, terms and flags.
  public var offer: OfferContent

  /// An availability; the ids are not checked against each other.
  public init(id: AvailabilityID, catalogItemID: CatalogItemID, segment: Segment, offer: OfferContent) {
    self.id = id
    self.catalogItemID = catalogItemID
    self.segment = segment
    self.offer = offer
  }

  /// The parts that stay when the service reissues the ids.
  var identity: Identity {
    Identity(
      segment: segment, currency: offer.currency,
      terms: offer.terms.map { "\($0.duration)/\($0.billingCycle?.lowercased() ?? "")" }.sorted())
  }

  struct Identity: Hashable {
    var segment: Segment
    var currency: String
    var terms: [String]
  }
}

/// Currency, terms and flags of an availability.
public struct OfferContent: Sendable, Hashable, Codable {
  /// ISO 4217.
  public var currency: String
  /// The symbol, such as `€`; `nil` where the service gives none.
  public var currencySymbol: String?
  /// `nil` where the service does not say.
  public var isPurchasable: Bool?
  /// Whether a subscription can be renewed; false where the service does not say.
  public var isRenewable: Bool
  /// The terms in the order of the service; empty for perpetual software.
  public var terms: [Term]
  /// Renewal instructions and included quantities as a JSON object with sorted keys; `nil` for none.
  public var details: String?

  /// An offer; without terms it is perpetual.
  public init(
    currency: String, currencySymbol: String? = nil, isPurchasable: Bool?, isRenewable: Bool = false,
    terms: [Term] = [],
    details: String? = nil
  ) {
    self.currency = currency
    self.currencySymbol = currencySymbol
    self.isPurchasable = isPurchasable
    self.isRenewable = isRenewable
    self.terms = terms
    self.details = details
  }
}

extension OfferContent {
  /// The same, with what an earlier version did not keep of it taken over from a later reading of it: ids, refund
  /// windows and renewal options of terms, and that the service does not say whether it can be bought.
  func filled(from new: OfferContent) -> OfferContent {
    var filled = self
    for index in filled.terms.indices where filled.terms[index].details.isEmpty && new.terms.indices.contains(index) {
      let other = new.terms[index]
      if filled.terms[index].duration == other.duration, filled.terms[index].billingCycle == other.billingCycle {
        filled.terms[index].details = other.details
      }
    }
    if new.isPurchasable == nil, isPurchasable == false { filled.isPurchasable = nil }
    return filled
  }
}
