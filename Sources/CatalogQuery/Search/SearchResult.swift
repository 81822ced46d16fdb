public import CatalogModel

/// A hit: the item, and what search knows of it. Its properties are the item's.
@dynamicMemberLookup
public struct SearchHit: Sendable, Hashable, Encodable {
  /// The item that matches; of several of its SKU, the first in the order of the answer.
  public var item: CatalogItem
  /// The words that it lacks; empty but for partial matches.
  public var missing: [String]
  /// How many SKUs of the product match; `nil` where hits are not grouped by product.
  public var matchingSKUs: Int?
  /// Why it stands where it does, where that was asked for.
  public var explanation: SearchExplanation?
  /// What is marked: folded terms.
  var terms: Set<String> = []

  /// Titles with what was asked for between `<mark>` and `</mark>`; everything else is escaped, so that they may stand
  /// in HTML as they are. Made when asked for.
  public var highlights: Highlights {
    Highlights(
      productTitle: Highlighting.marked(item.productTitle, terms), skuTitle: Highlighting.marked(item.skuTitle, terms))
  }

  /// A text of the item in parts, those that were asked for and those between, as ``highlights`` marks them.
  public func marks(in text: String) -> [(text: String, isFound: Bool)] { Highlighting.parts(text, terms) }

  /// The titles of a hit with what was asked for marked.
  public struct Highlights: Sendable, Hashable, Encodable {
    /// The product title as HTML.
    public var productTitle: String
    /// The SKU title as HTML.
    public var skuTitle: String
  }

  /// A property of the item.
  public subscript<Value>(dynamicMember property: KeyPath<CatalogItem, Value>) -> Value { item[keyPath: property] }

  enum CodingKeys: String, CodingKey { case highlights, missing, matchingSKUs = "matchingSkus", explanation }

  /// Writes the item's keys, then `highlights`, and the others where there is anything to say.
  public func encode(to encoder: any Encoder) throws {
    try item.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(highlights, forKey: .highlights)
    if !missing.isEmpty { try container.encode(missing, forKey: .missing) }
    try container.encodeIfPresent(matchingSKUs, forKey: .matchingSKUs)
    try container.encodeIfPresent(explanation, forKey: .explanation)
  }
}

/// Why a hit stands where it does: the tiers it reached, strongest first, and what each word gave.
public struct SearchExplanation: Sendable, Hashable, Encodable {
  /// What one concept of the query gave.
  public struct Word: Sendable, Hashable, Encodable {
    /// As typed, folded.
    public var asked: String
    /// The terms that were found for it; `*` ends what is only the beginning of a word. `nil` where none was.
    public var found: String?
    /// `word`, `beginning`, `code`, `synonym`, `region`, `measure`, `plural`, `typo`, or `term` where the availability
    /// says it.
    public var kind: String?
    /// Where: `title`, `product`, `codes`, `publisher`, `description`.
    public var fields: [String]
    /// The part of ``SearchExplanation/relevance`` that the concept gives, 0 or more; 0 where it was not found.
    public var score: Float
  }

  /// `exactId`, `exactTitle`, `exactProductTitle`, `allWords`, `noTypo`, `inNames`, `purchasable`, `microsoft`.
  public var tiers: [String]
  /// One entry for each concept of the query, in its order.
  public var words: [Word]
  /// By what hits are ordered; equal ones by product and SKU id.
  public var relevance: Float
}

/// What matches, best first. Encodes as `search` of the JSON contract.
public struct SearchResult: Sendable, Hashable, Encodable {
  /// The text as asked for.
  public var query: String
  /// The market asked for; `nil` for none or several.
  public var market: Market?
  /// How many hits there are, of which ``items`` is a part.
  public var total: Int
  /// One page of the hits, best first; empty where nothing matches.
  public var items: [SearchHit]
  /// How many of all hits have which value: `productType`, `productSubType`, `publisher`, `market`, `segment`,
  /// `currency`, `term`, `billingCycle`, `reservationScope`, `trial`, `prerequisite`. A hit counts under every segment,
  /// term and so on that one of its items has: the numbers say what narrowing would leave. Grouped by product, they count
  /// what was grouped.
  public var facets: [String: [String: Int]]
  /// Whether no item has all that was asked for, and these have the most of it.
  public var isPartial = false
  /// What may have been meant, where a word is unknown; `nil` where there is no better reading.
  public var suggestion: String?
  /// Where the next page begins, for ``SearchOptions/after``; `nil` where there is none. It names the last hit's place in
  /// the order, not its number, and so nothing is shown twice or passed over because other hits came or went meanwhile.
  public var next: String?

  enum CodingKeys: String, CodingKey { case query, market, total, items, facets, isPartial, suggestion, next }

  /// Writes `market`, `suggestion` and `next` as null where there is none.
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
  }
}
