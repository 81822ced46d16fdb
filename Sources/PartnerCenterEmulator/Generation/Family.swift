import CatalogModel

/// The kinds of product that a generated catalog is made of.
enum Family: UInt8, CaseIterable, Sendable {
  case licence, licenceAddOn, machineReservation, sqlReservation, cosmosReservation
  case azurePlan, legacyAzure, perpetualSoftware, softwareSubscription, linuxSubscription
  case marketplace, specializedOffer
  /// Listed only in the catalogs of customers who hold an Azure plan.
  case savingsPlan

  /// Whether products of this kind are read in two reservation scopes with different responses.
  var isReservation: Bool {
    switch self {
    case .machineReservation, .sqlReservation, .cosmosReservation: true
    default: false
    }
  }

  var isLicence: Bool { self == .licence || self == .licenceAddOn }

  /// The views that list every product of this kind.
  var views: [TargetView] {
    switch self {
    case .licence, .licenceAddOn: [.onlineServices]
    case .machineReservation: [.azure, .azureReservations, .azureReservationsVM]
    case .sqlReservation: [.azure, .azureReservations, .azureReservationsSQL]
    case .cosmosReservation: [.azure, .azureReservations, .azureReservationsCosmosDB]
    case .azurePlan, .legacyAzure: [.azure, .microsoftAzure]
    case .perpetualSoftware: [.software, .softwarePerpetual]
    case .softwareSubscription: [.software, .softwareSubscriptions]
    case .linuxSubscription: [.software, .softwareSUSELinux]
    case .marketplace: [.marketplaceSaaS]
    case .specializedOffer: [.specializedOffers]
    case .savingsPlan: [.azure]
    }
  }

  /// The views that list one product. Until 2021 the marketplace stood among the online services too, and here some
  /// of it still does.
  func views(of product: SeededRandom) -> [TargetView] {
    self == .marketplace && product.at(.shape).chance(0.05) ? views + [.onlineServices] : views
  }

  /// The prefix of ids of this kind: eight characters. Real ids begin with `CFQ7TTC0`, `DZH318Z0`, `DG7GMGF0`;
  /// generated ones differ in the eighth character, so that they never equal a real one.
  var identifierPrefix: String {
    switch self {
    case .licence, .licenceAddOn, .specializedOffer: "CFQ7TTC1"
    case .machineReservation, .sqlReservation, .cosmosReservation, .azurePlan, .legacyAzure: "DZH318Z2"
    case .perpetualSoftware, .softwareSubscription, .linuxSubscription: "DG7GMGF1"
    case .marketplace: "DZH318Z3"
    case .savingsPlan: "DZH318Z4"
    }
  }

  /// In how many of the markets a product of this kind is sold, as a share.
  var marketShare: Double {
    switch self {
    case .licence, .licenceAddOn: 0.90
    case .machineReservation: 0.96
    case .sqlReservation, .cosmosReservation: 0.94
    case .azurePlan, .legacyAzure, .savingsPlan: 1
    case .perpetualSoftware: 0.93
    case .softwareSubscription, .linuxSubscription: 0.95
    case .marketplace: 0.72
    case .specializedOffer: 0.5
    }
  }

  /// The family of a slot: the well-known products first, up to the sixteenth one of each kind, after them chance with
  /// realistic shares.
  static func of(slot: Int, draw: SeededRandom) -> Family {
    let known = WellKnownProduct.all.count
    if slot < known { return WellKnownProduct.all[slot].family }
    let next: [Family] = [
      .legacyAzure, .sqlReservation, .linuxSubscription, .cosmosReservation, .specializedOffer, .marketplace,
    ]
    if slot - known < next.count { return next[slot - known] }
    if slot % 16 == 0 { return .licence }
    switch draw.at(.family).below(100) {
    case ..<24: return .licence
    case ..<31: return .licenceAddOn
    case ..<50: return .machineReservation
    case ..<54: return .sqlReservation
    case ..<56: return .cosmosReservation
    case ..<68: return .perpetualSoftware
    case ..<76: return .softwareSubscription
    case ..<79: return .linuxSubscription
    case ..<98: return .marketplace
    default: return .specializedOffer
    }
  }
}
