public import CatalogModel
import Foundation
public import PartnerCenter

/// Carts and their checkout.
extension Call {
  /// `POST /customers/{customer}/carts`: makes a cart, which buys nothing. Sent once.
  public static func createCart(_ request: CartRequest, for customer: CustomerID) -> Call {
    Call(
      ["customers", customer.rawValue, "carts"], operation: .post(request.body()), subject: .part(of: customer))
  }

  /// `GET …/carts/{cart}`.
  public static func cart(_ cart: CartID, of customer: CustomerID) -> Call {
    Call(["customers", customer.rawValue, "carts", cart.rawValue], subject: .cart(cart.rawValue, of: customer))
  }

  /// `PUT …/carts/{cart}`: replaces all of its lines; one that is left out is gone.
  ///
  /// Sent once, though a PUT: carts have no entity tag, so that a late repetition would overwrite what another request
  /// has changed since. After an unknown outcome the cart says what it holds.
  public static func replaceCart(_ cart: CartID, with request: CartRequest, of customer: CustomerID) -> Call {
    Call(
      ["customers", customer.rawValue, "carts", cart.rawValue], operation: .putOnce(request.body(replacing: cart)),
      subject: .cart(cart.rawValue, of: customer))
  }

  /// `POST …/carts/{cart}/checkout`: **buys**. Sent once, without a body.
  public static func checkout(_ cart: CartID, of customer: CustomerID) -> Call {
    Call(
      ["customers", customer.rawValue, "carts", cart.rawValue, "checkout"], operation: .post(),
      subject: .cart(cart.rawValue, of: customer))
  }

  /// `GET …/subscriptions/customTermEndDates`: the ends that the first term of a new licence may have. The service lists at
  /// most 300; `term` is ISO 8601.
  public static func customTermEndDates(term: String, of customer: CustomerID) -> Call {
    Call(
      ["customers", customer.rawValue, "subscriptions", "customTermEndDates"], query: [("term_duration", term)],
      subject: .part(of: customer))
  }

  /// `POST …/promotionEligibilities`: a read, though a POST.
  public static func promotionEligibilities(_ questions: [PromotionQuestion], of customer: CustomerID) -> Call {
    Call(
      ["customers", customer.rawValue, "promotionEligibilities"],
      operation: .query(PromotionQuestion.body(questions)), subject: .part(of: customer))
  }
}
