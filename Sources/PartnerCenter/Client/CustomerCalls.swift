public import CatalogModel
import Foundation

/// Customers, and the resources that decide their purchases.
extension Call {
  /// `GET /customers`, the first page; `next` links lead to the others.
  public static func customers(pageSize: Int = 500) -> Call {
    Call(["customers"], query: [("size", String(pageSize))], subject: .customers)
  }

  /// `GET /customers/{customer}`: with the billing profile.
  public static func customer(_ customer: CustomerID) -> Call {
    Call(["customers", customer.rawValue], subject: .customer(customer))
  }

  /// `GET /customers/{customer}/qualifications`.
  public static func qualifications(of customer: CustomerID) -> Call {
    Call(["customers", customer.rawValue, "qualifications"], subject: .part(of: customer))
  }

  /// `GET /customers/{customer}/agreements` of every type; needs a token of application and user.
  public static func agreements(of customer: CustomerID) -> Call {
    Call(["customers", customer.rawValue, "agreements"], query: [("agreementType", "*")], subject: .part(of: customer))
  }

  /// `GET /customers/{customer}/directSignedMicrosoftCustomerAgreementStatus`; needs a token of application and user.
  public static func directSignedStatus(of customer: CustomerID) -> Call {
    Call(
      ["customers", customer.rawValue, "directSignedMicrosoftCustomerAgreementStatus"], subject: .part(of: customer))
  }

  /// `GET /customers/{customer}/subscriptions`.
  public static func subscriptions(of customer: CustomerID) -> Call {
    Call(["customers", customer.rawValue, "subscriptions"], subject: .part(of: customer))
  }

  /// `GET …/subscriptions/{subscription}`.
  public static func subscription(_ subscription: String, of customer: CustomerID) -> Call {
    Call(
      ["customers", customer.rawValue, "subscriptions", subscription],
      subject: .subscription(subscription, of: customer))
  }

  /// `GET …/subscriptions/{subscription}/azureEntitlements`: the Azure subscriptions under an Azure plan; needs a token
  /// of application and user.
  public static func azureEntitlements(of subscription: String, customer: CustomerID) -> Call {
    Call(
      ["customers", customer.rawValue, "subscriptions", subscription, "azureEntitlements"],
      subject: .subscription(subscription, of: customer))
  }

  /// `GET …/subscriptions/{subscription}/registrationstatus`.
  public static func registrationStatus(of subscription: String, customer: CustomerID) -> Call {
    Call(
      ["customers", customer.rawValue, "subscriptions", subscription, "registrationstatus"],
      subject: .subscription(subscription, of: customer))
  }

  /// `POST …/subscriptions/{subscription}/registrations`: registers the subscription for reservations. The only call of
  /// this library that changes something at the service.
  public static func register(_ subscription: String, customer: CustomerID) -> Call {
    Call(
      ["customers", customer.rawValue, "subscriptions", subscription, "registrations"], operation: .post(),
      subject: .subscription(subscription, of: customer))
  }

  /// `POST /extensions/product/checkinventory`: a read, though a POST.
  ///
  /// - Throws: `EncodingError`; ids and texts of any content are not an error.
  public static func checkInventory(_ request: InventoryCheckRequest, in market: Market) throws -> Call {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return Call(
      ["extensions", "product", "checkinventory"], query: [("country", market.code)],
      operation: .query(try encoder.encode(request)), subject: .inventory(of: request.targetItems.map(\.productId)))
  }
}
