import CatalogModel
import Foundation

/// Which column of a sheet is where: columns are found by name, since order and number differ between editions.
struct SheetColumns {
  var product: Int
  var sku: Int
  var term: Int
  var currency: Int
  var unit: Int
  var starts: Int
  var ends: Int
  /// `nil` where the sheet has no such column.
  var market: Int?
  var plan: Int?
  var segment: Int?
  var retail: Int?
  var tags: Int?
  var meter: Int?
  var tier: Int?
  var saleEnds: Int?
  var indicator: Int?
  var previous: Int?
  /// Those that say something of the product besides its prices: all but amounts, currency, market, dates and flags.
  var facts: [Int]
  /// How many columns there are.
  var count: Int
  /// Their names as received.
  var names: [String]

  /// - Throws: ``PriceSheetError`` where a key column is missing, or any stands twice.
  init(_ record: CSVReader.Record) throws {
    names = (0..<record.count).map { record.text($0) }
    var places: [String: Int] = [:]
    for (place, name) in names.enumerated() {
      let folded = Self.folded(name)
      guard places.updateValue(place, forKey: folded) == nil || folded.isEmpty else {
        throw PriceSheetError.columnTwice(String(name.prefix(40)))
      }
    }
    let keys = [
      "ProductId", "SkuId", "TermDuration", "Currency", "UnitPrice", "EffectiveStartDate", "EffectiveEndDate",
    ]
    let missing = keys.filter { places[Self.folded($0)] == nil }
    guard missing.isEmpty else { throw PriceSheetError.columnsMissing(missing) }
    func place(_ name: String) -> Int? { places[Self.folded(name)] }
    (product, sku, term) = (place("ProductId") ?? 0, place("SkuId") ?? 0, place("TermDuration") ?? 0)
    (currency, unit) = (place("Currency") ?? 0, place("UnitPrice") ?? 0)
    (starts, ends) = (place("EffectiveStartDate") ?? 0, place("EffectiveEndDate") ?? 0)
    (market, plan, segment) = (place("Market"), place("BillingPlan"), place("Segment"))
    (retail, tags) = (place("ERP Price"), place("Tags"))
    meter = place("MeterIds") ?? place("MeterId")
    (tier, saleEnds) = (place("PricingTierRangeMin"), place("EndofSaleDate"))
    (indicator, previous) = (place("ChangeIndicator"), place("PreviousValues"))
    let prices = [
      "UnitPrice", "ERP Price", "Currency", "Market", "EffectiveStartDate", "EffectiveEndDate", "ChangeIndicator",
      "PreviousValues",
    ]
    let others = Set(prices.compactMap { places[Self.folded($0)] })
    facts = (0..<record.count).filter { !others.contains($0) }
    count = record.count
  }

  /// A name without regard to case, blanks, marks and typographic quotes around it.
  static func folded(_ name: String) -> String {
    let around = CharacterSet.whitespaces.union(CharacterSet(charactersIn: "\u{FEFF}\u{201C}\u{201D}\""))
    return name.trimmingCharacters(in: around).lowercased()
  }
}
