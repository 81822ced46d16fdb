import CatalogModel

extension PurchaseFacts {
  /// The sentence of a step that is required.
  func message(for step: PurchaseStep.Code) -> String {
    switch step {
    case .relationshipEnded: RelationshipEnd.step(customer)
    case .inventoryCheck: inventoryMessage
    case .azureSubscriptionRegistration: registrationMessage
    case .softwareQualification:
      "Microsoft must have qualified the partner to sell perpetual software."
    case .prerequisiteProduct: baseProductMessage
    case .customerQualification:
      "It is for \(segment) customers, and the qualifications of \(customer) could not be read. Read the customers again, or look in Partner Center for an approved \(segmentStanding?.qualification ?? "") qualification."
    case .customerAgreement: agreementMessage
    case .azurePlan:
      azurePlan == .unmet
        ? "\(customer) has no Azure plan: buy one first."
        : "It is bought under an Azure plan, and it is not known whether \(customer) has one: read the customers again."
    case .attestation:
      "The order must accept an attestation\(attestation.flatMap { $0.isEmpty ? nil : " (\($0))" } ?? ""): set attestationAccepted in the cart line."
    case .purchasability:
      "The service does not say whether it can be bought: a cart shows it."
    case .documentedUnavailable:
      "Microsoft's page of \(reservationsUnavailable?.date ?? "") says that Azure reservations are not sold in \(customerMarket), and its catalog offers this one there: a cart shows it."
    case .otherPrerequisite:
      "The catalog asks for \(otherPrerequisites.joined(separator: ", ")), which this program does not know: find out what it is before ordering."
    case .customerCatalog where customerCatalogRefusal != nil:
      "The catalog that Partner Center shows for \(customer) was refused when it was verified, so that it is not known whether it holds this: \(Self.withoutStop(customerCatalogRefusal ?? ""))."
    case .customerCatalog:
      "The catalog that Partner Center shows for \(customer) did not hold it when it was verified: agreements, an Azure plan or the state of the account may be missing."
    }
  }

  private static func withoutStop(_ text: String) -> String { text.hasSuffix(".") ? String(text.dropLast()) : text }

  private var inventoryMessage: String {
    if case .leftOut(let when, let place) = inventory {
      return "The inventory check of \(when) left it out for \(place): unknown, not free. Run it again."
    }
    if case .restricted(let block) = inventory {
      return "Order it with \(Self.few(plans.compactMap(\.term).uniqued())): \(block.sentence)"
    }
    return inventoryVariables.isEmpty
      ? "Run the inventory check first."
      : "Run the inventory check first; it asks for \(inventoryVariables.joined(separator: ", "))."
  }

  private var registrationMessage: String {
    switch registration {
    case .underWay(let subscription):
      "The registration of subscription \(subscription) for reservations is under way: wait for it."
    case .notRegistered(let subscriptions):
      "Register the customer's Azure subscription for reservations first: \(Self.few(subscriptions))."
    case .noSubscription:
      "\(customer) has no legacy Azure subscription to register for reservations: it would need one first."
    case .unknown, .registered, nil: "Register the customer's Azure subscription for reservations first."
    }
  }

  private var baseProductMessage: String {
    let subject = "It is an add-on: the customer must have"
    let bases =
      prerequisiteProducts.isEmpty
      ? "\(subject) the product that it extends" : "\(subject) one of: \(Self.few(prerequisiteProducts))"
    return baseProduct == .unknown ? "\(bases)." : "\(bases). It has none of them."
  }

  private var agreementMessage: String {
    let name = agreement?.name ?? "agreement"
    return agreement?.standing == .unmet
      ? "\(customer) must accept the \(name) first, and the acceptance must be confirmed in Partner Center."
      : "\(customer) must have accepted the \(name), and it is not known whether it has: look in Partner Center, or read the customers again signed in as application and user."
  }
}
