public import CatalogModel
public import Foundation

/// A customer as the store holds it.
public struct StoredCustomer: Sendable, Hashable {
  public var id: CustomerID
  public var name: String
  public var domain: String
  /// The country of the billing address; `nil` where it could not be read.
  public var market: Market?
  /// `nil` where they could not be read: unknown, not none.
  public var qualifications: [Qualification]?
  /// The types of the agreements that are accepted; `nil` where they could not be read: unknown, not none.
  public var agreements: [String]?
  /// `nil` where they could not be read: unknown, not none.
  public var subscriptions: [StoredSubscription]?
  /// The customer's line in the list when it was read.
  public var listedAs: String
  public var confirmedAt: Date

  public init(
    id: CustomerID, name: String, domain: String, market: Market?, qualifications: [Qualification]?,
    agreements: [String]? = nil, subscriptions: [StoredSubscription]? = nil, listedAs: String = "", confirmedAt: Date
  ) {
    self.id = id
    self.name = name
    self.domain = domain
    self.market = market
    self.qualifications = qualifications
    self.agreements = agreements
    self.subscriptions = subscriptions
    self.listedAs = listedAs
    self.confirmedAt = confirmedAt
  }
}
