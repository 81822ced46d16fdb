import CatalogModel
public import Foundation

/// The state and age of a market.
public struct MarketReading: Sendable, Hashable {
  /// The worst state among its lists; forbidden ones count only where all are.
  public var state: ReadState
  /// The oldest completion among its lists; `nil` where one was never completed.
  public var completedAt: Date?
  /// Whole seconds since ``completedAt``; `nil` without it, and where it is in the future: the clock was wrong when it
  /// was written.
  public var ageSeconds: Int?
}

extension MarketReading: Codable {
  enum CodingKeys: String, CodingKey { case state, completedAt, ageSeconds }

  /// Reads the JSON of ``encode(to:)``; keys that it does not know are no error.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    state = try container.decode(ReadState.self, forKey: .state)
    completedAt = try container.timeIfPresent(forKey: .completedAt)
    ageSeconds = try container.decodeIfPresent(Int.self, forKey: .ageSeconds)
  }

  /// Writes every key, null where there is nothing.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(state, forKey: .state)
    try container.encode(completedAt?.iso8601Text, forKey: .completedAt)
    try container.encode(ageSeconds, forKey: .ageSeconds)
  }
}

extension Snapshot {
  /// The state of a market; `nil` where no sync asked for it.
  func reading(of market: Market) throws -> MarketReading? {
    let lists = try partitions(market: market)
    return lists.isEmpty ? nil : reading(of: lists)
  }

  /// The state of a market from all its lists.
  func reading(of lists: [PartitionRecord]) -> MarketReading {
    let asked = lists.filter { $0.state != .forbidden }
    let completions = asked.compactMap(\.completedAt)
    let completed = completions.count == asked.count ? completions.min() : nil
    let order: [ReadState] = [.complete, .partial, .unread]
    let worst = asked.map(\.state).max { order.firstIndex(of: $0) ?? 0 < order.firstIndex(of: $1) ?? 0 }
    // With a future time it is unknown when that list was read.
    let isKnown = completions.allSatisfy { age($0) != nil }
    return MarketReading(
      state: worst ?? .forbidden, completedAt: completed, ageSeconds: isKnown ? completed.flatMap(age) : nil)
  }
}
