public import CatalogModel
public import PartnerCenter

/// An error in one line of an otherwise successful cart: it must not be checked out.
///
/// Source: "Cart resources", `CartError`; the code is a number on the wire, a name in Microsoft's SDKs.
public struct CartLineError: WireResource, Hashable {
  /// The number of the code; `nil` for a name that no page lists.
  public var number: Int?
  /// The code as received: a number or a name.
  public var code: String
  /// The service's explanation; empty where there is none. Untrusted text.
  public var description: String
  /// How many units are available, where the service says so.
  public var availableQuantity: Int?
  /// How many units are bought already, where the service says so.
  public var purchasedQuantity: Int?
  /// All of `additionalInformation`, as received.
  public var additionalInformation: JSONValue?

  /// Creates an error, such as one that a test compares with.
  public init(number: Int, description: String = "") {
    self.number = number
    code = String(number)
    self.description = description
  }

  /// Reads an error; code 0 and an absent code are errors too.
  ///
  /// - Throws: where a quantity is not a whole number.
  public init(_ object: WireObject) throws {
    code = object.string("errorCode") ?? object.string("code") ?? ""
    number = Int(code) ?? CartErrorCode.number(named: code)
    description = object.string("errorDescription") ?? object.string("description") ?? ""
    additionalInformation = object.value("additionalInformation")
    let details = try? object.wholeNested("additionalInformation", as: Quantities.self)
    availableQuantity = details?.available
    purchasedQuantity = details?.purchased
  }

  /// The reaction to the error.
  public var meaning: ErrorMeaning { .ofLineError(number) }

  private struct Quantities: WireResource {
    var available: Int?
    var purchased: Int?

    init(_ object: WireObject) throws {
      available = try? object.wholeNumber("availableQuantity")
      purchased = try? object.wholeNumber("purchasedQuantity")
    }
  }
}

/// The names of the codes of line errors.
///
/// Source: "Cart resources", table CartErrorCode; 500600 from Microsoft's .NET SDK 3.4.
enum CartErrorCode {
  static let names: [Int: String] = [
    0: "Unknown", 10000: "CurrencyIsNotSupported", 10001: "CatalogItemIdIsNotValid", 10002: "QuotaNotAvailable",
    10003: "InventoryNotAvailable", 10004: "ParticipantsIsNotSupportedForPartner",
    10006: "UnableToProcessCartLineItem", 10007: "SubscriptionIsNotValid", 10008: "SubscriptionIsNotEnabledForRI",
    10009: "SandboxLimitExceeded", 10010: "InvalidInput", 10011: "SubscriptionNotRegistered",
    10012: "AttestationNotAccepted", 10013: "BillingPlanNotSupported", 10014: "InvalidPromotionId",
    10015: "MaxAllowedSeatsPerSubscriptionExceeded", 10016: "InvalidCustomTermEndDateProduct",
    10017: "InvalidCustomTermEndDate", 10018: "BaseOfferSeatQuantityNotMet", 10019: "MinimumAddOnSeatsNotMet",
    500600: "LegacyOfferNotEligibleForPurchase",
  ]

  private static let numbers = Dictionary(
    names.map { (WireWord.folded($0.value), $0.key) }, uniquingKeysWith: { first, _ in first })

  static func number(named name: String) -> Int? { numbers[WireWord.folded(name)] }
}
