import CatalogModel
import SampleCatalog

extension SampleSKU {
  func title(locale: String) -> String {
    Localization.localized(
      isEvergreen
        ? baseTitle
        : Renaming.renamed(baseTitle, draw, after: product.history, share: product.churn.skusRenamed),
      locale: locale, draw: product.draw)
  }

  /// The title of version 1, in English.
  var baseTitle: String {
    if let wellKnown { return wellKnown.title }
    let years = ownTerm == "P1Y" ? "1 Year" : "3 Years"
    switch product.family {
    case .machineReservation: return "Reserved VM Instance, \(place), \(years)"
    case .sqlReservation: return "Reserved SQL Database, \(place), \(years)"
    case .cosmosReservation: return "Reserved Cosmos DB, \(place), \(years)"
    case .azurePlan: return "Microsoft Azure plan"
    case .legacyAzure: return "Microsoft Azure"
    case .savingsPlan: return "Azure savings plan for compute, \(years)"
    case .perpetualSoftware:
      return index == 0 ? product.baseTitle : "\(product.baseTitle) - \(draw.at(.title).pick(perpetualVariants))"
    case .softwareSubscription, .linuxSubscription: return "\(product.baseTitle) - \(years)"
    case .marketplace:
      return "\(product.baseTitle) \(index == 0 ? "Standard" : "Plan \(index)")\(isTrial ? " Trial" : "")"
    case .licence, .licenceAddOn, .specializedOffer: return licenceTitle
    }
  }

  /// The reserved machine and region: `Standard_D32s_v3, US West 2`.
  private var place: String {
    let reservation = reservation
    return "\(reservation.armName), \(reservation.region.title)"
  }

  /// Titles counted by cores, or naming CALs for users or devices, have no variants by users and devices.
  private var perpetualVariants: [String] {
    let forAll = ["License Only", "Upgrade", "Software Assurance"]
    let isCounted = product.baseTitle.contains("Core") || product.baseTitle.contains("CAL")
    return isCounted ? forAll : forAll + ["1 User", "1 Device"]
  }

  private var licenceTitle: String {
    var title = product.baseTitle
    if index > 3 { title = Editions.added(to: title, draw.at(.title, 2), " - ") }
    if isTrial { title += " Trial" }
    switch licenceSegment {
    case .nonprofit: title += " (Non-Profit Pricing)"
    case .education:
      switch draw.at(.title, 3).below(40) {
      case 0: title += " (Educational Faculty Pricing)"
      case 1: title += " (Education Pricing)"
      case ..<21: title += " (Education Faculty Pricing)"
      default: title += " (Education Student Pricing)"
      }
    case .government: title += " (Governmental Community Cloud Pricing)"
    default: break
    }
    return Oddities.applied(to: title, draw.at(.language))
  }

  /// Only some descriptions are a SKU's own; the rest repeat the product's.
  var description: String {
    product.family == .machineReservation
      ? "Reserved Virtual Machines Instance, \(place), \(ownTerm == "P1Y" ? "1 Year" : "3 Years")"
      : draw.at(.description).chance(0.3) ? Prose.text(draw.at(.description)) : product.description
  }
}
