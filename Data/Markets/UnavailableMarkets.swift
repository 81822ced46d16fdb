public import CatalogModel

/// A market where software subscriptions are not sold.
public struct UnavailableMarket: Sendable, Hashable, Codable {
  /// The service's own code.
  public var market: Market
  /// The ISO 3166-1 alpha-2 country; differs from ``market`` for `XJ`, `XS` and `XE`.
  public var isoCountry: String
  /// The English name, as in ``MarketFacts``.
  public var name: String

  /// Wraps a market that is known from elsewhere than ``UnavailableMarkets``.
  public init(market: Market, isoCountry: String, name: String) {
    self.market = market
    self.isoCountry = isoCountry
    self.name = name
  }
}

/// Where software subscriptions are not sold, as the page "Make a one-time purchase" lists it.
///
/// Embedded from `unavailable-markets.json`, which `tools/import-unavailable-markets` writes from that page. Decoded
/// when first asked for, once, from any thread.
public enum UnavailableMarkets {
  /// The 110 documented markets, in the order of their codes.
  public static let documented: [UnavailableMarket] = MarketTable.rows(in: PackageResources.unavailable_markets_json)

  /// The id of the product type that is not sold there.
  public static let productType = "Software"

  /// The id of the product sub-type that is not sold there. Perpetual software is not concerned.
  public static let productSubtype = "SoftwareSubscriptions"

  /// Whether software subscriptions are documented as not sold in a market.
  public static func contains(_ market: Market) -> Bool { markets.contains(market) }

  private static let markets = Set(documented.map(\.market))
}
