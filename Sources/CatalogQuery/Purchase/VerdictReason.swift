/// Why a customer cannot buy an item.
public struct VerdictReason: Sendable, Hashable, Codable {
  /// The stable words of the JSON contract.
  public enum Code: String, Sendable, Codable, CaseIterable {
    /// The customer has no reseller relationship with this partner any more.
    case relationshipEnded
    /// A sync found it to be gone.
    case removed
    /// It is offered in other markets.
    case notInMarket
    /// It is listed, and marked as not purchasable.
    case notPurchasable
    /// Microsoft does not sell it in the customer's market.
    case unavailableMarket
    /// It is for a segment whose qualification the customer does not have.
    case segmentNotEligible
    /// An inventory check found it restricted.
    case inventoryRestricted
    /// The quantity asked for is below its minimum or above its maximum.
    case quantityOutOfRange
    /// It has no such term, or not with such a billing cycle.
    case termNotOffered
    /// The service does not show the lists that hold it to this partner.
    case forbiddenToPartner
    /// No sync has ever found it.
    case neverSeen
    /// It is missing, and the lists that would hold it are incomplete.
    case listIncomplete
  }

  /// The stable word; programs decide by it.
  public var code: Code
  /// The reason in plain English.
  public var message: String

  /// A reason with its sentence.
  public init(code: Code, message: String) {
    self.code = code
    self.message = message
  }
}

/// An action or a fact to find out before a customer can order an item.
public struct PurchaseStep: Sendable, Hashable, Codable {
  /// The stable words of the JSON contract.
  public enum Code: String, Sendable, Codable, CaseIterable {
    /// The customer must accept a reseller relationship with this partner again.
    case relationshipEnded
    case inventoryCheck, azureSubscriptionRegistration, softwareQualification, prerequisiteProduct
    /// The customer's qualifications are not known.
    case customerQualification
    /// The agreement is not known to be accepted.
    case customerAgreement
    /// The customer is not known to hold an Azure plan.
    case azurePlan
    /// The order must accept an attestation.
    case attestation
    /// The customer's own catalog did not show it when it was verified.
    case customerCatalog
    /// The service does not say whether it can be bought.
    case purchasability
    /// Microsoft documents that it does not sell such items in the customer's market, but the catalog lists it there.
    case documentedUnavailable
    /// The catalog has a prerequisite that this program does not know.
    case otherPrerequisite
  }

  /// The stable word; programs decide by it.
  public var code: Code
  /// The step in plain English.
  public var message: String

  /// A step with its sentence.
  public init(code: Code, message: String) {
    self.code = code
    self.message = message
  }
}
