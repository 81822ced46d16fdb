import CatalogModel
import Foundation
import PartnerCenter
import PriceSheets

/// A promotion of a market and segment, with the products and terms that it is for.
///
/// Source: "Get promotions", resource ProductPromotion.
struct ProductPromotion: WireResource {
  var promotions: [ListedPromotion]

  /// - Throws: where the promotion has no id, or a discount that cannot be read.
  init(_ object: WireObject) throws {
    let id = try object.required("id")
    let name = object.string("name") ?? ""
    let (start, end) = (try Self.date(object, "startDate"), try Self.date(object, "endDate"))
    let properties: Properties? = object.nested("properties")
    promotions = try object.wholeList("requiredProducts", of: RequiredProduct.self).flatMap { product in
      product.policies.map { policy in
        ListedPromotion(
          sku: product.sku,
          promotion: Promotion(
            id: id, name: name, startsAt: start, endsAt: end, isAutomatic: properties?.isAutoApplicable,
            policy: policy.type, discount: policy.value, termDuration: product.term?.duration ?? "",
            billingCycle: product.term?.billingCycle ?? ""))
      }
    }
  }

  private static func date(_ object: WireObject, _ name: StaticString) throws -> Date? {
    guard let text = object.string(name), !text.isEmpty else { return nil }
    guard let date = SheetDate.date(text) else { throw WireObject.Fault.unreadable("\(name)") }
    return date
  }

  private struct Properties: WireResource {
    var isAutoApplicable: Bool?
    init(_ object: WireObject) throws { isAutoApplicable = object.bool("isAutoApplicable") }
  }

  private struct RequiredProduct: WireResource {
    var sku: SKUReference
    var term: PromotionTerm?
    var policies: [Policy]

    init(_ object: WireObject) throws {
      sku = SKUReference(
        ProductID(try object.required("productId")), PriceOffer.paddedSKU(try object.required("skuId")))
      term = object.nested("term")
      policies = try object.wholeList("pricingPolicies")
    }
  }

  private struct PromotionTerm: WireResource {
    var duration: String
    var billingCycle: String
    init(_ object: WireObject) throws {
      duration = object.string("duration") ?? ""
      billingCycle = object.string("billingCycle") ?? ""
    }
  }

  private struct Policy: WireResource {
    var type: String
    var value: PriceAmount?
    init(_ object: WireObject) throws {
      type = object.string("policyType") ?? ""
      guard let digits = try object.digits("value"), !digits.isEmpty else { return }
      guard let amount = PriceAmount(digits) else { throw WireObject.Fault.unreadable("value") }
      value = amount
    }
  }
}

extension Call {
  /// `GET /productpromotions`: the promotions of a market and segment.
  static func promotions(in market: Market, segment: Segment) -> Call {
    Call(
      ["productpromotions"], query: [("country", market.code), ("segment", segment.rawValue)], subject: .other,
      market: market)
  }
}
