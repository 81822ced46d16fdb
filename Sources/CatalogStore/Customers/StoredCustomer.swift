public import CatalogModel
public import CatalogSchema
public import Foundation

/// A customer as a reading found it. What is `nil` here could not be read: the store keeps what it knew of it.
public struct StoredCustomer: Sendable, Hashable {
  public var id: CustomerID
  /// Empty where it could not be read.
  public var name: String
  /// Empty where it could not be read.
  public var domain: String
  /// Every domain that the service names, in lower case.
  public var domains: [String]?
  /// The country of the billing address.
  public var market: Market?
  /// `none`, `reseller`, …, as received.
  public var relationship: String?
  /// Whether the service says that the partner sells to the customer no more.
  public var hasRelationshipEnded: Bool?
  public var qualifications: [Qualification]?
  /// The types of the agreements that are accepted.
  public var agreements: [String]?
  /// Whether the customer signed the Microsoft Customer Agreement with Microsoft itself.
  public var isDirectSigned: Bool?
  /// All that the customer holds, also what was kept because the service did not say that it is gone.
  public var subscriptions: [StoredSubscription]?
  /// The parts that could not be read: the customer is read again by the next run.
  public var unread: Set<CustomerPart> = []
  /// What is absent from the parts that were read, and since when; it is not believed yet.
  public var absences: [CustomerAbsence: Date] = [:]
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

/// Something that a customer had and that a complete list leaves out.
public struct CustomerAbsence: Sendable, Hashable {
  public var part: CustomerPart
  /// The subscription; empty for the whole of the part.
  public var thing: String

  public init(_ part: CustomerPart, _ thing: String = "") {
    self.part = part
    self.thing = thing
  }
}
