import CatalogModel
import SampleCatalog

/// The conditions of a purchase.
extension SampleSKU {
  /// In the legacy reading of reservations the Azure subscription must be registered first.
  func purchasePrerequisites(scope: ReservationReading) -> [String] {
    switch product.family {
    case .machineReservation, .sqlReservation, .cosmosReservation:
      scope == .legacy ? ["AzureSubscriptionRegistration", "InventoryCheck"] : ["InventoryCheck"]
    case .licence, .licenceAddOn, .azurePlan, .marketplace, .specializedOffer, .savingsPlan:
      ["MicrosoftCustomerAgreement"]
    case .legacyAzure: ["MicrosoftCloudAgreement"]
    case .perpetualSoftware, .softwareSubscription, .linuxSubscription: []
    }
  }

  var inventoryVariables: [String] {
    product.family.isReservation ? ["CustomerId", "AzureSubscriptionId", "ArmRegionName"] : []
  }

  var provisioningVariables: [String] {
    product.family.isReservation ? ["Scope", "SubscriptionId", "Duration"] : []
  }

  /// Some licences of Windows 365 want an attestation in the cart.
  var attestation: String? {
    product.family.isLicence && product.baseTitle.contains("Windows 365") ? "Windows365" : nil
  }

  /// The SKUs, as `product:sku`, of which an add-on needs one: of licences that are never withdrawn.
  func prerequisiteSKUs(in catalog: EmulatorCatalog) -> [String] {
    guard product.family == .licenceAddOn else { return [] }
    if let named = product.wellKnown?.prerequisiteSKUs, !named.isEmpty { return named }
    var found: [String] = []
    for number in 0...product.draw.at(.prerequisite).below(3) {
      let slot = 16 * product.draw.at(.prerequisite, number + 1).below(product.evergreenSlots)
      let base = catalog.product(inSlot: slot).sku(at: 0)
      let name = "\(base.product.id):\(base.id)"
      if !found.contains(name) { found.append(name) }
    }
    return found
  }

  var supportedBillingCycles: [String] {
    switch product.family {
    case .licence, .licenceAddOn, .specializedOffer: isTrial ? ["none"] : ["annual", "monthly"]
    case .machineReservation, .sqlReservation, .cosmosReservation: ["one_time", "monthly"]
    case .marketplace: isTrial ? ["none"] : ["monthly", "annual"]
    case .savingsPlan: ["one_time", "monthly"]
    case .azurePlan, .legacyAzure, .perpetualSoftware, .softwareSubscription, .linuxSubscription: ["one_time"]
    }
  }
}
