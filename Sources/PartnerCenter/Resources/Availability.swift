public import CatalogModel

/// A configuration in which a SKU is sold: market, currency, segment, terms.
///
/// Answers may embed whole copies of the product and the SKU: they are passed over; ``DetailedAvailability`` reads them too.
/// Source: Partner Center REST reference, "Products resources", table Availability.
public struct Availability: WireResource, Hashable {
  /// Unique only inside its SKU, and reissued regularly.
  public var id: AvailabilityID
  /// Absent in some answers: then product and SKU are the ones asked for.
  public var productID: ProductID?
  public var skuID: SKUID?
  /// What an order names. `nil` where the answer leaves it out.
  public var catalogItemID: CatalogItemID?
  public var currency: Currency?
  public var segment: Segment?
  public var country: Market?
  /// `nil` where the service does not say: neither sold nor not sold.
  public var isPurchasable: Bool?
  public var isRenewable: Bool
  /// Empty for perpetual software.
  public var terms: [Term]
  public var renewalInstructions: JSONValue?
  public var includedQuantityOptions: JSONValue?

  public init(_ object: WireObject) throws {
    let item = object.identifier("catalogItemId").map { CatalogItemID($0) }
    id = AvailabilityID(try object.identifier("id") ?? Self.lastPart(of: item) ?? object.required("id"))
    catalogItemID = item
    productID = object.identifier("productId").map { ProductID($0) }
    skuID = object.identifier("skuId").map { SKUID($0) }
    currency =
      object.nested("defaultCurrency") ?? object.string("defaultCurrency").map { Currency(code: $0, symbol: nil) }
    segment = object.string("segment").map { Segment($0) }
    country = object.string("country").map { Market($0) }
    isPurchasable = object.bool("isPurchasable")
    isRenewable = object.bool("isRenewable") ?? false
    terms = object.list("terms", of: WireTerm.self).map(\.term)
    renewalInstructions = object.value("renewalInstructions")
    includedQuantityOptions = object.value("includedQuantityOptions")
  }

  private static func lastPart(of item: CatalogItemID?) -> String? {
    guard let item, case .availability(_, let id)? = ItemReference(parsing: item.rawValue),
      Identifier.isGood(id.rawValue)
    else { return nil }
    return id.rawValue
  }
}

/// An availability with the copies of its product and its SKU that some answers embed.
public struct DetailedAvailability: WireResource, Hashable {
  public var availability: Availability
  public var product: Product?
  public var sku: SKU?

  public init(_ object: WireObject) throws {
    availability = try Availability(object)
    product = object.nested("product")
    sku = object.nested("sku")
  }
}

/// A currency as the catalog names it.
public struct Currency: WireResource, Hashable {
  /// ISO 4217.
  public var code: String
  public var symbol: String?

  public init(code: String, symbol: String?) {
    self.code = code
    self.symbol = symbol
  }

  public init(_ object: WireObject) throws {
    code = try object.required("code")
    symbol = object.string("symbol")
  }
}

/// A term as it comes over the wire.
private struct WireTerm: WireResource {
  var term: Term

  init(_ object: WireObject) throws {
    term = Term(
      duration: object.string("duration") ?? "", billingCycle: object.string("billingCycle"),
      description: object.string("description") ?? "", id: object.identifier("id"),
      cancellationPolicies: object.value("cancellationPolicies")?.fragment,
      renewalOptions: object.value("renewalOptions")?.fragment,
      renewalInstructions: object.value("renewalInstructions")?.fragment)
  }
}
