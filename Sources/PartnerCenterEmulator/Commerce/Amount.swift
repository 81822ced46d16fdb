import Foundation

/// Amounts of money in hundredths of a currency unit; currencies without minor units have whole units alone.
enum Amount {
  /// The price of one unit of a SKU for a month, drawn from the seed.
  static func monthly(_ sku: SampleSKU, currency: String) -> Int {
    let draw = sku.draw.at(.price)
    let (low, high): (Int, Int) =
      switch sku.product.family {
      case .licence: (400, 6_000)
      case .licenceAddOn: (200, 3_000)
      case .machineReservation, .sqlReservation, .cosmosReservation: (2_000, 90_000)
      case .perpetualSoftware: (10_000, 400_000)
      case .softwareSubscription, .linuxSubscription: (1_000, 50_000)
      case .marketplace: (300, 20_000)
      case .specializedOffer: (1_000, 9_000)
      case .azurePlan, .legacyAzure, .savingsPlan: (0, 1)
      }
    let hundredths = low + draw.below(high - low)
    return wholeUnits.contains(currency) ? hundredths * 100 : hundredths
  }

  /// Currencies whose amounts have no fraction. Source: ISO 4217, currencies with exponent 0.
  static let wholeUnits: Set = [
    "JPY", "KRW", "VND", "CLP", "PYG", "ISK", "UGX", "XAF", "XOF", "XPF", "RWF", "BIF", "KMF",
  ]

  /// The part of an amount after a change in percent, rounded toward zero.
  static func changed(_ hundredths: Int, byPercent percent: Int, currency: String) -> Int {
    let changed = hundredths * (100 + percent) / 100
    return wholeUnits.contains(currency) ? changed / 100 * 100 : changed
  }

  /// `30.4`, `365`: as the service writes numbers.
  static func text(_ hundredths: Int) -> String {
    let (whole, rest) = (abs(hundredths) / 100, abs(hundredths) % 100)
    let sign = hundredths < 0 ? "-" : ""
    if rest == 0 { return "\(sign)\(whole)" }
    return rest % 10 == 0 ? "\(sign)\(whole).\(rest / 10)" : "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// The hundredths of a number of any length, rounded toward zero; `nil` for a text that is none.
  static func hundredths(_ text: String, times factor: Int) -> Int? {
    guard let number = Decimal(string: text, locale: Locale(identifier: "en_US_POSIX")) else { return nil }
    var (product, whole) = (number * Decimal(factor) * 100, Decimal())
    NSDecimalRound(&whole, &product, 0, .down)
    return Int(whole.description)
  }
}

/// The prices of a line, in hundredths.
struct LinePrices: Sendable, Hashable {
  /// One unit for one charge cycle, before discounts.
  var list: Int
  /// One unit for one charge cycle.
  var unit: Int
  /// All units for the whole term.
  var extended: Int

  /// The prices of a line, `nil` for items that are paid by use; `change` is that of the item's price since the start,
  /// `discount` that of the promotion, both in percent.
  ///
  /// Source of the relation: "Create a cart", whose cart has a price of one month and an extended price of the term.
  init?(_ line: StoredLine, change: Int, discount: Int) {
    let family = line.sku.product.family
    if family == .azurePlan || family == .legacyAzure { return nil }
    let months = Self.months(line.termDuration)
    let cycle =
      switch line.cycle {
      case "monthly": 1
      case "annual": 12
      case "triennial": 36
      default: months
      }
    if line.cycle == "none" || line.sku.isTrial {
      self.init(list: 0, unit: 0, extended: 0)
      return
    }
    let list: Int
    if let commitment = line.commitment {
      list = (Amount.hundredths(commitment.amount, times: 730 * months) ?? 0) / max(1, months / cycle)
    } else {
      let monthly = Amount.monthly(line.sku, currency: line.currency)
      list = Amount.changed(monthly * cycle, byPercent: change, currency: line.currency)
    }
    let unit = Amount.changed(list, byPercent: -discount, currency: line.currency)
    self.init(list: list, unit: unit, extended: unit * line.quantity * max(1, months / cycle))
  }

  private init(list: Int, unit: Int, extended: Int) {
    self.list = list
    self.unit = unit
    self.extended = extended
  }

  /// The months of a term; 1 where there is none, as for perpetual software.
  static func months(_ duration: String?) -> Int {
    guard let duration, duration.hasPrefix("P"), let unit = duration.last,
      let count = Int(duration.dropFirst().dropLast())
    else { return 1 }
    return unit == "Y" ? 12 * count : unit == "M" ? count : 1
  }
}
