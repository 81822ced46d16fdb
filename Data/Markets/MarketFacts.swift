// facts
public import CatalogModel
public struct MarketFact: Sendable { public var market: Market; public var isoCountry: String; public var name: String; public var currency: String?; public var locales: [String]; public var region: String? }
public enum MarketFacts { public static let all: [MarketFact] = []; public static func fact(for market: Market) -> MarketFact? { nil }; public static func name(of market: Market, in locale: String) -> String { market.code } }
public struct UnavailableMarket: Sendable { public var market: Market; public var isoCountry: String; public var name: String }
public enum UnavailableMarkets { public static let documented: [UnavailableMarket] = []; public static let productType = "Software"; public static let productSubtype = "SoftwareSubscriptions"; public static func contains(_ m: Market) -> Bool { false } }
