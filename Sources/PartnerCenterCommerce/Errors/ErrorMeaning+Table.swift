extension ErrorMeaning {
  /// The codes of error responses and of order groups.
  ///
  /// Source: "Partner Center REST error codes" (June 2023) and the notes on codes of the cart, checkout, order,
  /// savings plan and purchase-order pages; 900154, 900416, 900419 to 900421 and 90000 from later editions; 1002 with 403
  /// was seen by users.
  public static let known: [Row] =
    retrying + settled + reread + input + customers + partners + signInAgain + impossible + ofOneStatus

  private static let retrying: [Row] =
    rows(.retry, "the order is changed by another request", 800_014, 800_082, 900_112, 900_113)
    + rows(.retry, "the cart is held by another request", 800_064)
    + rows(.retry, "another operation is pending: wait a day", 900_278)
    + rows(.retry, "nothing is provisioned yet", 800_007)
    + rows(.retry, "the order is not visible yet", 20_000)
    + rows(.retry, "not synchronized yet", 800_072)
    + rows(.retry, "the entity tag is out of date: read again", 800_036, 2055)

  private static let settled: [Row] =
    rows(.alreadyDone, "the cart was submitted", 800_065)
    + rows(.alreadyDone, "the agreement is confirmed", 600_061)
    + rows(.outcomeUnknown, "the order is in progress", 800_060)
    + rows(.outcomeUnknown, "the cart is unknown, expired or another customer's", 800_008)
    + rows(.outcomeUnknown, "the service failed", 800_003, 800_005, 800_031, 800_087, 900_192)

  private static let reread: [Row] =
    rows(.rereadCatalog, "the id is gone or was never valid", 400_013, 400_018, 400_019, 900_143, 400_072, 2100)
    + rows(.rereadCatalog, "the id of the item is missing", 900_142, 900_144)
    + rows(.rereadCatalog, "the term or the billing cycle is not offered", 800_121, 900_268, 900_269, 900_270, 800_085)
    + rows(.rereadCatalog, "the duration or the included quantity is not offered", 800_083, 800_084)
    + rows(
      .rereadCatalog, "the item is not eligible or not sold", 800_020, 800_027, 800_028, 2085, 2091, 800_062, 800_070,
      500_600)

  private static let input: [Row] =
    rows(.fixInput, "lines of the cart have errors", 800_009)
    + rows(.fixInput, "the attestation is missing", 900_206, 900_203)
    + rows(
      .fixInput, "inventory, quantity or a limit; also a wrong id", 800_010, 800_017, 800_018, 900_116, 800_066,
      800_067, 800_068, 800_088, 800_089, 900_419)
    + rows(.fixInput, "the quantity or the numbers of lines", 900_275, 800_071, 2001, 2002)
    + rows(.fixInput, "the end date of the term", 900_242, 900_244, 900_245, 900_246)
    + rows(
      .fixInput, "the Azure subscription or plan is wrong, inactive or not registered", 800_011, 800_012, 800_013,
      800_030, 900_128, 900_129, 900_312, 900_313, 900_314, 900_315, 900_317, 900_318)
    + rows(.fixInput, "the savings plan has another reseller than the Azure plan", 900_323)
    + rows(.fixInput, "the partner id of the reseller", 800_015, 800_016, 900_154)
    + rows(.fixInput, "the currency is neither the partner's nor the customer's", 900_169)
    + rows(.fixInput, "the files of the purchase order", 900_252, 900_253, 900_254)
    + rows(.fixInput, "the promotion code", 27_006, 27_007)
    + rows(.fixInput, "the item does not offer the billing cycle", 2004, 2054)
    + rows(.fixInput, "the add-on has no compatible or active base", 400_041, 800_029, 27_009)
    + rows(.fixInput, "the customer, user or subscription does not exist", 60_002, 60_003, 900_118, 20_003)
    + rows(.fixInput, "the sign-in must be of a user", 900_329)

  private static let customers: [Row] =
    rows(.askCustomer, "the customer agreement is not accepted", 13_605)
    + rows(.askCustomer, "no relationship with the customer", 20_002)
    + rows(.askCustomer, "the tenant lacks a required tag", 800_086)
    + rows(
      .askCustomer, "the registration of the organisation, or its validation", 600_002, 600_049, 600_050, 600_051,
      600_074)

  private static let partners: [Row] =
    rows(.askPartner, "the partner agreement is not accepted", 900_123, 900_124)
    + rows(.askPartner, "not authorised for the country, or the programme is inactive", 2030, 800_039, 900_149)
    + rows(.askPartner, "the segment or the view is closed to this partner", 400_030, 400_036)
    + rows(.askPartner, "risk check or review of the account", 800_069, 800_073, 800_074, 800_075, 900_416)
    + rows(.askPartner, "the credit limit", 800_023, 800_025, 900_121)
    + rows(.askPartner, "role or rights", 900_308, 900_309, 900_150, 2032, 800_043)
    + rows(.askPartner, "the transaction is not permitted: support decides", 800_021, 800_022, 800_024, 800_026)
    + rows(.askPartner, "the upgrade of the Azure plan failed", 900_114)

  private static let signInAgain: [Row] =
    rows(.signIn, "sign in again", 800_001, 900_420, 400, 900_316, 90_000)
    + rows(.signIn, "the second factor is missing", 900_421)

  private static let impossible: [Row] =
    rows(.unsupported, "not in the sandbox", 900_322)
    + rows(.unsupported, "managed in Azure alone", 900_321)
    + rows(
      .unsupported, "no cancellation or change, or none any more", 900_117, 900_213, 900_214, 900_257, 900_277, 800_019,
      800_077, 800_061, 800_063, 800_093, 800_095, 800_096, 800_097, 800_098, 900_279, 900_280, 900_311, 6000, 6001,
      800_076, 800_078, 800_080, 800_081, 800_090, 800_091, 800_092, 800_107, 800_122, 2011, 2012)
    + rows(
      .unsupported, "assets, activation, entitlements and transfers", 800_037, 800_038, 800_040, 800_041, 800_042,
      800_111, 800_112, 800_113, 800_114, 800_115, 60_000)
    + rows(
      .unsupported, "a transfer", 900_130, 900_131, 900_132, 900_133, 900_134, 900_135, 900_136, 900_137, 900_138,
      900_139, 900_140, 900_145, 900_146, 900_147, 900_148)
    + rows(.unsupported, "the request is invalid", 900_126, 3000, 800_002, 800_004, 4018, 900_127, 900_141, 1000)

  /// Codes whose meaning depends on the status.
  private static let ofOneStatus = [
    Row(code: 0, status: 501, meaning: .outcomeUnknown, fact: "an exception that is not defined"),
    Row(code: 1002, status: 401, meaning: .signIn, fact: "sign in again"),
    Row(code: 1002, status: 403, meaning: .askPartner, fact: "the gateway refuses the caller"),
    Row(code: 2006, status: 400, meaning: .unsupported, fact: "the offer allows no change"),
    Row(code: 2006, status: 403, meaning: .askPartner, fact: "the partner is not valid for the offer"),
    Row(code: 800_094, status: 400, meaning: .unsupported, fact: "no change any more"),
    Row(code: 800_094, status: 500, meaning: .outcomeUnknown, fact: "the service failed"),
  ]

  /// The codes of errors in cart lines.
  ///
  /// Source: "Cart resources", table CartErrorCode; 400039 and 400041 were seen by users.
  public static let lineErrors: [Row] =
    rows(.rereadCatalog, "the id is not valid", 10_001)
    + rows(.rereadCatalog, "the availability does not offer the term", 400_039)
    + rows(.rereadCatalog, "legacy: not sold", 500_600)
    + rows(.fixInput, "quota or inventory: additionalInformation has the available quantity", 10_002, 10_003)
    + rows(.fixInput, "too many seats, or too few of base or add-on", 10_015, 10_018, 10_019)
    + rows(.fixInput, "the add-on has no compatible base", 400_041)
    + rows(.fixInput, "the attestation is missing", 10_012)
    + rows(.fixInput, "billing plan, promotion or end date", 10_013, 10_014, 10_016, 10_017)
    + rows(.fixInput, "the Azure subscription is not valid, enabled or registered", 10_007, 10_008, 10_011)
    + rows(.fixInput, "the currency or the participants", 10_000, 10_004)
    + rows(.askPartner, "the service cannot say more than its description", 0, 10_006, 10_010)
    + rows(.unsupported, "a limit of the sandbox", 10_009)

  private static func rows(_ meaning: ErrorMeaning, _ fact: String, _ codes: Int...) -> [Row] {
    codes.map { Row(code: $0, meaning: meaning, fact: fact) }
  }
}
