import CatalogModel
import Foundation
import PartnerCenterEmulator
import SeededRandom

/// A month of a catalog: what it looks like, when it changes, and when its lists are short.
///
/// Source of the numbers: one month of a licence price list. 9 % of the products changed, in them nearly half of what is
/// sold; 1.3 % of what is sold was added; three quarters of it in the first days of the month. Lists that are short for
/// some hours: five weeks of a comparable catalog.
public struct MonthScript: Sendable, Hashable {
  public var seed: UInt64
  /// How many markets are read, 1 to 12.
  public var markets: Int
  public var products: Int
  /// The mean number of SKUs of a product; `nil` for the measured distributions.
  public var skusPerProduct: Int?
  /// How much of what changes does so in all markets at once, from 0 to 1.
  public var worldwide: Double
  /// Whether changes come when the calendar expects them, or evenly over the month.
  public var isEven: Bool

  public init(
    seed: UInt64 = 1, markets: Int = 1, products: Int = 200, skusPerProduct: Int? = 5, worldwide: Double = 1,
    isEven: Bool = false
  ) {
    self.seed = seed
    self.markets = max(1, min(Self.codes.count, markets))
    self.products = products
    self.skusPerProduct = skusPerProduct
    self.worldwide = worldwide
    self.isEven = isEven
  }

  static let codes: [Market] = ["US", "DE", "GB", "FR", "JP", "BR", "AU", "CA", "IN", "NL", "SE", "CH"]
  static let days = 30
  /// The share of products that changes in the month.
  static let changedProducts = 0.09
  /// The share of it that falls into the first days.
  static let inFirstDays = 0.75
  static let firstDays = 4
  /// Syncs run at this hour of the day.
  static let hourOfSync = 6.0

  enum Event: Sendable {
    case version(Int)
    /// Lists leave out this share of what they should show; 0 for none.
    case shortage(Double)
    case sync
  }

  /// What happens, and when, in hours from the beginning of the month.
  var events: [(hour: Double, event: Event)] {
    var numbers = SplitMix64(seed: seed ^ 0x6D6F_6E74)
    var events: [(hour: Double, event: Event)] = []
    for day in 0..<Self.days {
      events.append((24 * Double(day) + Self.hourOfSync, .sync))
      events.append((24 * Double(day) + Double.random(in: 0..<24, using: &numbers), .version(day + 2)))
    }
    // Three times in the month lists are short, each time for eight hours in which a sync falls.
    for _ in 0..<3 {
      let begin = 24 * Double(numbers.number(1...(Self.days - 2))) + Self.hourOfSync - Double(numbers.number(1...7))
      events.append((begin, .shortage(0.05)))
      events.append((begin + 8, .shortage(0)))
    }
    return events.sorted { $0.hour < $1.hour }
  }

  /// The emulator's catalog of the month: a version for each day.
  var configuration: EmulatorConfiguration {
    let slow = Self.days - Self.firstDays
    let shares = (0..<Self.days).map { day in
      if isEven { return Self.changedProducts / Double(Self.days) }
      return day < Self.firstDays
        ? Self.changedProducts * Self.inFirstDays / Double(Self.firstDays)
        : Self.changedProducts * (1 - Self.inFirstDays) / Double(slow)
    }
    var churn = Churn()
    churn.touch = Churn.Touch(shares: shares, worldwide: worldwide)
    churn.productsAdded = 0.06
    churn.productsWithdrawn = 0.02
    churn.productsRenamed = 0.05
    churn.skusAdded = 0.5
    churn.skusWithdrawn = 0.03
    churn.skusRenamed = 0.05
    churn.quantitiesChanged = 0.05
    churn.availabilitiesWithdrawn = 0.03
    churn.availabilitiesReissued = 0.3
    churn.purchasabilityChanged = 0.05
    var shape = CatalogShape(
      seed: seed, markets: Array(Self.codes.prefix(markets)), products: products, skusPerProduct: skusPerProduct,
      customers: 0)
    shape.churn = churn
    return EmulatorConfiguration(shape: shape)
  }
}
