/// A part of the price lists: the parameter `PricesheetView`. An open set: a sheet of an unknown view is kept under its
/// name.
///
/// Source: "Get a price sheet", table of views.
public struct PriceView: StringIdentifier {
  /// The name in lower case.
  public let rawValue: String
  /// Wraps a name, folding it to lower case.
  public init(_ text: String) { rawValue = text.lowercased() }

  /// New-commerce licences; monthly.
  public static let licences: PriceView = "updatedlicensebased"
  /// Licences at their end of sale.
  public static let licencesAtEndOfSale: PriceView = "licensebasedeos"
  /// What a subscription costs that ended and was not cancelled. Source: observed in clients of 2026.
  public static let extendedTerm: PriceView = "licensebasedest"
  /// Perpetual and subscription software; monthly.
  public static let software: PriceView = "software"
  /// Meters of the Azure plan; daily.
  public static let consumption: PriceView = "azure_consumption"
  /// Reservations under the Azure plan; daily.
  public static let reservations: PriceView = "azure_reservations"
  /// Offers of third parties; daily.
  public static let marketplace: PriceView = "marketplace"

  /// Azure's public retail prices: consumption, reservations and savings plans; daily. No sheet of the partner's, and no
  /// partner price. Source: "Azure Retail Prices overview".
  public static let azureRetail: PriceView = "azure-retail"
  /// The reservations of ``azureRetail`` alone: a tenth of its pages.
  public static let azureRetailReservations: PriceView = "azure-retail-reservations"

  /// The known views.
  public static let known: [PriceView] = [
    .licences, .licencesAtEndOfSale, .extendedTerm, .software, .consumption, .reservations, .marketplace, .azureRetail,
    .azureRetailReservations,
  ]

  /// Whether its sheets change from day to day, not from month to month.
  public var isDaily: Bool { [.consumption, .reservations, .marketplace].contains(self) || isPublic }

  /// Whether anybody may read it, without signing in: the same in all markets, in one currency at a time.
  public var isPublic: Bool { self == .azureRetail || self == .azureRetailReservations }
}

/// The part of time that a sheet is about.
public enum PriceTimeline: String, Sendable, Codable, CaseIterable {
  /// A whole sheet of a month.
  case current
  /// A preview: only rows that move in a month to come.
  case future
}
