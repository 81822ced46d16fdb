public import CatalogModel

/// A hit: an item with the findings of the search. It has the properties of the item.
@dynamicMemberLookup
public struct SearchHit: Sendable, Hashable, Codable {
  /// The item that matches; of several of its SKU, the first in the order of the answer.
  public var item: CatalogItem
  /// The words that it lacks; empty unless the match is partial.
  public var missing: [String]
  /// The words that only its description has; such hits come after those that have them in names.
  public var describedOnly: [String] = []
  /// The old name that was asked for, where the hit has the name of today: `Azure Active Directory Premium P1`. Whether
  /// another product has the old name today is for the other hits to say.
  public var oldName: String?
  /// The id at Microsoft Graph that was asked for, where the hit has the title of that licence: `SPE_E5`. That a SKU of this
  /// title provisions it is likely, not certain.
  public var licenceID: String?
  /// How many SKUs of the product match; `nil` where hits are not grouped by product.
  public var matchingSKUs: Int?
  /// The reasons of its rank; `nil` unless ``SearchOptions/explains`` is set.
  public var explanation: SearchExplanation?
  /// The folded terms to highlight.
  var terms: Set<String> = []
  /// The highlights of a hit that was read from JSON, which holds no terms.
  private var received: Highlights?

  init(
    item: CatalogItem, missing: [String] = [], matchingSKUs: Int? = nil, explanation: SearchExplanation? = nil,
    terms: Set<String> = []
  ) {
    self.item = item
    self.missing = missing
    self.matchingSKUs = matchingSKUs
    self.explanation = explanation
    self.terms = terms
  }

  /// The titles as HTML, with matches between `<mark>` and `</mark>` and everything else escaped. Computed on access.
  public var highlights: Highlights {
    received
      ?? Highlights(
        productTitle: Highlighting.marked(item.productTitle, terms), skuTitle: Highlighting.marked(item.skuTitle, terms)
      )
  }

  /// Splits a text of the item into matches and the parts between, as in ``highlights``; a hit that was read from JSON
  /// has no terms, and so one part.
  public func marks(in text: String) -> [(text: String, isFound: Bool)] { Highlighting.parts(text, terms) }

  /// The highlighted titles of a hit.
  public struct Highlights: Sendable, Hashable, Codable {
    /// The product title as HTML.
    public var productTitle: String
    /// The SKU title as HTML.
    public var skuTitle: String
  }

  /// A property of the item.
  public subscript<Value>(dynamicMember property: KeyPath<CatalogItem, Value>) -> Value { item[keyPath: property] }

  enum CodingKeys: String, CodingKey {
    case highlights, missing, describedOnly, oldName = "formerly", licenceID = "licenceId", matchingSKUs =
      "matchingSkus", explanation
  }

  /// Reads the JSON of ``encode(to:)``; keys that it does not know are no error.
  public init(from decoder: any Decoder) throws {
    item = try CatalogItem(from: decoder)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    received = try container.decode(Highlights.self, forKey: .highlights)
    missing = try container.decodeIfPresent([String].self, forKey: .missing) ?? []
    describedOnly = try container.decodeIfPresent([String].self, forKey: .describedOnly) ?? []
    oldName = try container.decodeIfPresent(String.self, forKey: .oldName)
    licenceID = try container.decodeIfPresent(String.self, forKey: .licenceID)
    matchingSKUs = try container.decodeIfPresent(Int.self, forKey: .matchingSKUs)
    explanation = try container.decodeIfPresent(SearchExplanation.self, forKey: .explanation)
  }

  /// Writes the item's keys, then `highlights`, and the others where there is anything to say.
  public func encode(to encoder: any Encoder) throws {
    try item.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(highlights, forKey: .highlights)
    if !missing.isEmpty { try container.encode(missing, forKey: .missing) }
    if !describedOnly.isEmpty { try container.encode(describedOnly, forKey: .describedOnly) }
    try container.encodeIfPresent(oldName, forKey: .oldName)
    try container.encodeIfPresent(licenceID, forKey: .licenceID)
    try container.encodeIfPresent(matchingSKUs, forKey: .matchingSKUs)
    try container.encodeIfPresent(explanation, forKey: .explanation)
  }
}

/// The reasons of a hit's rank: its tiers, strongest first, and the result for each word.
public struct SearchExplanation: Sendable, Hashable, Codable {
  /// The result for one concept of the query.
  public struct Word: Sendable, Hashable, Codable {
    /// The concept as typed, folded.
    public var asked: String
    /// The terms that were found for it; `*` follows the beginning of a word. `nil` for none.
    public var found: String?
    /// `word`, `beginning`, `code`, `synonym`, `renamed`, `region`, `measure`, `plural`, `typo`, or `term` where the availability
    /// says it.
    public var kind: String?
    /// Where: `title`, `product`, `codes`, `publisher`, `description`.
    public var fields: [String]
    /// The part of ``SearchExplanation/relevance`` that the concept gives, 0 or more; 0 where it was not found.
    public var score: Float
  }

  /// `exactId`, `exactTitle`, `exactProductTitle`, `allWords`, `noTypo`, `inNames`, `purchasable`, `exactCode`, `microsoft`.
  public var tiers: [String]
  /// One entry for each concept of the query, in its order.
  public var words: [Word]
  /// The sort key of hits; equal ones are ordered by product and SKU id.
  public var relevance: Float
}

/// The matches, best first. Encodes as `search` of the JSON contract.
public struct SearchResult: Sendable, Hashable, Codable {
  /// The text of the query.
  public var query: String
  /// The market of the query; `nil` for none or several.
  public var market: Market?
  /// The number of hits on all pages.
  public var total: Int
  /// One page of the hits, best first; empty where nothing matches.
  public var items: [SearchHit]
  /// The number of hits for each value of `productType`, `productSubType`, `publisher`, `market`, `segment`,
  /// `currency`, `term`, `billingCycle`, `reservationScope`, `trial` and `prerequisite`. A hit counts for every
  /// segment, term and so on of its items, so that a number is the result of filtering by its value. Hits grouped by
  /// product count before grouping.
  public var facets: [String: [String: Int]]
  /// Whether the items are partial matches, because no item has every word.
  public var isPartial = false
  /// A corrected query, if a word is unknown; `nil` where there is no better one.
  public var suggestion: String?
  /// The position of the next page, for ``Page/after``; `nil` on the last page. It is a place in the order,
  /// not a number, so that no hit is repeated or skipped when others come or go.
  public var next: String?
  /// How many hits have no usable price and are left out by a filter or an order of prices; `nil` without one.
  public var withoutPrice: Int?

  enum CodingKeys: String, CodingKey {
    case query, market, total, items, facets, isPartial, suggestion, next, withoutPrice
  }

  /// Writes `market`, `suggestion` and `next` as null where there is none; `withoutPrice` only where it is counted.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(query, forKey: .query)
    try container.encode(market, forKey: .market)
    try container.encode(total, forKey: .total)
    try container.encode(items, forKey: .items)
    try container.encode(facets, forKey: .facets)
    try container.encode(isPartial, forKey: .isPartial)
    try container.encode(suggestion, forKey: .suggestion)
    try container.encode(next, forKey: .next)
    try container.encodeIfPresent(withoutPrice, forKey: .withoutPrice)
  }
}
