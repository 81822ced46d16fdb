public import CatalogModel
public import Foundation

/// A market of the catalog: its content and its age.
public struct MarketStatus: Sendable, Hashable {
  /// The market of the counts.
  public var market: Market
  /// The currency that most items have; `nil` where there are none.
  public var currency: String?
  /// Every currency that an item has, sorted.
  public var currencies: [String]
  /// Catalog items, purchasable or not.
  public var items: Int
  /// The worst state among its partitions; forbidden ones count only where all are.
  public var state: ReadState
  /// The oldest completion among its partitions; `nil` where one was never completed.
  public var completedAt: Date?
  /// Whole seconds since ``completedAt``; `nil` without it, and where it is in the future: the clock was wrong when it
  /// was written.
  public var ageSeconds: Int?
  /// How far its lists are read.
  public var lists = ListCounts()
  /// Products, SKUs and items that are gone, and whose removal was held back.
  public var removalsHeldBack = 0
  /// The next step; `nil` for none.
  public var nextStep: NextStep?
}

extension MarketStatus: Codable {
  enum CodingKeys: String, CodingKey {
    case market, currency, currencies, items, state, completedAt, ageSeconds, lists, removalsHeldBack, nextStep
  }

  /// Reads the JSON of ``encode(to:)``; keys that it does not know are no error.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    market = try container.decode(Market.self, forKey: .market)
    currency = try container.decodeIfPresent(String.self, forKey: .currency)
    currencies = try container.decode([String].self, forKey: .currencies)
    items = try container.decode(Int.self, forKey: .items)
    state = try container.decode(ReadState.self, forKey: .state)
    completedAt = try container.timeIfPresent(forKey: .completedAt)
    ageSeconds = try container.decodeIfPresent(Int.self, forKey: .ageSeconds)
    lists = try container.decode(ListCounts.self, forKey: .lists)
    removalsHeldBack = try container.decode(Int.self, forKey: .removalsHeldBack)
    nextStep = try container.decodeIfPresent(NextStep.self, forKey: .nextStep)
  }

  /// Writes every key, null where there is nothing.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(market, forKey: .market)
    try container.encode(currency, forKey: .currency)
    try container.encode(currencies, forKey: .currencies)
    try container.encode(items, forKey: .items)
    try container.encode(state, forKey: .state)
    try container.encode(completedAt?.iso8601Text, forKey: .completedAt)
    try container.encode(ageSeconds, forKey: .ageSeconds)
    try container.encode(lists, forKey: .lists)
    try container.encode(removalsHeldBack, forKey: .removalsHeldBack)
    try container.encode(nextStep, forKey: .nextStep)
  }
}
