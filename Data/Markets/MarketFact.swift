public import CatalogModel

/// The facts of one market of the service, whether or not its catalog was ever read.
public struct MarketFact: Sendable, Hashable, Codable {
  /// The service's own code.
  public var market: Market
  /// The ISO 3166-1 alpha-2 country of the market, or the one that it is a part of.
  ///
  /// Differs from ``market`` for `XJ` (part of `SJ`), `XS` and `XE` (parts of `BQ`). `XK` and `AN` are not, or no
  /// longer, in ISO, and keep their code.
  public var isoCountry: String
  /// The English name, as the service's documentation writes it.
  public var name: String
  /// ISO 4217; `nil` where no currency is documented (`AN`, `XJ`).
  public var currency: String?
  /// The cultures of the service's texts, in its own order, such as `["fr-BE", "nl-BE", "en-US"]`. Never empty.
  public var locales: [String]
  /// The service's pricing region, such as `Asia and Pacific`; `nil` where none is documented.
  public var region: String?

  /// Wraps facts that come from elsewhere than ``MarketFacts``, for tests.
  public init(
    market: Market, isoCountry: String, name: String, currency: String?, locales: [String], region: String?
  ) {
    self.market = market
    self.isoCountry = isoCountry
    self.name = name
    self.currency = currency
    self.locales = locales
    self.region = region
  }
}
