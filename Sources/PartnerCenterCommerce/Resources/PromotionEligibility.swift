public import CatalogModel
public import PartnerCenter

/// The promotions for which one item, quantity and term is eligible.
///
/// Source: "Verify promotion eligibility".
public struct PromotionEligibilities: WireResource, Hashable {
  /// As in the question; `nil` where the response omits it.
  public var id: Int?
  /// The item of the question.
  public var catalogItemID: CatalogItemID
  /// `nil` where the response omits it.
  public var quantity: Int?
  /// `nil` where the response omits it.
  public var billingCycle: BillingCycle?
  /// ISO 8601; `nil` where the response omits it.
  public var termDuration: String?
  /// Empty where no promotion applies.
  public var eligibilities: [PromotionEligibility]

  /// Reads the eligibilities of one item.
  ///
  /// - Throws: where `catalogItemId` is missing, or an eligibility is unreadable.
  public init(_ object: WireObject) throws {
    id = try object.wholeNumber("id")
    catalogItemID = CatalogItemID(try object.required("catalogItemId"))
    quantity = try object.wholeNumber("quantity")
    billingCycle = object.identifier("billingCycle").map { BillingCycle($0) }
    termDuration = object.identifier("termDuration")
    eligibilities = try object.wholeList("eligibilities")
  }
}

/// Whether one promotion applies, and why not.
public struct PromotionEligibility: WireResource, Hashable {
  /// The promotion.
  public var promotionID: PromotionID
  /// Whether it applies.
  public var isEligible: Bool
  /// The reasons against it; empty where it applies.
  public var errors: [Reason]

  /// A reason why a promotion does not apply.
  public struct Reason: WireResource, Hashable {
    /// `SeatCount`, `FirstPurchase`, …: an open set; empty where the response omits it.
    public var type: String
    /// The service's explanation; empty where there is none. Untrusted text.
    public var description: String
    /// `nil` where the response omits it.
    public var minimumRequiredSeats: Int?
    /// `nil` where the response omits it.
    public var maximumRequiredSeats: Int?
    /// `nil` where the response omits it.
    public var availableSeats: Int?

    /// Reads a reason.
    ///
    /// - Throws: where a number of seats is unreadable.
    public init(_ object: WireObject) throws {
      type = object.string("type") ?? ""
      description = object.string("description") ?? ""
      minimumRequiredSeats = try object.wholeNumber("minimumRequiredSeats")
      maximumRequiredSeats = try object.wholeNumber("maximumRequiredSeats")
      availableSeats = try object.wholeNumber("availableSeats")
    }
  }

  /// Reads an eligibility.
  ///
  /// - Throws: where `promotionId` or `isEligible` is missing.
  public init(_ object: WireObject) throws {
    promotionID = PromotionID(try object.required("promotionId"))
    guard let isEligible = object.bool("isEligible") else { throw WireObject.Fault.missing("isEligible") }
    self.isEligible = isEligible
    errors = try object.wholeList("errors")
  }
}
