/// The items that a customer can buy, best match first. Encodes as `can-buy` of the JSON contract.
public struct PurchaseAnswer: Sendable, Hashable, Codable {
  /// The customer of the question.
  public var customer: CustomerRecord
  /// The number of items on all pages; ``items`` is one page.
  public var total: Int
  /// One page of the items, best match first; empty where nothing matches.
  public var items: [PurchasableItem]
  /// The state of the customer's market; `nil` where no sync asked for it: then an empty answer means nothing.
  public var marketReading: MarketReading?
  /// The CatalogItemId that replaced the requested one; `nil` where there are items, or no replacement.
  public var suggestion: String?
  /// The number of items for each value of each facet, over all pages, with the keys of ``SearchResult/facets``; empty
  /// unless ``PurchaseOptions/countsFacets`` is set.
  public var facets: [String: [String: Int]] = [:]
  /// Whether the items are partial matches, because no item of the answer has every word: never order one unseen.
  public var isPartial = false
  /// The position of the next page, for ``Page/after``; `nil` on the last page.
  public var next: String?
  /// How many items have no usable price and are left out by a filter or an order of prices; `nil` without one.
  public var withoutPrice: Int?

  enum CodingKeys: String, CodingKey {
    case customer, total, items, marketReading, suggestion, facets, isPartial, next, withoutPrice
  }

  /// Writes every key, null where there is nothing; `withoutPrice` only where it is counted.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(customer, forKey: .customer)
    try container.encode(total, forKey: .total)
    try container.encode(items, forKey: .items)
    try container.encode(marketReading, forKey: .marketReading)
    try container.encode(suggestion, forKey: .suggestion)
    try container.encode(facets, forKey: .facets)
    try container.encode(isPartial, forKey: .isPartial)
    try container.encode(next, forKey: .next)
    try container.encodeIfPresent(withoutPrice, forKey: .withoutPrice)
  }
}

/// A catalog item with its verdict for a customer. Encodes as ITEM and VERDICT in one object.
@dynamicMemberLookup
public struct PurchasableItem: Sendable, Hashable, Codable {
  /// The catalog item.
  public var item: CatalogItem
  /// The verdict for the customer of the answer.
  public var verdict: Verdict
  /// Why the item is blocked; empty where it is not.
  public var reasons: [VerdictReason]
  /// The steps before an order; empty for none.
  public var steps: [PurchaseStep]
  /// What the customer holds of the SKU already; empty for nothing, and where it is not known.
  public var held: [HeldItem] = []
  /// The words that it lacks; empty unless the match is partial.
  public var missing: [String] = []
  /// The words that only its description has; such items come after those that have them in names.
  public var describedOnly: [String] = []
  /// The old name that was asked for, where the item has the name of today.
  public var oldName: String?
  /// The id at Microsoft Graph that was asked for, where the item has the title of that licence: `SPE_E5`.
  public var licenceID: String?

  init(item: CatalogItem, verdict: Verdict, reasons: [VerdictReason], steps: [PurchaseStep]) {
    self.item = item
    self.verdict = verdict
    self.reasons = reasons
    self.steps = steps
  }

  /// The item's own properties.
  public subscript<Value>(dynamicMember property: KeyPath<CatalogItem, Value>) -> Value { item[keyPath: property] }

  /// Adds the step `customerCatalog`: the customer's own catalog did not show the item when it was verified.
  ///
  /// - Parameters:
  ///   - customer: the customer of that catalog.
  ///   - refusal: the error response of that catalog, in plain English; `nil` where it was shown without the item.
  /// - Returns: the item, no longer `purchasable`; other verdicts stay.
  public func notShown(to customer: CustomerRecord, because refusal: String? = nil) -> PurchasableItem {
    var facts = PurchaseFacts(
      customer: customer.name, customerMarket: item.market, itemMarket: item.market, segment: .commercial)
    facts.customerCatalog = refusal == nil ? .unmet : .unknown
    facts.customerCatalogRefusal = refusal
    var hidden = self
    hidden.steps += Verdict.judge(facts).steps
    if hidden.verdict == .purchasable { hidden.verdict = .stepsRequired }
    return hidden
  }

  enum CodingKeys: String, CodingKey {
    case verdict, reasons, steps, held, missing, describedOnly
    case oldName = "formerly"
    case licenceID = "licenceId"
  }

  /// Reads the JSON of ``encode(to:)``; keys that it does not know are no error.
  public init(from decoder: any Decoder) throws {
    item = try CatalogItem(from: decoder)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    verdict = try container.decode(Verdict.self, forKey: .verdict)
    reasons = try container.decode([VerdictReason].self, forKey: .reasons)
    steps = try container.decode([PurchaseStep].self, forKey: .steps)
    held = try container.decodeIfPresent([HeldItem].self, forKey: .held) ?? []
    missing = try container.decodeIfPresent([String].self, forKey: .missing) ?? []
    describedOnly = try container.decodeIfPresent([String].self, forKey: .describedOnly) ?? []
    oldName = try container.decodeIfPresent(String.self, forKey: .oldName)
    licenceID = try container.decodeIfPresent(String.self, forKey: .licenceID)
  }

  /// Writes the keys of the item and those of the verdict side by side; `held` and the keys behind it only where
  /// there is anything to say.
  public func encode(to encoder: any Encoder) throws {
    try item.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(verdict, forKey: .verdict)
    try container.encode(reasons, forKey: .reasons)
    try container.encode(steps, forKey: .steps)
    if !held.isEmpty { try container.encode(held, forKey: .held) }
    if !missing.isEmpty { try container.encode(missing, forKey: .missing) }
    if !describedOnly.isEmpty { try container.encode(describedOnly, forKey: .describedOnly) }
    try container.encodeIfPresent(oldName, forKey: .oldName)
    try container.encodeIfPresent(licenceID, forKey: .licenceID)
  }
}
