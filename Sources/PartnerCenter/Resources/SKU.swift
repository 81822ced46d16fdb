public import CatalogModel

/// A purchasable variant of a product.
///
/// Source: Partner Center REST reference, "Products resources", table Sku.
public struct SKU: WireResource, Hashable {
  /// Unique only inside its product.
  public var id: SKUID
  /// Absent in some responses: it is then the product of the request.
  public var productID: ProductID?
  /// In the locale of the request; empty where the service gives none.
  public var title: String
  /// In the same locale, often long; empty where the response omits it.
  public var description: String
  /// 1 where the response omits it.
  public var minimumQuantity: Int
  /// 999999999 for no limit, and where the response omits it.
  public var maximumQuantity: Int
  /// False where the response omits it.
  public var isTrial: Bool
  /// The address of the terms of use, as received; `nil` where the response omits it.
  public var termsOfUseURI: String?
  /// `monthly`, `annual`, `one_time`, …, as received.
  public var supportedBillingCycles: [String]
  /// `InventoryCheck`, `AzureSubscriptionRegistration`, `MicrosoftCustomerAgreement`, …: an open set.
  public var purchasePrerequisites: [String]
  /// The variables of an inventory check of this SKU: `CustomerId`, `AzureSubscriptionId`, `ArmRegionName`.
  public var inventoryVariables: [String]
  /// The variables of a cart line for this SKU: `Scope`, `SubscriptionId`, `Duration`.
  public var provisioningVariables: [String]
  /// `Refund`, …: an open set; empty where the response omits it.
  public var actions: [String]
  /// Any JSON; keys change without notice.
  public var dynamicAttributes: JSONValue?
  /// The attestation that a cart line must accept, such as `Windows365`; `nil` where none is enforced.
  public var enforcedAttestation: String?
  /// `overage` and others; `nil` where the response omits it.
  public var consumptionType: String?

  /// "No limit", as the service writes it.
  public static let unlimitedQuantity = 999_999_999

  /// Creates a SKU without prerequisites and variables, such as one that a test compares with. Nothing is checked.
  public init(
    id: SKUID, productID: ProductID? = nil, title: String, description: String = "", minimumQuantity: Int = 1,
    maximumQuantity: Int = SKU.unlimitedQuantity, isTrial: Bool = false
  ) {
    self.id = id
    self.productID = productID
    self.title = title
    self.description = description
    self.minimumQuantity = minimumQuantity
    self.maximumQuantity = maximumQuantity
    self.isTrial = isTrial
    supportedBillingCycles = []
    purchasePrerequisites = []
    inventoryVariables = []
    provisioningVariables = []
    actions = []
  }

  /// Reads a SKU.
  ///
  /// - Throws: where `id` is missing. Every other member may be absent.
  public init(_ object: WireObject) throws {
    id = SKUID(try object.required("id"))
    productID = object.identifier("productId").map { ProductID($0) }
    title = object.string("title") ?? ""
    description = object.string("description") ?? ""
    minimumQuantity = object.int("minimumQuantity") ?? 1
    maximumQuantity = object.int("maximumQuantity") ?? Self.unlimitedQuantity
    isTrial = object.bool("isTrial") ?? false
    termsOfUseURI = object.string("termsOfUseUri")
    supportedBillingCycles = object.strings("supportedBillingCycles")
    purchasePrerequisites = object.strings("purchasePrerequisites")
    inventoryVariables = object.strings("inventoryVariables")
    provisioningVariables = object.strings("provisioningVariables")
    actions = object.strings("actions")
    dynamicAttributes = object.value("dynamicAttributes")
    let attestation = object.value("attestationProperties")
    enforcedAttestation =
      attestation?["enforceAttestation"]?.text?.lowercased() == "true"
      ? attestation?["attestationType"]?.text ?? "" : nil
    consumptionType = object.string("consumptionType")
  }
}
