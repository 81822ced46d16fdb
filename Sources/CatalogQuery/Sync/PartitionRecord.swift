public import CatalogModel
public import Foundation

/// A product list of the plan, and its state.
public struct PartitionRecord: Sendable, Hashable {
  /// The market of the list.
  public var market: Market
  /// The target view of the list.
  public var view: TargetView
  /// The requested segment; `nil` requests all but nonprofit.
  public var segment: Segment?
  /// Set for reservation products read under an Azure plan; `nil` otherwise.
  public var reservationScope: ReservationScope?
  /// How far the list is read.
  public var state: ReadState
  /// Catalog items that its products hold.
  public var items: Int
  /// When the list was last read to its end; `nil` where it never was.
  public var completedAt: Date?
  /// Whole seconds between ``completedAt`` and the moment of the answer; `nil` without it, or where it lies ahead.
  public var ageSeconds: Int?
  /// The stable word of the reason why it is incomplete; `nil` for a complete list.
  public var reason: String?
}

extension PartitionRecord: Codable {
  enum CodingKeys: String, CodingKey {
    case market, view, segment, reservationScope, state, items, completedAt, ageSeconds, reason
  }

  /// Reads the JSON of ``encode(to:)``; keys that it does not know are no error.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    market = try container.decode(Market.self, forKey: .market)
    view = try container.decode(TargetView.self, forKey: .view)
    let segment = try container.decode(String.self, forKey: .segment)
    self.segment = segment.isEmpty ? nil : Segment(segment)
    reservationScope = try container.decodeIfPresent(ReservationScope.self, forKey: .reservationScope)
    state = try container.decode(ReadState.self, forKey: .state)
    items = try container.decode(Int.self, forKey: .items)
    completedAt = try container.timeIfPresent(forKey: .completedAt)
    ageSeconds = try container.decodeIfPresent(Int.self, forKey: .ageSeconds)
    reason = try container.decodeIfPresent(String.self, forKey: .reason)
  }

  /// Writes every key, null where there is nothing; `segment` is empty for none, as in the SQL view.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(market, forKey: .market)
    try container.encode(view, forKey: .view)
    try container.encode(segment?.rawValue ?? "", forKey: .segment)
    try container.encode(reservationScope, forKey: .reservationScope)
    try container.encode(state, forKey: .state)
    try container.encode(items, forKey: .items)
    try container.encode(completedAt?.iso8601Text, forKey: .completedAt)
    try container.encode(ageSeconds, forKey: .ageSeconds)
    try container.encode(reason, forKey: .reason)
  }
}
