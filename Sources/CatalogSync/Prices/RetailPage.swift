import CatalogModel
import PartnerCenter

/// One page of Azure's retail prices.
///
/// Source: "Azure Retail Prices overview": members in PascalCase around the items, in camelCase within them.
struct RetailPage: WireResource {
  /// The currency of all prices; `nil` where the page does not say.
  var currency: String?
  var items: [RetailItem]
  /// The address of the next page, as received; `nil` on the last one.
  var next: String?

  /// - Throws: where the page is cut, or holds a price that cannot be read.
  init(_ object: WireObject) throws {
    guard object.has("items") else { throw WireObject.Fault.missing("Items") }
    currency = object.string("billingCurrency")
    items = try object.wholeList("items")
    next = object.string("nextPageLink").flatMap { $0.isEmpty ? nil : $0 }
    if let count = try object.wholeNumber("count"), count != items.count { throw WireObject.Fault.unreadable("Count") }
  }
}

/// The retail price of a meter or of a reservation.
struct RetailItem: WireResource {
  /// `nil` where the item names no product and SKU.
  var sku: SKUReference?
  var currency: String
  /// The digits as they are written: no price is rounded.
  var price: String
  /// `Consumption`, `Reservation` or `DevTestConsumption`.
  var type: String
  /// The meter; a reservation is bought as a SKU, whatever meter it is used by.
  var meter: String
  /// The first unit of a tier; empty for none.
  var tier: String
  var starts: String
  var ends: String
  /// `P1Y` of a reservation; empty for none.
  var term: String
  var savingsPlans: [SavingsPlan]

  /// The hourly price of a meter under a commitment.
  struct SavingsPlan: WireResource {
    var term: String
    var price: String

    init(_ object: WireObject) throws {
      term = RetailItem.duration(object.string("term") ?? "")
      price = try RetailItem.amount(object, "retailPrice")
    }
  }

  init(_ object: WireObject) throws {
    let names = (object.string("skuId") ?? "").split(separator: "/", omittingEmptySubsequences: false)
    if names.count == 2, names[0] == object.string("productId") ?? "", names.allSatisfy({ Self.isPlain($0) }) {
      sku = SKUReference(ProductID(String(names[0])), SKUID(String(names[1])))
    }
    currency = try object.required("currencyCode")
    price = try Self.amount(object, "retailPrice")
    type = object.string("type") ?? ""
    term = Self.duration(object.string("reservationTerm") ?? "")
    meter = type == "Reservation" ? "" : object.string("meterId") ?? ""
    let least = try object.digits("tierMinimumUnits") ?? ""
    tier = PriceAmount(least).map { $0.isZero ? "" : $0.text } ?? ""
    starts = object.string("effectiveStartDate") ?? ""
    ends = object.string("effectiveEndDate") ?? ""
    savingsPlans = try object.wholeList("savingsPlan")
  }

  private static func isPlain(_ name: Substring) -> Bool {
    !name.isEmpty && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
  }

  private static func amount(_ object: WireObject, _ name: StaticString) throws -> String {
    guard let text = try object.digits(name), PriceAmount(text) != nil else {
      throw WireObject.Fault.unreadable("\(name)")
    }
    return text
  }

  /// `1 Year` → `P1Y`, `3 Years` → `P3Y`; any other text stays as it is.
  static func duration(_ text: String) -> String {
    let words = text.split(separator: " ")
    guard words.count == 2, let count = Int(words[0]), count > 0,
      let unit = ["YEAR": "Y", "YEARS": "Y", "MONTH": "M", "MONTHS": "M"][words[1].uppercased()]
    else { return text }
    return "P\(count)\(unit)"
  }
}

extension RetailItem {
  /// The columns of ``rows``, as sheets name them. The price is a retail price: nobody's partner price is in it.
  static let columns = [
    "ProductId", "SkuId", "TermDuration", "BillingPlan", "Currency", "UnitPrice", "ERP Price", "EffectiveStartDate",
    "EffectiveEndDate", "MeterIds", "PricingTierRangeMin",
  ]

  /// Its rows of a sheet: its price, and one for each savings plan; none without product and SKU.
  ///
  /// Prices for development and testing stand beside those of consumption; the billing plan keeps them apart.
  var rows: [[String]] {
    guard let sku else { return [] }
    func row(_ term: String, _ plan: String, _ price: String) -> [String] {
      [sku.product.rawValue, sku.sku.rawValue, term, plan, currency, "", price, starts, ends, meter, tier]
    }
    let plan = type == "Consumption" || type == "Reservation" ? "" : type
    return [row(term, plan, price)] + savingsPlans.map { row($0.term, "SavingsPlan", $0.price) }
  }
}
