public import CatalogModel
import Foundation

/// A market where a kind of product is not sold.
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

/// The markets in which Microsoft documents that a kind of product is not sold, from every edition of the page at hand.
public struct UnavailableMarkets: Sendable, Hashable {
  /// One edition of the page.
  public struct Edition: Sendable, Hashable, Codable {
    /// The date that the page itself bears, as ISO 8601 as far as it says: `2023-08-23`, `2018`.
    public var date: String
    /// In the order of their codes.
    public var markets: [Market]

    /// Wraps an edition that is known from elsewhere than the embedded files, for tests.
    public init(date: String, markets: [Market]) {
      self.date = date
      self.markets = markets
    }
  }

  /// The id of the product type that is not sold there.
  public let productType: String
  /// The id of the product sub-type, or of the target view, that is not sold there.
  public let productSubtype: String
  /// The newest first: that one decides.
  public let editions: [Edition]
  /// The markets of the newest edition, in the order of their codes.
  public let documented: [UnavailableMarket]

  private let markets: Set<Market>

  /// Puts editions in order.
  public init(productType: String, productSubtype: String, editions: [Edition]) {
    self.productType = productType
    self.productSubtype = productSubtype
    self.editions = editions.sorted { $0.date > $1.date }
    documented = (self.editions.first?.markets ?? []).compactMap { market in
      MarketFacts.fact(for: market).map { UnavailableMarket(market: market, isoCountry: $0.isoCountry, name: $0.name) }
    }
    markets = Set(documented.map(\.market))
  }

  /// The date of the newest edition, as the page bears it.
  public var date: String { editions.first?.date ?? "" }

  /// Whether the newest edition names a market.
  public func contains(_ market: Market) -> Bool { markets.contains(market) }

  /// The older editions that differ about a market from the newest, the newest of them first.
  public func dissenting(on market: Market) -> [Edition] {
    editions.dropFirst().filter { $0.markets.contains(market) != contains(market) }
  }
}

extension UnavailableMarkets {
  /// The markets without software subscriptions, by the page "Make a one-time purchase". Perpetual software is not
  /// affected.
  ///
  /// Embedded from `unavailable-markets.json`, which `tools/import-unavailable-markets` writes from that page. Decoded
  /// once, on first use, from any thread.
  public static let softwareSubscriptions = UnavailableMarkets(
    productType: "Software", productSubtype: "SoftwareSubscriptions",
    editions: editions(in: PackageResources.unavailable_markets_json))

  /// The markets without Azure reservations, by the page "Purchase Azure reservations".
  ///
  /// The editions of the page contradict each other. Embedded from `unavailable-reservation-markets.json`, like
  /// ``softwareSubscriptions``.
  public static let reservations = UnavailableMarkets(
    productType: "Azure", productSubtype: "AzureReservations",
    editions: editions(in: PackageResources.unavailable_reservation_markets_json))

  /// Every kind of product that is documented not to be sold somewhere.
  public static let all = [softwareSubscriptions, reservations]

  /// The list of a kind of product; `nil` where Microsoft documents none.
  public static func list(ofType type: String, subtype: String) -> UnavailableMarkets? {
    all.first {
      $0.productType.lowercased() == type.lowercased() && $0.productSubtype.lowercased() == subtype.lowercased()
    }
  }

  private struct File: Decodable { var editions: [Edition] }

  private static func editions(in file: [UInt8]) -> [Edition] {
    (try? JSONDecoder().decode(File.self, from: Data(file)))?.editions ?? []
  }
}
