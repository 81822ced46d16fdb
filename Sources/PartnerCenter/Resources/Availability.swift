public import CatalogModel

/// A configuration in which a SKU is sold: market, currency, segment, terms.
///
/// Source: Partner Center REST reference, "Products resources", table Availability.
public struct Availability: Decodable, Sendable, Hashable {
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
  /// False where the service says nothing: what is unknown is not offered.
  public var isPurchasable: Bool
  public var isRenewable: Bool
  /// Empty for perpetual software.
  public var terms: [Term]
  public var renewalInstructions: JSONValue?
  public var includedQuantityOptions: JSONValue?
  /// The product and the SKU, where the answer embeds whole copies of them.
  public var product: Product?
  public var sku: SKU?

  public init(from decoder: any Decoder) throws {
    let object = try TolerantContainer(decoder)
    let item = object.string("catalogItemId").map { CatalogItemID($0) }
    id = AvailabilityID(try object.string("id") ?? Self.lastPart(of: item) ?? object.required("id"))
    catalogItemID = item
    productID = object.string("productId").map { ProductID($0) }
    skuID = object.string("skuId").map { SKUID($0) }
    currency =
      object.nested("defaultCurrency") ?? object.string("defaultCurrency").map { Currency(code: $0, symbol: nil) }
    segment = object.string("segment").map { Segment($0) }
    country = object.string("country").map { Market($0) }
    isPurchasable = object.bool("isPurchasable") ?? false
    isRenewable = object.bool("isRenewable") ?? false
    terms = object.list("terms", of: WireTerm.self).map(\.term)
    renewalInstructions = object.value("renewalInstructions")
    includedQuantityOptions = object.value("includedQuantityOptions")
    product = object.nested("product")
    sku = object.nested("sku")
  }

  private static func lastPart(of item: CatalogItemID?) -> String? {
    guard let item, case .availability(_, let id)? = ItemReference(parsing: item.rawValue) else { return nil }
    return id.rawValue
  }
}

/// A currency as the catalog names it.
public struct Currency: Decodable, Sendable, Hashable {
  /// ISO 4217.
  public var code: String
  public var symbol: String?

  public init(code: String, symbol: String?) {
    self.code = code
    self.symbol = symbol
  }

  public init(from decoder: any Decoder) throws {
    let object = try TolerantContainer(decoder)
    code = try object.required("code")
    symbol = object.string("symbol")
  }
}

/// A term as it comes over the wire.
private struct WireTerm: Decodable {
  var term: Term

  init(from decoder: any Decoder) throws {
    let object = try TolerantContainer(decoder)
    term = Term(
      duration: object.string("duration") ?? "", billingCycle: object.string("billingCycle"),
      description: object.string("description") ?? "")
  }
}
