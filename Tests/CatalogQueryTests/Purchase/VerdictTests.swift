import CatalogModel
import Foundation
import Testing

@testable import CatalogQuery

@Suite struct VerdictTests {
  private static let clean: PurchaseFacts = {
    var facts = PurchaseFacts(
      customer: "Contoso", customerMarket: "DE", item: "P:0001:A", itemMarket: "DE", segment: .commercial)
    facts.terms = [Term(duration: "P1Y", billingCycle: "Annual", description: "")]
    return facts
  }()

  typealias Rule<Code> = (code: Code, name: String, apply: @Sendable (inout PurchaseFacts) -> Void, sentence: String)

  /// What makes each reason apply, and its sentence, in the order of the reasons.
  private static let obstacles: [Rule<VerdictReason.Code>] = [
    (
      .removed, "gone", { $0.presence = .removed(Date(timeIntervalSince1970: 1_772_323_200)) },
      "It is no longer in the catalog of DE: missing since 2026-03-01."
    ),
    (
      .notPurchasable, "not purchasable", { $0.isPurchasable = false },
      "It is listed in DE, but Microsoft marks it as not purchasable."
    ),
    (
      .unavailableMarket, "documented",
      {
        $0.isSoftwareSubscription = true
        $0.subscriptionsUnavailable = .documented
      }, "Software subscriptions are not sold in DE, as Microsoft documents."
    ),
    (
      .segmentNotEligible, "no qualification", { $0.segment = .education },
      "It is for education customers, and Contoso has no approved Education qualification."
    ),
    (
      .inventoryRestricted, "restricted",
      { $0.inventory = .restricted(InventoryBlock([], sentence: "Restricted in westus2.")) },
      "Restricted in westus2."
    ),
    (
      .quantityOutOfRange, "too many",
      {
        $0.maximumQuantity = 300
        $0.wish.quantity = 301
      }, "301 is too many: at most 300 can be ordered."
    ),
    (
      .termNotOffered, "other term", { $0.wish.term = "p3y" },
      "It is not offered with P3Y, but with P1Y annual."
    ),
  ]

