import CatalogModel
import CatalogSchema
import Foundation

/// A price with its key.
struct PricedRow: Hashable {
  var offer: PriceOffer
  var price: ItemPrice
  var saleEnds: Date?
}

/// Chooses the rows of sheets that hold at a moment.
///
/// Of rows of one key that hold, one with a real end holds to its end; of the others the latest start does. Equal starts
/// with different amounts are contradictory. Source: announcements 2023-02, 2023-04 and 2023-06; "Azure plan price list".
struct PriceSelection {
  var sheets: [PriceSheetFacts]
  var moment: Date
  var options: PriceOptions

  private struct Key: Hashable {
    var view: Int64
    var offer: PriceOffer
    var currency: String
  }

  private var stamp: Int64 { Int64(moment.timeIntervalSince1970.rounded(.down)) }

  /// The prices of rows of one market, those of each key together, in their order.
  func rows(_ rows: [StoredPrice]) -> [PricedRow] {
    var order: [Key] = []
    var groups: [Key: [StoredPrice]] = [:]
    for row in rows {
      guard let sheet = sheet(row.view), row.isListed(in: sheet.month), isWanted(row.currency, sheet) else { continue }
      let key = Key(view: row.view, offer: row.offer, currency: row.currency)
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(row)
    }
    var current: [PricedRow] = []
    var known: [Key: Set<PriceContent>] = [:]
    for key in order {
      guard let sheet = sheet(key.view), sheet.timeline == .current, let rows = groups[key] else { continue }
      let found = judged(key, rows, sheet)
      current += found
      known[Key(view: 0, offer: key.offer, currency: key.currency), default: []].formUnion(rows.map(\.content))
    }
    for key in order {
      guard let sheet = sheet(key.view), sheet.timeline == .future, let rows = groups[key] else { continue }
      let before = known[Key(view: 0, offer: key.offer, currency: key.currency)] ?? []
      current += rows.compactMap { row in
        // A preview lists rows that look as before, too: other data of the product moved.
        let isSame = before.contains {
          $0.unit == row.content.unit && $0.retail == row.content.retail && $0.ends == row.content.ends
        }
        return isSame ? nil : priced(key, row.content, .announced, sheet)
      }
    }
    return current
  }

  private func sheet(_ view: Int64) -> PriceSheetFacts? { sheets.first { $0.view == view } }

  /// Whether prices in a currency are shown of a sheet: those of the chosen one, or all where none is chosen.
  ///
  /// A public list has no price of a partner's.
  private func isWanted(_ currency: String, _ sheet: PriceSheetFacts) -> Bool {
    if options.amounts == .partner, sheet.name.isPublic { return false }
    return chosenCurrency(sheet).map { $0 == currency } ?? true
  }

  /// The currency of prices from a sheet; `nil` where it has several, and none is chosen.
  func chosenCurrency(_ sheet: PriceSheetFacts) -> String? {
    if let asked = options.currency { return asked }
    if let billing = options.billingCurrency, sheet.currencies.contains(billing) { return billing }
    return sheet.currencies.count == 1 ? sheet.currencies[0] : nil
  }

  private func judged(_ key: Key, _ rows: [StoredPrice], _ sheet: PriceSheetFacts) -> [PricedRow] {
    let holding = Self.holding(rows.map(\.content), at: stamp)
    var judged: [PricedRow] = []
    if let first = holding.first {
      let isContradictory = holding.dropFirst().contains { other in
        ![(first.unit, other.unit), (first.retail, other.retail)].allSatisfy { Self.isSame($0, $1) }
      }
      let state = isContradictory ? .contradictory : state(first, key, sheet)
      judged += (isContradictory ? holding : [first]).map { priced(key, $0, state, sheet) }
    }
    let future = rows.map(\.content).filter { ($0.starts ?? .min) > stamp }
    judged += future.map { priced(key, $0, .announced, sheet) }
    if judged.isEmpty, let last = rows.map(\.content).max(by: { ($0.ends ?? .max) < ($1.ends ?? .max) }) {
      judged.append(priced(key, last, .ended, sheet))
    }
    return judged
  }

  /// The rows that hold at a moment, more than one only where they contradict each other.
  static func holding(_ contents: [PriceContent], at stamp: Int64) -> [PriceContent] {
    let valid = contents.filter { $0.holds(at: stamp) }
    let bounded = valid.filter { $0.ends != nil }
    let chosen = bounded.isEmpty ? valid : bounded
    guard let latest = chosen.map({ $0.starts ?? .min }).max() else { return [] }
    return chosen.filter { ($0.starts ?? .min) == latest }
  }

  private static func isSame(_ left: PriceAmount?, _ right: PriceAmount?) -> Bool {
    switch (left, right) {
    case (let left?, let right?): left.isEqual(to: right)
    case (nil, nil): true
    default: false
    }
  }

  private func state(_ content: PriceContent, _ key: Key, _ sheet: PriceSheetFacts) -> PriceState {
    if chosenCurrency(sheet) == nil { return .currencyUnknown }
    let isOld = options.maximumAge.map { stamp - sheet.fetchedAt > Int64($0) } ?? false
    if isOld || sheet.month < SheetMonth(of: moment).number { return .stale }
    if !key.offer.meter.isEmpty { return .byMeter }
    if content.isTrial { return .trial }
    guard let unit = content.unit ?? content.retail else { return .noRow }
    return unit.isZero ? .free : .known
  }

  private func priced(
    _ key: Key, _ content: PriceContent, _ state: PriceState, _ sheet: PriceSheetFacts
  ) -> PricedRow {
    PricedRow(
      offer: key.offer,
      price: ItemPrice(
        termDuration: key.offer.term.isEmpty ? nil : key.offer.term,
        billingPlan: key.offer.plan.isEmpty ? nil : key.offer.plan, currency: key.currency, state: state,
        unit: options.amounts == .retail ? nil : content.unit,
        retail: options.amounts == .partner ? nil : content.retail,
        validFrom: content.starts.map { Date(stamp: $0) }, validTo: content.ends.map { Date(stamp: $0) },
        sheet: sheet.sheet),
      saleEnds: content.saleEnds.map { Date(stamp: $0) })
  }
}
