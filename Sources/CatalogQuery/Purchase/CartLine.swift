public import CatalogModel

/// One line of a cart, in the spelling of Partner Center's carts.
///
/// Source: Partner Center REST reference, "Cart resources", table CartLineItem; "Create a cart".
public struct CartLine: Sendable, Hashable, Codable {
  /// The number of the line within its cart, from 0.
  public var id: Int
  /// The item to order.
  public var catalogItemID: CatalogItemID
  /// Licences or instances, 1 or more.
  public var quantity: Int
  /// `monthly`, `annual`, `one_time`, …; left out where the catalog gives none.
  public var billingCycle: String?
  /// `P1Y`; left out without a term: Azure plan and perpetual software.
  public var termDuration: String?
  /// The SKU's provisioning variables; `nil` as a value is still to be filled. Left out where there are none.
  public var provisioningContext: [String: String?]
  /// Set where the SKU enforces an attestation: false until a person accepts it.
  public var attestationAccepted: Bool?

  enum CodingKeys: String, CodingKey {
    case id
    case catalogItemID = "catalogItemId"
    case quantity, billingCycle, termDuration, provisioningContext, attestationAccepted
  }

  /// Reads the JSON of ``encode(to:)``; keys that it does not know are no error.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(Int.self, forKey: .id)
    catalogItemID = try container.decode(CatalogItemID.self, forKey: .catalogItemID)
    quantity = try container.decode(Int.self, forKey: .quantity)
    billingCycle = try container.decodeIfPresent(String.self, forKey: .billingCycle)
    termDuration = try container.decodeIfPresent(String.self, forKey: .termDuration)
    provisioningContext =
      try container.decodeIfPresent([String: String?].self, forKey: .provisioningContext) ?? [:]
    attestationAccepted = try container.decodeIfPresent(Bool.self, forKey: .attestationAccepted)
  }

  /// Writes the line; fields to fill in are null.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(catalogItemID, forKey: .catalogItemID)
    try container.encode(quantity, forKey: .quantity)
    try container.encodeIfPresent(billingCycle, forKey: .billingCycle)
    try container.encodeIfPresent(termDuration, forKey: .termDuration)
    if !provisioningContext.isEmpty {
      var context = container.nestedContainer(keyedBy: Variable.self, forKey: .provisioningContext)
      for (name, value) in provisioningContext.sorted(by: { $0.key < $1.key }) {
        try context.encode(value, forKey: Variable(stringValue: name))
      }
    }
    try container.encodeIfPresent(attestationAccepted, forKey: .attestationAccepted)
  }

  private struct Variable: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// The fields that must be filled in before the line can be put into a cart; empty when it is complete.
  public var missingFields: [String] {
    provisioningContext.filter { $0.value == nil }.map(\.key).sorted()
      + (attestationAccepted == false ? ["attestationAccepted"] : [])
  }
}

extension CartLine {
  /// Makes the first line of a cart.
  ///
  /// `term` is the duration to write, `nil` for none; `variables` are the SKU's provisioning variables.
  init(
    item: CatalogItemID, quantity: Int, plan: PurchasePlan, term: String?, variables: [String], attestation: String?
  ) {
    id = 0
    catalogItemID = item
    self.quantity = quantity
    billingCycle = plan.billingCycle
    termDuration = term
    attestationAccepted = attestation == nil ? nil : false
    var context: [String: String?] = [:]
    for variable in variables {
      let name = variable.prefix(1).lowercased() + variable.dropFirst()
      context[name] = .some(name == "duration" ? plan.term.flatMap(Self.duration) : nil)
    }
    provisioningContext = context
  }

  /// `P1Y` → `1Year`, `P3Y` → `3Year`: the spelling of the provisioning variable `Duration`.
  ///
  /// Source: Partner Center REST reference, "Products resources", table Sku, `provisioningVariables`.
  private static func duration(_ term: String) -> String? {
    let term = term.uppercased()
    guard term.hasPrefix("P"), term.hasSuffix("Y"), let years = Int(term.dropFirst().dropLast()) else { return nil }
    return "\(years)Year"
  }
}
