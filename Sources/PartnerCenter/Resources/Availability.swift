public import CatalogModel

/// An offer of a SKU: market, currency, segment, terms.
///
/// Responses may embed copies of the product and the SKU, which are ignored here; ``DetailedAvailability`` reads them.
/// Source: Partner Center REST reference, "Products resources", table Availability.
public struct Availability: WireResource, Hashable {
  /// Unique only inside its SKU, and reissued regularly.
  public var id: AvailabilityID
  /// Absent in some responses: it is then the product of the request.
  public var productID: ProductID?
  /// Absent in some responses: it is then the SKU of the request.
  public var skuID: SKUID?
  /// The id that an order names; `nil` where the response omits it.
  public var catalogItemID: CatalogItemID?
  /// The currency of the price sheet. Some responses hold an object, others a code; `nil` where the member is absent.
  public var currency: Currency?
  /// The customer segment of the offer, in any case as received; `nil` where the response omits it.
  public var segment: Segment?
  /// The country of the offer; `nil` where the response omits it.
  public var country: Market?
  /// `nil` where the response omits it: unknown.
  public var isPurchasable: Bool?
  /// False where the response omits it.
  public var isRenewable: Bool
  /// Empty for perpetual software.
  public var terms: [Term]
  /// Renewal targets of new-commerce offers, as received; `nil` where absent or null. Source: "Products resources".
  public var renewalInstructions: JSONValue?
  /// Included units with a description, as received; `nil` where absent or null.
  public var includedQuantityOptions: JSONValue?

  /// Reads an availability. An absent `id` is taken from the last part of `catalogItemId`.
  ///
  /// - Throws: where neither member holds an id. Other missing or odd members are not errors.
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

/// An availability with the copies of its product and its SKU that some responses embed.
public struct DetailedAvailability: WireResource, Hashable {
  /// The availability itself.
  public var availability: Availability
  /// The embedded product; `nil` where it is absent, elided to `{}` or unreadable.
  public var product: Product?
  /// The embedded SKU; `nil` where it is absent, elided to `{}` or unreadable.
  public var sku: SKU?

  /// Reads an availability with its embedded copies.
  ///
  /// - Throws: as ``Availability``.
  public init(_ object: WireObject) throws {
    availability = try Availability(object)
    product = object.nested("product")
    sku = object.nested("sku")
  }
}

/// A currency of the catalog.
public struct Currency: WireResource, Hashable {
  /// ISO 4217.
  public var code: String
  /// `$`, `€`; `nil` where the response gives only a code.
  public var symbol: String?

  /// Creates a currency. The code is not checked.
  public init(code: String, symbol: String?) {
    self.code = code
    self.symbol = symbol
  }

  /// Reads `{"code","symbol"}`.
  ///
  /// - Throws: where `code` is missing or empty.
  public init(_ object: WireObject) throws {
    code = try object.required("code")
    symbol = object.string("symbol")
  }
}

/// A term of a response.
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
