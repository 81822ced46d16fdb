public import Foundation
public import PartnerCenter

/// The use behind a charge: meter, resource and credit.
///
/// Source: "Invoice resources", tables DailyRatedUsageLineItem, UsageBasedLineItem and DailyUsageLineItem. Every member
/// is `nil` where the response omits it.
public struct UsageDetails: WireResource, Hashable {
  /// The day.
  public var usageDate: Date?
  /// The meter.
  public var meterID: String?
  /// For people.
  public var meterType: String?
  /// For people.
  public var meterCategory: String?
  /// For people.
  public var meterSubCategory: String?
  /// For people.
  public var meterName: String?
  /// For people.
  public var meterRegion: String?
  /// `1 Hour`.
  public var unitOfMeasure: String?
  /// The region of the resource.
  public var resourceLocation: String?
  /// The resource provider.
  public var consumedService: String?
  /// The group of the resource.
  public var resourceGroup: String?
  /// The resource.
  public var resourceURI: String?
  /// Empty, or JSON, as text.
  public var tags: String?
  /// JSON mostly, as text.
  public var additionalInfo: String?
  /// As received.
  public var serviceInfo1: String?
  /// As received.
  public var serviceInfo2: String?
  /// The Azure subscription.
  public var entitlementID: String?
  /// For people.
  public var entitlementDescription: String?
  /// `Partner Earned Credit Applied`, …: as received.
  public var creditType: String?
  /// The order of a reservation or savings plan.
  public var benefitOrderID: String?
  /// The reservation or savings plan.
  public var benefitID: String?
  /// `SavingsPlan`, `Charge`: as received.
  public var benefitType: String?
  /// Legacy.
  public var serviceName: String?
  /// Legacy.
  public var serviceType: String?
  /// Legacy.
  public var resourceGuid: String?
  /// Legacy.
  public var resourceName: String?
  /// Legacy.
  public var region: String?
  /// Legacy.
  public var sku: String?
  /// Legacy.
  public var detailLineItemID: String?
  /// Legacy.
  public var customerBillableAccount: String?
  /// Legacy.
  public var partnerBillableAccountID: String?
  /// Legacy.
  public var consumedQuantity: Decimal?
  /// Legacy.
  public var includedQuantity: Decimal?
  /// Legacy.
  public var overageQuantity: Decimal?
  /// Legacy.
  public var pretaxEffectiveRate: Decimal?
  /// Legacy.
  public var postTaxEffectiveRate: Decimal?
  /// Before tax, in the pricing currency.
  public var pricingSubtotal: Decimal?
  /// 0.15 is 15 %; exports of older editions say `PartnerEarnedCreditPercentage` 15.
  public var rateOfPartnerEarnedCredit: Decimal?
  /// 0.15 is 15 %.
  public var rateOfCredit: Decimal?

  /// Reads the use of a line.
  ///
  /// - Throws: where a quantity is not a number, and where a date is in no known form.
  public init(_ object: WireObject) throws {
    usageDate = try LineText.date("usageDate", in: object)
    meterID = object.identifier("meterId")
    meterType = object.string("meterType")
    meterCategory = object.string("meterCategory")
    meterSubCategory = object.string("meterSubCategory")
    meterName = object.string("meterName")
    meterRegion = object.string("meterRegion")
    unitOfMeasure = object.string("unitOfMeasure") ?? object.string("unit")
    resourceLocation = object.string("resourceLocation")
    consumedService = object.string("consumedService")
    resourceGroup = object.string("resourceGroup")
    resourceURI = object.string("resourceUri") ?? object.string("resourceURI")
    tags = LineText.raw("tags", in: object)
    additionalInfo = LineText.raw("additionalInfo", in: object)
    serviceInfo1 = object.string("serviceInfo1")
    serviceInfo2 = object.string("serviceInfo2")
    entitlementID = object.identifier("entitlementId")
    entitlementDescription = object.string("entitlementDescription")
    creditType = object.string("creditType")
    benefitOrderID = object.identifier("benefitOrderId")
    benefitID = object.identifier("benefitId")
    benefitType = object.string("benefitType")
    serviceName = object.string("serviceName")
    serviceType = object.string("serviceType")
    resourceGuid = object.identifier("resourceGuid")
    resourceName = object.string("resourceName")
    region = object.string("region")
    sku = object.identifier("sku")
    detailLineItemID = object.identifier("detailLineItemId")
    customerBillableAccount = object.identifier("customerBillableAccount")
    partnerBillableAccountID = object.identifier("partnerBillableAccountId")
    consumedQuantity = try LineText.amount("consumedQuantity", in: object)
    includedQuantity = try LineText.amount("includedQuantity", in: object)
    overageQuantity = try LineText.amount("overageQuantity", in: object)
    pretaxEffectiveRate = try LineText.amount("pretaxEffectiveRate", in: object)
    postTaxEffectiveRate = try LineText.amount("postTaxEffectiveRate", in: object)
    pricingSubtotal = try LineText.amount("pricingPreTaxTotal", in: object)
    rateOfPartnerEarnedCredit = try LineText.amount("rateOfPartnerEarnedCredit", in: object)
    rateOfCredit = try LineText.amount("rateOfCredit", in: object)
  }

  /// Whether a line has any.
  static func isIn(_ object: WireObject) -> Bool {
    object.has("usageDate") || object.has("meterId") || object.has("resourceGuid") || object.has("consumedQuantity")
      || object.has("entitlementId") || object.has("meterCategory")
  }
}
