import CatalogModel
import Foundation

/// Writes the prices of a market as a sheet, in one of the two dialects.
struct PriceSheetWriting {
  /// The columns and spellings of a sheet.
  enum Dialect: Sendable {
    /// As the portal exports it since 2025: byte order mark, LF, quotes where needed, SKU ids without zeros.
    case portal
    /// As the API's page documents it: every field in quotes, CR LF, US dates, no segment.
    case api
  }

  var dialect: Dialect
  var market: Market
  var month: SheetMonth
  /// Prices of the sheet before by their keys; `nil` for a first one.
  var before: [[String]: EmulatedPrices.Price]?
  var isRepublished = false
  /// Whether it is a preview.
  var isPreview = false

  func text(_ prices: [EmulatedPrices.Price], view: PriceView) -> Data {
    var text = dialect == .portal ? "\u{FEFF}" : ""
    var columns = [
      "ProductTitle", "ProductId", "SkuId", "SkuTitle", "Publisher", "SkuDescription", "UnitOfMeasure", "TermDuration",
      "BillingPlan", "Market", "Currency", "UnitPrice", "PricingTierRangeMin", "PricingTierRangeMax",
      "EffectiveStartDate", "EffectiveEndDate", "Tags", "ERP Price",
    ]
    if dialect == .portal {
      if !isPreview { columns.insert("ChangeIndicator", at: 0) }
      if isPreview { columns.insert("EndofSaleDate", at: columns.count - 2) }
      columns.append("Segment")
      if !isPreview { columns.append("PreviousValues") }
    }
    text += line(columns)
    for price in prices {
      let draw = price.sku.draw.at(.price, 200).at(.market, text: price.currency + price.term + price.plan)
      if isRepublished, draw.chance(0.1) {
        // Of the rows that a republished list repeats half keep an open end.
        text += line(fields(price, view, unit: price.unit + 100, ends: draw.at(.price).chance(0.5) ? day(11) : nil))
        text += line(fields(price, view, starts: day(12)))
      } else {
        text += line(fields(price, view))
      }
    }
    if !isPreview, view == .licences, let first = prices.first {
      text += line(announced(like: first, view))
    }
    return Data(text.utf8)
  }

  /// A row that no catalog has: listed a month before it can be bought.
  private func announced(like price: EmulatedPrices.Price, _ view: PriceView) -> [String] {
    var fields = fields(price, view)
    let shift = dialect == .portal && !isPreview ? 1 : 0
    fields[shift] = "Device licence, announced"
    fields[shift + 1] = "CFQ7TTC0ZZZZ"
    return fields
  }

  private func fields(
    _ price: EmulatedPrices.Price, _ view: PriceView, unit: Int? = nil, starts: Date? = nil, ends: Date? = nil
  ) -> [String] {
    let sku = price.sku
    let start: Date? =
      starts ?? (price.since > 1 ? month.start : sku.draw.at(.price, 105).chance(0.02) ? nil : Self.always)
    var fields = [
      sku.product.title(locale: "en-US"), sku.product.id, dialect == .portal ? unpadded(sku.id) : sku.id,
      sku.title(locale: "en-US"),
      "Microsoft Corporation",
      "Mail, \"files\" and meetings: made up." + (price.edition > 0 ? " Edition \(price.edition)." : ""), "",
      price.term, price.plan, market.code,
      price.currency, Amount.text(unit ?? price.unit), "", "", date(start, placeholder: 1753),
      date(ends, placeholder: 9999),
      view == .licences
        ? (price.plan == "None" ? "License;Trial" : "License")
        : view == .software ? "Software" : view == .reservations ? "Azure;Reservation" : "SaaS",
      view == .reservations ? "" : Amount.text(price.retail),
    ]
    guard dialect == .portal else { return fields }
    if isPreview { fields.insert("", at: fields.count - 2) }
    fields.append(price.segment == .nonprofit ? "Charity" : price.segment.rawValue.capitalized)
    guard !isPreview else { return fields }
    let old = before?[price.key]
    let isFalse = sku.draw.at(.price, 106).chance(0.01)
    switch (before, old) {
    case (nil, _): fields.insert("Unchanged", at: 0)
    case (_?, nil): fields.insert("Add", at: 0)
    case (_?, let old?): fields.insert((old.unit != price.unit) != isFalse ? "Change" : "Unchanged", at: 0)
    }
    let previous =
      fields[0] == "Change"
      ? "{'ERP Price': '\(Amount.text(old?.retail ?? 0))', 'UnitPrice': '\(Amount.text(old?.unit ?? 0))'}" : ""
    fields.append(previous)
    return fields
  }

  /// 1 April 2025.
  private static let always = Date(timeIntervalSince1970: 1_743_465_600)

  private func day(_ number: Int) -> Date {
    month.start.addingTimeInterval(TimeInterval(number - 1) * 86_400 + (number == 11 ? 86_399 : 0))
  }

  private func unpadded(_ id: String) -> String {
    guard id.allSatisfy(\.isNumber) else { return id }
    let text = id.drop { $0 == "0" }
    return text.isEmpty ? "0" : String(text)
  }

  private func date(_ date: Date?, placeholder year: Int) -> String {
    guard let date else {
      return dialect == .portal
        ? year == 9999 ? "9999-11-30T23:59:59.0000000Z" : "1753-01-01T00:00:00.0000000Z"
        : year == 9999 ? "11/30/9999 11:59:59 PM" : "1/1/1753 12:00:00 AM"
    }
    let seconds = Int(date.timeIntervalSince1970)
    let (year, month, day) = CivilDay.date(ofDay: seconds / 86_400)
    let time = seconds % 86_400
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    guard dialect == .api else {
      return "\(year)-\(two(month))-\(two(day))T\(two(time / 3600)):\(two(time / 60 % 60)):\(two(time % 60)).0000000Z"
    }
    let hour = time / 3600
    return "\(month)/\(day)/\(year) \(hour % 12 == 0 ? 12 : hour % 12):\(two(time / 60 % 60)):\(two(time % 60)) "
      + (hour < 12 ? "AM" : "PM")
  }

  private func line(_ fields: [String]) -> String {
    fields.map { field in
      dialect == .api || field.contains(where: { ",\"\n".contains($0) })
        ? "\"\(field.replacing("\"", with: "\"\""))\"" : field
    }.joined(separator: ",") + (dialect == .api ? "\r\n" : "\n")
  }
}
