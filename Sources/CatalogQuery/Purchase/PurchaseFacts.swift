import CatalogModel
import Foundation

/// Everything that decides whether a customer can buy an item, as a plain value.
struct PurchaseFacts: Hashable, Sendable {
  /// The customer's name, for the sentences.
  var customer: String
  /// Where the customer buys.
  var customerMarket: Market
  /// The segments open to the customer.
  var openSegments: Set<Segment>
  /// Whether the customer's qualifications could be read.
  var areQualificationsKnown = true

  /// Where the item is offered.
  var itemMarket: Market
  /// For an item of another market: all markets where it is offered.
  var offeredIn: [Market] = []
  var segment: Segment
  var isPurchasable = true
  /// When it was found to be gone.
  var removedAt: Date?
  var isSoftwareSubscription = false
  /// How it is known that software subscriptions are not sold in the customer's market; `nil` where they are.
  var subscriptionsUnavailable: UnavailableMarketRecord.Source?
  /// What the customer's inventory checks found, where they found it restricted.
  var restriction: String?

  /// As the service spells them.
  var purchasePrerequisites: [String] = []
  /// What an inventory check asks for.
  var inventoryVariables: [String] = []
  var isPerpetualSoftware = false
  var isAddOn = false
  /// What must be bought before: titles and ids.
  var prerequisiteProducts: [String] = []

  /// Why the item is blocked, in the order of the reasons' words.
  var obstacles: [VerdictReason.Code] { VerdictReason.Code.allCases.filter(isObstacle) }

  private func isObstacle(_ code: VerdictReason.Code) -> Bool {
    switch code {
    case .removed: removedAt != nil
    case .notInMarket: itemMarket != customerMarket
    case .notPurchasable: !isPurchasable
    case .unavailableMarket: isSoftwareSubscription && subscriptionsUnavailable != nil
    case .segmentNotEligible: !openSegments.contains(segment)
    case .inventoryRestricted: restriction != nil
    }
  }

  /// What must be done first, in the order of the steps' words.
  var preliminaries: [PurchaseStep.Code] { PurchaseStep.Code.allCases.filter(isPreliminary) }

  private func isPreliminary(_ code: PurchaseStep.Code) -> Bool {
    switch code {
    case .inventoryCheck: asks(for: "InventoryCheck")
    case .azureSubscriptionRegistration: asks(for: "AzureSubscriptionRegistration")
    case .softwareQualification: isPerpetualSoftware
    case .prerequisiteProduct: isAddOn
    }
  }

  private func asks(for prerequisite: String) -> Bool {
    purchasePrerequisites.contains { $0.lowercased() == prerequisite.lowercased() }
  }
}
