/// A named part of the catalog: the parameter `targetView` of the product list. Views overlap.
///
/// Source: "Get a list of products", table of target views. The service ignores case.
public struct TargetView: StringIdentifier {
  /// The name, exactly as given.
  public let rawValue: String
  /// Wraps a name; unknown ones are kept. See ``init(parsing:)``.
  public init(_ text: String) { rawValue = text }

  /// Every Azure product: superset of the reservation views and ``microsoftAzure``.
  public static let azure: TargetView = "Azure"
  /// Every reservation product.
  public static let azureReservations: TargetView = "AzureReservations"
  /// Reservations of virtual machines.
  public static let azureReservationsVM: TargetView = "AzureReservationsVM"
  /// Reservations of SQL databases.
  public static let azureReservationsSQL: TargetView = "AzureReservationsSQL"
  /// Reservations of Cosmos DB.
  public static let azureReservationsCosmosDB: TargetView = "AzureReservationsCosmosDb"
  /// The legacy Azure subscription offer and the Azure plan.
  public static let microsoftAzure: TargetView = "MicrosoftAzure"
  /// Licences: legacy and new commerce.
  public static let onlineServices: TargetView = "OnlineServices"
  /// Superset of the three narrower software views.
  public static let software: TargetView = "Software"
  /// SUSE Linux subscriptions.
  public static let softwareSUSELinux: TargetView = "SoftwareSUSELinux"
  /// Perpetual software licences.
  public static let softwarePerpetual: TargetView = "SoftwarePerpetual"
  /// Software subscriptions, such as Windows Server for one year.
  public static let softwareSubscriptions: TargetView = "SoftwareSubscriptions"
  /// Third-party offers of the commercial marketplace.
  public static let marketplaceSaaS: TargetView = "MarketplaceSaaS"
  /// Special offers, opened to some partners.
  public static let specializedOffers: TargetView = "SpecializedOffers"

  /// All documented views, the wide ones first.
  public static let documented: [TargetView] = [
    .azure, .onlineServices, .software, .marketplaceSaaS, .specializedOffers,
    .azureReservations, .azureReservationsVM, .azureReservationsSQL, .azureReservationsCosmosDB,
    .microsoftAzure, .softwareSUSELinux, .softwarePerpetual, .softwareSubscriptions,
  ]

  /// The documented view of a name, in any case; `nil` for others.
  public init?(parsing text: String) {
    let folded = text.lowercased()
    guard let view = Self.documented.first(where: { $0.rawValue.lowercased() == folded }) else { return nil }
    self = view
  }
}
