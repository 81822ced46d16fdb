/// The changes of each new version of a catalog, as shares.
///
/// Origin of the ``standard``: one month of a real licence price list (4 % changed, 1.3 % added), rounded so that small
/// catalogs see something of everything in one step.
public struct Churn: Sendable, Hashable {
  /// New products, as a share of the first version's; at least one a version.
  public var productsAdded = 0.01
  /// Products withdrawn from every market.
  public var productsWithdrawn = 0.006
  /// Products with a new title.
  public var productsRenamed = 0.02
  /// Products with a new SKU.
  public var skusAdded = 0.03
  /// SKUs withdrawn from every market.
  public var skusWithdrawn = 0.006
  /// SKUs with a new title.
  public var skusRenamed = 0.01
  /// SKUs with another minimum or maximum quantity.
  public var quantitiesChanged = 0.01
  /// Availabilities withdrawn from one market.
  public var availabilitiesWithdrawn = 0.005
  /// Availabilities that get a new id.
  public var availabilitiesReissued = 0.05
  /// Availabilities whose `isPurchasable` changes.
  public var purchasabilityChanged = 0.01
  /// The products that a version touches; `nil` for all, each of which draws for itself.
  public var touch: Touch?

  /// The shares of ``standard``.
  public init() {}

  /// The default.
  public static let standard = Churn()

  /// Versions that touch some products and leave the others as they are. The shares above then hold within those.
  public struct Touch: Sendable, Hashable {
    /// The share of products that each version touches, from version 2 on; later ones touch none.
    public var shares: [Double]
    /// The part of it that happens in all markets at once, from 0 to 1. The rest changes only availabilities, since
    /// everything else is equal in all markets.
    public var worldwide: Double

    /// Creates a pattern. Nothing is checked.
    public init(shares: [Double], worldwide: Double) {
      self.shares = shares
      self.worldwide = worldwide
    }

    fileprivate func share(_ version: Int) -> Double {
      shares.indices.contains(version - 2) ? shares[version - 2] : 0
    }
  }

  /// The versions that touch a product in all markets.
  func history(of product: SeededRandom, until last: Int) -> Lifespan.History {
    guard last > 1 else { return Lifespan.History(versions: [], last: last) }
    guard let touch else { return Lifespan.History(versions: Array(2...last), last: last) }
    let versions = (2...last).filter { product.at(.version, $0).chance(touch.share($0) * touch.worldwide) }
    return Lifespan.History(versions: versions, last: last)
  }

  /// The versions that touch the availabilities of a product in one market, besides those that touch it in every
  /// market.
  func history(of product: SeededRandom, in market: String, besides everywhere: Lifespan.History) -> Lifespan.History {
    guard let touch, everywhere.last > 1 else { return everywhere }
    let here = product.at(.market, text: market)
    let versions = (2...everywhere.last).filter {
      everywhere.versions.contains($0) || here.at(.version, $0).chance(touch.share($0) * (1 - touch.worldwide))
    }
    return Lifespan.History(versions: versions, last: everywhere.last)
  }

  /// The number of products added to `products` by the versions after the first.
  func productsAdded(to products: Int, until last: Int) -> Int {
    guard let touch else { return max(1, Int(Double(products) * productsAdded)) * (last - 1) }
    let touched = touch.shares.prefix(max(0, last - 1)).reduce(0, +)
    return Int(Double(products) * touched * productsAdded)
  }
}