  /// What makes each step required, and its sentence, in the order of the steps.
  private static let preliminaries: [Rule<PurchaseStep.Code>] = [
    (
      .inventoryCheck, "never checked",
      {
        if $0.inventory == nil { $0.inventory = .unchecked }
        $0.inventoryVariables = ["CustomerId", "ArmRegionName"]
      }, "Run the inventory check first; it asks for CustomerId, ArmRegionName."
    ),
    (
      .azureSubscriptionRegistration, "unknown", { $0.registration = .unknown },
      "Register the customer's Azure subscription for reservations first."
    ),
    (
      .softwareQualification, "perpetual", { $0.isPerpetualSoftware = true },
      "Microsoft must have qualified the partner to sell perpetual software."
    ),
    (
      .prerequisiteProduct, "unknown holdings",
      {
        $0.baseProduct = .unknown
        $0.prerequisiteProducts = ["Plan (A:1)"]
      }, "It is an add-on: the customer must have one of: Plan (A:1)."
    ),
    (
      .customerAgreement, "unknown agreement",
      { $0.agreement = AgreementFinding(name: "MicrosoftCustomerAgreement", standing: .unknown) },
      "Contoso must have accepted the MicrosoftCustomerAgreement, and it is not known whether it has: look in Partner Center, or read the customers again signed in as application and user."
    ),
    (
      .azurePlan, "no plan", { $0.azurePlan = .unmet }, "Contoso has no Azure plan: buy one first."
    ),
    (
      .attestation, "attestation", { $0.attestation = "Windows365" },
      "The order must accept an attestation (Windows365): set attestationAccepted in the cart line."
    ),
    (
      .customerCatalog, "not shown", { $0.customerCatalog = .unmet },
      "The catalog that Partner Center shows for Contoso did not hold it when it was verified: agreements, an Azure plan or the state of the account may be missing."
    ),
    (
      .otherPrerequisite, "unknown word", { $0.otherPrerequisites = ["BlueMoon"] },
      "The catalog asks for BlueMoon, which this program does not know: find out what it is before ordering."
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
        first.apply(&facts)
        if second.code != first.code { second.apply(&facts) }
        let judgement = Verdict.judge(facts)
        let expected = Self.obstacles.filter { $0.code == first.code || $0.code == second.code }
        #expect(judgement.verdict == .blocked)
        #expect(judgement.reasons == expected.map { VerdictReason(code: $0.code, message: $0.sentence) })
      }
    }
  }

  @Test("Each step alone, and each pair, is required with its own sentence")
  func steps() {
    for (index, first) in Self.preliminaries.enumerated() {
      for second in Self.preliminaries[index...] {
        var facts = Self.clean
        first.apply(&facts)
        if second.code != first.code { second.apply(&facts) }
        let judgement = Verdict.judge(facts)
        let expected = Self.preliminaries.filter { $0.code == first.code || $0.code == second.code }
        #expect(judgement.verdict == .stepsRequired)
        #expect(judgement.reasons.isEmpty)
        #expect(judgement.steps == expected.map { PurchaseStep(code: $0.code, message: $0.sentence) })
      }
    }
  }

  @Test("An obstacle blocks whatever steps there are, and the steps are named still")
  func obstacleAndStep() {
    for obstacle in Self.obstacles {
      for preliminary in Self.preliminaries {
        var facts = Self.clean
        obstacle.apply(&facts)
        preliminary.apply(&facts)
        let judgement = Verdict.judge(facts)
        #expect(judgement.verdict == .blocked)
        #expect(judgement.reasons.map(\.code) == [obstacle.code])
        // A check that found it restricted needs not be run again.
        let isChecked = obstacle.code == .inventoryRestricted && preliminary.code == .inventoryCheck
        #expect(judgement.steps.map(\.code) == (isChecked ? [] : [preliminary.code]))
      }
    }
  }

  @Test("Every code of the contract is judged by some rule of these tables")
  func coverage() {
    let told: Set<VerdictReason.Code> = [
      .relationshipEnded, .notInMarket, .forbiddenToPartner, .neverSeen, .listIncomplete,
    ]
    #expect(Set(Self.obstacles.map(\.code)).union(told) == Set(VerdictReason.Code.allCases))
    #expect(Set(Self.preliminaries.map(\.code)).union(Self.toldElsewhere) == Set(PurchaseStep.Code.allCases))
  }

  /// Steps that stand and fall with a reason have tests of their own.
  private static let toldElsewhere: Set<PurchaseStep.Code> = [
    .customerQualification, .relationshipEnded, .purchasability, .documentedUnavailable,
  ]

  @Test("What the service does not say can be bought is a step, and never a reason")
  func purchasability() {
    var facts = Self.clean
    facts.isPurchasable = nil
    #expect(
      Verdict.judge(facts)
        == .init(
          verdict: .stepsRequired, reasons: [],
          steps: [
            PurchaseStep(
              code: .purchasability, message: "The service does not say whether it can be bought: a cart shows it.")
          ]))
    facts.presence = .removed(Date(timeIntervalSince1970: 1_772_323_200))
    #expect(Verdict.judge(facts).reasons.map(\.code) == [.removed])
  }

  @Test("A restriction of a term blocks that term alone, and says so")
  func restrictedTerm() {
    var facts = Self.clean
    let fiveYears = InventoryBlock(
      RestrictionFinding.all(in: #"[{"type":"Term","properties":{"values":["P5Y"]}}]"#), sentence: "P5Y is restricted.")
    facts.inventory = .restricted(fiveYears)
    #expect(Verdict.judge(facts) == .init(verdict: .purchasable, reasons: [], steps: []))
    facts.terms.append(Term(duration: "P5Y", billingCycle: "Annual", description: ""))
    #expect(
      Verdict.judge(facts).steps == [
        PurchaseStep(code: .inventoryCheck, message: "Order it with P1Y: P5Y is restricted.")
      ])
    #expect(facts.plans.map(\.term) == ["P1Y"])
    facts.wish.term = "p1y"
    #expect(Verdict.judge(facts).verdict == .purchasable)
    facts.wish.term = "p5y"
    #expect(
      Verdict.judge(facts).reasons == [VerdictReason(code: .inventoryRestricted, message: "P5Y is restricted.")])
    facts.wish.term = "P3Y"
    #expect(Verdict.judge(facts).reasons.map(\.code) == [.termNotOffered])
    facts.wish = PurchaseWish()
    facts.terms.removeFirst()
    #expect(Verdict.judge(facts).reasons.map(\.code) == [.inventoryRestricted])
    facts.terms = []
    #expect(Verdict.judge(facts).verdict == .purchasable, "what has no term has no such restriction")
  }

  @Test(
    "Azure plan and perpetual software have no term in a cart, everything else has its own",
    arguments: [(false, false, "P1Y"), (true, false, nil), (false, true, nil)] as [(Bool, Bool, String?)])
  func cartTerm(isAzurePlan: Bool, isPerpetual: Bool, term: String?) {
    var facts = Self.clean
    facts.isAzurePlan = isAzurePlan
    facts.isPerpetualSoftware = isPerpetual
    #expect(facts.cartTerm(of: PurchasePlan(term: "P1Y", billingCycle: "monthly")) == term)
    #expect(facts.cartTerm(of: PurchasePlan(term: "", billingCycle: "one_time")) == nil)
    #expect(facts.cartTerm(of: PurchasePlan(term: nil, billingCycle: "one_time")) == nil)
  }

  @Test("A relationship that ended is a reason, and a step, and comes first of both")
  func relationshipEnded() {
    var facts = Self.clean
    facts.relationshipEndedAt = Date(timeIntervalSince1970: 1_772_323_200)
    facts.isPurchasable = false
    facts.isPerpetualSoftware = true
    let judgement = Verdict.judge(facts)
    #expect(judgement.verdict == .blocked)
    #expect(judgement.reasons.map(\.code) == [.relationshipEnded, .notPurchasable])
    #expect(judgement.steps.map(\.code) == [.relationshipEnded, .softwareQualification])
    #expect(
      judgement.reasons[0].message
        == "Contoso has no reseller relationship with this partner any more, as Partner Center says, found on 2026-03-01."
    )
    #expect(
      judgement.steps[0].message
        == "Have Contoso accept a reseller relationship request from Partner Center, then read the customers again."
    )
  }

  // MARK: - Where the item is

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
    facts.isMarketWhole = false
    #expect(
      Verdict.judge(facts).reasons.last
        == VerdictReason(
          code: .listIncomplete,
          message: "DE is only partly synced, so the item may exist there."))
    facts.presence = .forbidden(lists: ["SpecializedOffers"])
    #expect(
      Verdict.judge(facts).reasons.map(\.code) == [.notInMarket, .forbiddenToPartner, .listIncomplete])
  }

  @Test("What was never seen is blocked for that alone")
  func neverSeen() {
    var facts = Self.clean
    facts.presence = .neverSeen
    #expect(
      Verdict.judge(facts).reasons == [
        VerdictReason(code: .neverSeen, message: "The catalog has never held P:0001:A.")
      ])
  }

  @Test("What is gone names its successors")
  func successors() {
    var facts = Self.clean
    facts.presence = .removed(Date(timeIntervalSince1970: 1_772_323_200))
    facts.successors = ["Plan 2 (A:2)"]
    #expect(
      Verdict.judge(facts).reasons.map(\.message) == [
        "It is no longer in the catalog of DE: missing since 2026-03-01. It was replaced by Plan 2 (A:2)."
      ])
  }

  @Test("Software that is no subscription is sold in markets without subscriptions")
  func perpetualInUnavailableMarket() {
    var facts = Self.clean
    facts.subscriptionsUnavailable = .observed
    #expect(Verdict.judge(facts).verdict == .purchasable)
  }

  // MARK: - What is not known

  @Test("Unknown qualifications are a step that says how to find out")
  func unknownQualifications() {
    var facts = Self.clean
    facts.segment = .nonprofit
    facts.qualifications = nil
    let judgement = Verdict.judge(facts)
    #expect(judgement.verdict == .stepsRequired)
    #expect(
      judgement.steps == [
        PurchaseStep(
          code: .customerQualification,
          message:
            "It is for nonprofit customers, and the qualifications of Contoso could not be read. Read the customers again, or look in Partner Center for an approved Nonprofit qualification."
        )
      ])
  }

  @Test("No fact that is unknown is ever purchasable")
  func unknownIsNeverPurchasable() {
    let unknowns: [@Sendable (inout PurchaseFacts) -> Void] = [
      {
        $0.segment = .education
        $0.qualifications = nil
      },
      { $0.inventory = .unchecked }, { $0.inventory = .leftOut(when: "2026-03-01", place: "subscription s") },
      { $0.registration = .unknown }, { $0.baseProduct = .unknown }, { $0.azurePlan = .unknown },
      { $0.agreement = AgreementFinding(name: "MicrosoftCloudAgreement", standing: .unknown) },
      { $0.otherPrerequisites = ["X"] }, { $0.customerCatalog = .unknown },
    ]
    for make in unknowns {
      var facts = Self.clean
      make(&facts)
      #expect(Verdict.judge(facts).verdict == .stepsRequired)
      #expect(Verdict.judge(facts).steps.allSatisfy { !$0.message.isEmpty })
    }
  }

  @Test("Conditions that are met ask for nothing")
  func met() {
    var facts = Self.clean
    facts.segment = .education
    facts.qualifications = [Qualification(name: "Education", vettingStatus: "Approved")]
    facts.inventory = .free(place: "subscription s, region westus2")
    facts.registration = .registered(subscription: "s")
    facts.baseProduct = .met
    facts.azurePlan = .met
    facts.agreement = AgreementFinding(name: "MicrosoftCustomerAgreement", standing: .met)
    facts.customerCatalog = .met
    facts.wish = PurchaseWish(term: "P1Y", billingCycle: "annual", quantity: 1)
    #expect(Verdict.judge(facts) == .init(verdict: .purchasable, reasons: [], steps: []))
  }

  @Test(
    "How a qualification stands is told",
    arguments: [
      (
        [Qualification(name: "Education", vettingStatus: "InReview")],
        "the Education qualification of Contoso is under review"
      ),
      (
        [Qualification(name: "Education", vettingStatus: "Denied")], "the Education qualification of Contoso was denied"
      ),
      ([Qualification(name: "Education", vettingStatus: "Paused")], "the Education qualification of Contoso is Paused"),
      (
        [Qualification(name: "StateOwnedEntity", vettingStatus: nil)], "Contoso has no approved Education qualification"
      ),
      ([], "Contoso has no approved Education qualification"),
    ])
  func qualificationStanding(qualifications: [Qualification], words: String) {
    var facts = Self.clean
    facts.segment = .education
    facts.qualifications = qualifications
    #expect(Verdict.judge(facts).reasons.map(\.message) == ["It is for education customers, and \(words)."])
  }

  @Test("A segment without a known qualification is closed, also where qualifications are unknown")
  func strangeSegment() {
    var facts = Self.clean
    facts.segment = "lunar"
    facts.qualifications = nil
    #expect(
      Verdict.judge(facts).reasons.map(\.message) == [
        "It is for the segment lunar, which no known qualification opens."
      ])
  }

  // MARK: - Azure subscriptions

  @Test(
    "How far the registration is decides the step",
    arguments: [
      (
        RegistrationFinding.underWay(subscription: "s"),
        "The registration of subscription s for reservations is under way: wait for it."
      ),
      (.notRegistered(["s", "t"]), "Register the customer's Azure subscription for reservations first: s, t."),
      (
        .noSubscription,
        "Contoso has no legacy Azure subscription to register for reservations: it would need one first."
      ),
    ])
  func registration(finding: RegistrationFinding, sentence: String) {
    var facts = Self.clean
    facts.registration = finding
    #expect(
      Verdict.judge(facts).steps == [PurchaseStep(code: .azureSubscriptionRegistration, message: sentence)])
  }

  // MARK: - Plans

  @Test("Terms and billing cycles that are offered, and those that are not")
  func plans() {
    var facts = Self.clean
    facts.terms = [
      Term(duration: "P1M", billingCycle: "Monthly", description: ""),
      Term(duration: "P3Y", billingCycle: "Triennial", description: ""),
    ]
    func verdict(_ term: String?, _ cycle: String?) -> Verdict {
      facts.wish = PurchaseWish(term: term, billingCycle: cycle)
      return Verdict.judge(facts).verdict
    }
    #expect(verdict("P1M", "monthly") == .purchasable)
    #expect(verdict("p3y", "TRIENNIAL") == .purchasable)
    #expect(verdict(nil, "monthly") == .purchasable)
    #expect(verdict("P3Y", "monthly") == .blocked)
    #expect(verdict("P1Y", nil) == .blocked)
    facts.terms = [Term(duration: "P1Y", billingCycle: nil, description: "")]
    facts.billingCycles = ["one_time", "monthly"]
    #expect(verdict("P1Y", "OneTime") == .purchasable)
    #expect(verdict("P1Y", "annual") == .blocked)
    facts.terms = []
    #expect(
      facts.plans == [
        PurchasePlan(term: nil, billingCycle: "one_time"), PurchasePlan(term: nil, billingCycle: "monthly"),
      ])
    #expect(verdict(nil, "one_time") == .purchasable)
    #expect(verdict("P1Y", nil) == .blocked)
  }

  @Test("Quantities are bounded on both sides", arguments: [(4, true), (5, false), (300, false), (301, true)])
  func quantity(quantity: Int, isBlocked: Bool) {
    var facts = Self.clean
    facts.minimumQuantity = 5
    facts.maximumQuantity = 300
    facts.wish.quantity = quantity
    #expect((Verdict.judge(facts).verdict == .blocked) == isBlocked)
  }

  @Test("Every reason that something can be done about has a remedy")
  func remedies() {
    for obstacle in Self.obstacles {
      var facts = Self.clean
      obstacle.apply(&facts)
      #expect(facts.remedies.map(\.code) == [obstacle.code])
    }
  }
}
