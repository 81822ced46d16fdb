public import Foundation

/// A promotion that Microsoft lists for a term of a SKU.
///
/// A price with a promotion is "from" until the service is asked: seats, first purchases and prerequisites decide for each
/// customer. No promotion is part of a price sheet. Source: "Get promotions".
public struct Promotion: Hashable, Sendable {
  /// `product:sku:availability`; the availability part changes often.
  public var id: String
  /// As received; empty for none.
  public var name: String
  /// Since when it holds; `nil` for always.
  public var startsAt: Date?
  /// The last moment at which it holds; `nil` for no end.
  public var endsAt: Date?
  /// Whether the service applies it without being asked; `nil` where it does not say.
  public var isAutomatic: Bool?
  /// `PercentDiscount`, or another word of the service.
  public var policy: String
  /// The part of the partner's price that is taken off, as received: `0.05`. `nil` where the policy has none.
  public var discount: PriceAmount?
  /// `P1Y`, as received; empty for any term.
  public var termDuration: String
  /// `Monthly`, as received; empty for any cycle.
  public var billingCycle: String

  /// A promotion.
  public init(
    id: String, name: String, startsAt: Date? = nil, endsAt: Date? = nil, isAutomatic: Bool? = nil,
    policy: String = "", discount: PriceAmount? = nil, termDuration: String = "", billingCycle: String = ""
  ) {
    self.id = id
    self.name = name
    self.startsAt = startsAt
    self.endsAt = endsAt
    self.isAutomatic = isAutomatic
    self.policy = policy
    self.discount = discount
    self.termDuration = termDuration
    self.billingCycle = billingCycle
  }

  /// Whether it holds at a moment.
  public func holds(at moment: Date) -> Bool {
    (startsAt ?? .distantPast) <= moment && moment <= (endsAt ?? .distantFuture)
  }

  /// The discount in percent, such as `5`; `nil` where there is none.
  public var percent: String? { discount.map { "\($0.decimal * 100)" } }
}

extension Promotion: Codable {
  enum CodingKeys: String, CodingKey {
    case id, name, startsAt, endsAt, isAutomatic, policy, discount, termDuration, billingCycle
  }

  /// Reads the JSON of ``encode(to:)``.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      id: try container.decode(String.self, forKey: .id), name: try container.decode(String.self, forKey: .name),
      startsAt: try container.timeIfPresent(forKey: .startsAt), endsAt: try container.timeIfPresent(forKey: .endsAt),
      isAutomatic: try container.decodeIfPresent(Bool.self, forKey: .isAutomatic),
      policy: try container.decode(String.self, forKey: .policy),
      discount: try container.decodeIfPresent(PriceAmount.self, forKey: .discount),
      termDuration: try container.decode(String.self, forKey: .termDuration),
      billingCycle: try container.decode(String.self, forKey: .billingCycle))
  }

  /// Writes every key, null where there is nothing; times as ISO 8601, the discount as a decimal string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(name, forKey: .name)
    try container.encode(startsAt?.iso8601Text, forKey: .startsAt)
    try container.encode(endsAt?.iso8601Text, forKey: .endsAt)
    try container.encode(isAutomatic, forKey: .isAutomatic)
    try container.encode(policy, forKey: .policy)
    try container.encode(discount, forKey: .discount)
    try container.encode(termDuration, forKey: .termDuration)
    try container.encode(billingCycle, forKey: .billingCycle)
  }
}

/// A promotion of one SKU, as a list of a market and segment has it.
package struct ListedPromotion: Hashable, Sendable {
  package var sku: SKUReference
  package var promotion: Promotion

  package init(sku: SKUReference, promotion: Promotion) {
    self.sku = sku
    self.promotion = promotion
  }
}
