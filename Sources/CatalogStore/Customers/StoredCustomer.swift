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
  public var confirmedAt: Date

  public init(
    id: CustomerID, name: String, domain: String, market: Market?, qualifications: [Qualification]?, confirmedAt: Date
  ) {
    self.id = id
    self.name = name
    self.domain = domain
    self.market = market
    self.qualifications = qualifications
    self.confirmedAt = confirmedAt
  }
}
