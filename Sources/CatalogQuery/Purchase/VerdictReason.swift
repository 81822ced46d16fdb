/// Why a customer cannot buy an item.
public struct VerdictReason: Sendable, Hashable, Encodable {
  /// The stable words of the JSON contract.
  public enum Code: String, Sendable, Codable, CaseIterable {
    case removed, notInMarket, notPurchasable, unavailableMarket, segmentNotEligible, inventoryRestricted
  }

  public var code: Code
  /// The reason in plain English.
  public var message: String
}

/// What must be done before a customer can order an item.
public struct PurchaseStep: Sendable, Hashable, Encodable {
  /// The stable words of the JSON contract.
  public enum Code: String, Sendable, Codable, CaseIterable {
    case inventoryCheck, azureSubscriptionRegistration, softwareQualification, prerequisiteProduct
  }

  public var code: Code
  /// The step in plain English.
  public var message: String
}
