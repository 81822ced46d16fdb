import CatalogModel
import Foundation

/// Everything that decides whether a customer can buy an item, as a plain value.
struct PurchaseFacts: Hashable, Sendable {
  /// The state of a condition of the purchase.
  enum Standing: Hashable, Sendable {
    case met, unmet
    /// It could not be read, or was never asked.
    case unknown
  }

  /// The presence of the item in the catalog, or the reason of its absence.
  enum Presence: Hashable, Sendable {
    case held
    /// When it was found to be gone.
    case removed(Date)
    case neverSeen
    /// The lists that hold it elsewhere are closed to this partner where the customer buys.
    case forbidden(lists: [String])
  }

  // MARK: - The customer

  /// The customer's name, for the sentences.
  var customer: String
  /// The market of the customer.
  var customerMarket: Market
  /// `nil` where they could not be read: unknown, not none.
  var qualifications: [Qualification]? = []
  /// When the service said that the partner sells to the customer no more; `nil` where it does not say so.
  var relationshipEndedAt: Date?

  // MARK: - The item

  /// The id for messages; may be empty for a current item.
  var item = ""
  /// The market of the item.
  var itemMarket: Market
  /// For an item of another market, or one that is gone: all markets where it is offered.
  var offeredIn: [Market] = []
  var presence = Presence.held
  /// Whether the lists of the customer's market are complete: only then does absence mean anything.
  var isMarketWhole = true
  /// The replacements of a removed item: CatalogItemIds, or SKUs with their titles.
  var successors: [String] = []
  var segment: Segment
  /// `nil` where the service does not say.
  var isPurchasable: Bool? = true
  var isSoftwareSubscription = false
  /// How it is known that software subscriptions are not sold in the customer's market; `nil` where they are.
  var subscriptionsUnavailable: UnavailableMarketRecord.Source?
  /// The evidence of an observation, in English.
  var unavailabilityEvidence: String?
  var isReservation = false
  /// The entry of Microsoft's list of markets without reservations; `nil` where no edition names the market.
  var reservationsUnavailable: DocumentedAbsence?
  var isAzurePlan = false
  var terms: [Term] = []
  /// The billing cycles of the SKU, for terms without one.
  var billingCycles: [String] = []
  var minimumQuantity = 1
  var maximumQuantity = 999_999_999
  /// The licences of the SKU that a customer may hold in all, over all partners; `nil` for no known limit.
  var mostHeld: Int?
  /// The licences of the SKU that the customer is known to hold.
  var heldQuantity = 0

  // MARK: - Conditions of the purchase; `nil` where the item does not have them

  /// The result of fresh inventory checks, if the item requires one or was checked.
  var inventory: InventoryFinding?
  /// The variables of an inventory check.
  var inventoryVariables: [String] = []
  /// Whether an Azure subscription of the customer is registered.
  var registration: RegistrationFinding?
  /// The agreement asked for, and whether it is accepted.
  var agreement: AgreementFinding?
  /// Whether the customer holds the Azure plan under which the item is bought.
  var azurePlan: Standing?
  /// Whether the customer holds one of the products that the add-on extends.
  var baseProduct: Standing?
  /// The products to buy before: titles and ids.
  var prerequisiteProducts: [String] = []
  /// The kind of attestation that the order must accept.
  var attestation: String?
  var isPerpetualSoftware = false
  /// Prerequisites that this program does not know.
  var otherPrerequisites: [String] = []
  /// Whether the customer's own catalog showed it when it was last verified; `unmet` where it did not.
  var customerCatalog: Standing?
  /// How that refused, where it did.
  var customerCatalogRefusal: String?

  // MARK: - What is wanted

  var wish = PurchaseWish()
}

/// A documented list's entry for a market.
struct DocumentedAbsence: Hashable, Sendable {
  /// The date of the newest edition, as it bears it.
  var date: String
  /// Whether that names the market: it decides.
  var isNamed: Bool
  /// The dates of older editions that say otherwise.
  var dissenting: [String]
}

/// The choices of an order that the caller made.
struct PurchaseWish: Hashable, Sendable {
  /// `P1Y`; `nil` for any.
  var term: String?
  /// `monthly`; `nil` for any.
  var billingCycle: String?
  var quantity: Int?
}

/// An agreement that the purchase rests on.
struct AgreementFinding: Hashable, Sendable {
  /// `MicrosoftCustomerAgreement`, `MicrosoftCloudAgreement`, or another word.
  var name: String
  var standing: PurchaseFacts.Standing
}

/// The results of fresh inventory checks of one SKU for a customer.
enum InventoryFinding: Hashable, Sendable {
  /// None was run, or none lately.
  case unchecked
  /// The service left the SKU out of its answer.
  case leftOut(when: String, place: String)
  /// One place is enough.
  case free(place: String)
  /// Every checked place is restricted, for all terms or for some.
  case restricted(InventoryBlock)
}

/// How far the customer's Azure subscriptions are registered for reservations.
enum RegistrationFinding: Hashable, Sendable {
  case registered(subscription: String)
  case underWay(subscription: String)
  case notRegistered([String])
  /// The customer has no legacy Azure subscription.
  case noSubscription
  case unknown
}

