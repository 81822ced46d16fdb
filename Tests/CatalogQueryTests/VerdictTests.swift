import CatalogModel
import Foundation
import Testing

@testable import CatalogQuery

@Suite struct VerdictTests {
  private static let clean = PurchaseFacts(
    customer: "Contoso", customerMarket: "DE", openSegments: [.commercial], itemMarket: "DE", segment: .commercial)

  /// What makes each reason apply, and its sentence.
  private static let obstacles: [(VerdictReason.Code, @Sendable (inout PurchaseFacts) -> Void, String)] = [
    (
      .removed, { $0.removedAt = Date(timeIntervalSince1970: 1_772_323_200) },
      "It is no longer in the catalog of DE: found to be gone on 2026-03-01."
    ),
    (.notPurchasable, { $0.isPurchasable = false }, "It is listed in DE, but Microsoft marks it as not purchasable."),
    (
      .unavailableMarket,
      {
        $0.isSoftwareSubscription = true
        $0.subscriptionsUnavailable = .documented
      }, "Software subscriptions are not sold in DE, as Microsoft documents."
    ),
    (
      .segmentNotEligible, { $0.segment = .education },
      "It is for education customers, and Contoso has no approved Education qualification."
    ),
    (.inventoryRestricted, { $0.restriction = "Restricted." }, "Restricted."),
  ]

  private static let preliminaries: [(PurchaseStep.Code, @Sendable (inout PurchaseFacts) -> Void, String)] = [
    (
      .inventoryCheck,
      {
        $0.purchasePrerequisites.append("inventorycheck")
        $0.inventoryVariables = ["CustomerId", "ArmRegionName"]
      }, "Run the inventory check first; it asks for CustomerId, ArmRegionName."
    ),
    (
      .azureSubscriptionRegistration, { $0.purchasePrerequisites.append("AzureSubscriptionRegistration") },
      "Register the customer's Azure subscription for reservations first."
    ),
    (
      .softwareQualification, { $0.isPerpetualSoftware = true },
      "Microsoft must have qualified the partner to sell perpetual software."
    ),
    (
      .prerequisiteProduct,
      {
        $0.isAddOn = true
        $0.prerequisiteProducts = ["Plan (A:1)"]
      }, "It is an add-on: the customer must have one of: Plan (A:1)."
    ),
  ]

  @Test("Nothing in the way is purchasable")
  func purchasable() {
    #expect(Verdict.judge(Self.clean) == .init(verdict: .purchasable, reasons: [], steps: []))
  }

  @Test("Each obstacle alone, and each pair, blocks with its own sentences")
  func reasons() {
    for (index, first) in Self.obstacles.enumerated() {
      for second in Self.obstacles[index...] {
        var facts = Self.clean
        first.1(&facts)
        if second.0 != first.0 { second.1(&facts) }
        let judgement = Verdict.judge(facts)
        let expected = Self.obstacles.filter { $0.0 == first.0 || $0.0 == second.0 }
        #expect(judgement.verdict == .blocked)
        #expect(judgement.reasons == expected.map { VerdictReason(code: $0.0, message: $0.2) })
      }
    }
  }

  @Test("Each step alone, and each pair, is required with its own sentence")
  func steps() {
    for (index, first) in Self.preliminaries.enumerated() {
      for second in Self.preliminaries[index...] {
        var facts = Self.clean
        first.1(&facts)
        if second.0 != first.0 { second.1(&facts) }
        let judgement = Verdict.judge(facts)
        let expected = Self.preliminaries.filter { $0.0 == first.0 || $0.0 == second.0 }
        #expect(judgement.verdict == .stepsRequired)
        #expect(judgement.reasons.isEmpty)
        #expect(judgement.steps == expected.map { PurchaseStep(code: $0.0, message: $0.2) })
      }
    }
  }

  @Test("An obstacle blocks whatever steps there are, and the steps are named still")
  func obstacleAndStep() {
    for obstacle in Self.obstacles {
      for preliminary in Self.preliminaries {
        var facts = Self.clean
        obstacle.1(&facts)
        preliminary.1(&facts)
        let judgement = Verdict.judge(facts)
        #expect(judgement.verdict == .blocked)
        #expect(judgement.reasons.map(\.code) == [obstacle.0])
        #expect(judgement.steps.map(\.code) == [preliminary.0])
      }
    }
  }

  @Test("Another market blocks and names those where the item is sold")
  func notInMarket() {
    var facts = Self.clean
    facts.itemMarket = "FR"
    facts.offeredIn = ["FR", "US"]
    #expect(
      Verdict.judge(facts).reasons == [
        VerdictReason(
          code: .notInMarket, message: "It is not offered in DE, where Contoso buys. It is offered in FR, US.")
      ])
  }

  @Test("Software that is no subscription is sold in markets without subscriptions")
  func perpetualInUnavailableMarket() {
    var facts = Self.clean
    facts.subscriptionsUnavailable = .observed
    #expect(Verdict.judge(facts).verdict == .purchasable)
  }

  @Test("Unknown qualifications open nothing, and the sentence says so")
  func unknownQualifications() {
    var facts = Self.clean
    facts.segment = .nonprofit
    facts.areQualificationsKnown = false
    #expect(
      Verdict.judge(facts).reasons.map(\.message) == [
        "It is for nonprofit customers, and the qualifications of Contoso could not be read, so none counts. Read the customers again."
      ])
  }
}
