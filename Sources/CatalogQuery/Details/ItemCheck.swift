public import CatalogModel

/// Whether an id is still the present one, in one market.
public struct ItemCheck: Sendable, Hashable, Codable {
  /// What has become of an id.
  public enum State: String, Sendable, Codable, CaseIterable {
    /// The market has it.
    case current
    /// The service replaced it there: ``ItemCheck/now``.
    case reissued
    /// The market had it, and has it no more.
    case removed
    /// No sync has seen it, or not in that market.
    case unknown
  }

  /// The id as it was given.
  public var id: String
  /// The market; `nil` for an id that no market is known of.
  public var market: Market?
  /// What has become of it there.
  public var state: State
  /// The present id of a reissued one; `nil` for every other.
  public var now: CatalogItemID?

  enum CodingKeys: String, CodingKey { case id, market, state, now }

  /// Writes every key, null where there is nothing.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(market, forKey: .market)
    try container.encode(state, forKey: .state)
    try container.encode(now, forKey: .now)
  }
}