extension PurchaseFacts {
  /// The qualification that opens the item's segment, and its state; `nil` for commercial offers.
  var segmentStanding: (qualification: String?, standing: Standing)? {
    guard segment != .commercial else { return nil }
    guard let name = Self.qualificationNames[segment] else { return (nil, .unmet) }
    guard let qualifications else { return (name, .unknown) }
    return (name, qualifications.contains { $0.opens == segment && $0.isApproved } ? .met : .unmet)
  }

  static let qualificationNames: [Segment: String] = [
    .education: "Education", .nonprofit: "Nonprofit", .government: "GovernmentCommunityCloud",
  ]

  /// Every pair of duration and billing cycle that the item can be ordered with; where some of its terms are
  /// restricted, of the others.
  var plans: [PurchasePlan] {
    let offered = offeredPlans
    guard case .restricted(let block) = inventory else { return offered }
    let open = offered.filter { !block.covers($0.term) }
    return open.isEmpty ? offered : open
  }

  private var offeredPlans: [PurchasePlan] { PurchasePlan.all(terms: terms, billingCycles: billingCycles) }

  /// Whether inventory checks forbid the requested terms, or all of them.
  private var isRestricted: Bool {
    guard case .restricted(let block) = inventory else { return false }
    if block.coversAll(terms.map(\.duration)) { return true }
    return wish.term.map { term in
      block.covers(term) && terms.contains { $0.duration.uppercased() == term.uppercased() }
    }
      ?? false
  }

  /// Whether inventory checks forbid some of its terms, and none was chosen.
  private var isRestrictedInPart: Bool {
    guard case .restricted(let block) = inventory, !isRestricted, wish.term == nil else { return false }
    return terms.contains { block.covers($0.duration) }
  }

  /// Whether the market's own catalog shows it as something that can be bought.
  private var isOfferedHere: Bool { presence == .held && itemMarket == customerMarket && isPurchasable != false }

  /// Whether it is sold where Microsoft documents that such things are not: its own catalog has the last word.
  private var isShownAgainstTheDocument: Bool {
    isReservation && reservationsUnavailable?.isNamed == true && isOfferedHere
  }

  /// Whether it is a reservation that Microsoft does not sell there, and that is not there.
  var isUnavailableReservation: Bool { isReservation && reservationsUnavailable?.isNamed == true && !isOfferedHere }

  /// The term of a cart line: none for the Azure plan and for perpetual software.
  ///
  /// Source: "Create a cart", `termDuration`.
  func cartTerm(of plan: PurchasePlan) -> String? {
    isAzurePlan || isPerpetualSoftware ? nil : plan.term.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Why the item is blocked, in the order of the reasons' words.
  var obstacles: [VerdictReason.Code] { VerdictReason.Code.allCases.filter(isObstacle) }

  private func isObstacle(_ code: VerdictReason.Code) -> Bool {
    switch code {
    case .relationshipEnded: relationshipEndedAt != nil
    case .removed: if case .removed = presence { true } else { false }
    case .notInMarket: presence != .neverSeen && itemMarket != customerMarket
    case .notPurchasable: isPurchasable == false
    case .unavailableMarket: isSoftwareSubscription && subscriptionsUnavailable != nil || isUnavailableReservation
    case .segmentNotEligible: segmentStanding?.standing == .unmet
    case .inventoryRestricted: isRestricted
    case .quantityOutOfRange:
      (wish.quantity.map { !(minimumQuantity...max(minimumQuantity, maximumQuantity) ~= $0) } ?? false)
        || exceedsHoldings
    case .termNotOffered:
      (wish.term != nil || wish.billingCycle != nil) && !offeredPlans.contains { $0.fits(wish) }
    case .forbiddenToPartner: if case .forbidden = presence { true } else { false }
    case .neverSeen: presence == .neverSeen
    case .listIncomplete: !isMarketWhole && (presence == .neverSeen || itemMarket != customerMarket)
    }
  }

  /// Whether an order of the wished quantity brings the customer beyond the licences that it may hold.
  var exceedsHoldings: Bool { wish.quantity.map { heldQuantity > 0 && $0 > quantityLeft } ?? false }

  /// The licences that the customer may hold beyond those it holds.
  var quantityLeft: Int { mostHeld.map { $0 - min($0, heldQuantity) } ?? maximumQuantity }

  /// The steps before an order, in the order of their codes.
  var preliminaries: [PurchaseStep.Code] { PurchaseStep.Code.allCases.filter(isPreliminary) }

  private func isPreliminary(_ code: PurchaseStep.Code) -> Bool {
    switch code {
    case .relationshipEnded: relationshipEndedAt != nil
    case .inventoryCheck:
      switch inventory {
      case .unchecked, .leftOut: true
      case .restricted: isRestrictedInPart
      case nil, .free: false
      }
    case .azureSubscriptionRegistration:
      if let registration { if case .registered = registration { false } else { true } } else { false }
    case .softwareQualification: isPerpetualSoftware
    case .prerequisiteProduct: isOpen(baseProduct)
    case .customerQualification: segmentStanding?.standing == .unknown
    case .customerAgreement: isOpen(agreement?.standing)
    case .azurePlan: isOpen(azurePlan)
    case .attestation: attestation != nil
    case .customerCatalog: isOpen(customerCatalog)
    case .purchasability: isPurchasable == nil
    case .documentedUnavailable: isShownAgainstTheDocument
    case .otherPrerequisite: !otherPrerequisites.isEmpty
    }
  }

  private func isOpen(_ standing: Standing?) -> Bool { standing == .unmet || standing == .unknown }
}
