import CatalogModel

/// One availability that the question may mean, with everything that distinguishes it.
struct Offering {
  var candidate: Candidate
  var item: PurchasableItem
  var facts: PurchaseFacts
  var sku: SKUFacts

  var isOpen: Bool { item.verdict != .blocked }
  var scope: String { Self.scopeWord(item.reservationScope) }

  /// The plans that match the choices of the caller.
  var plans: [PurchasePlan] { facts.plans.filter { $0.fits(facts.wish) } }

  /// The values of a choice that this availability has.
  func values(of choice: ChoiceKind) -> [String] {
    switch choice {
    case .edition: [item.sku.description]
    case .segment: [item.segment.rawValue]
    case .reservationScope: [scope]
    case .currency: [item.currency]
    case .term: plans.compactMap(\.term).uniqued()
    case .billingCycle: plans.compactMap(\.billingCycle).uniqued()
    case .catalogItem: [item.catalogItemID.rawValue]
    case .quantity: []
    }
  }

  static func scopeWord(_ scope: ReservationScope?) -> String { scope?.rawValue ?? "legacy" }
}

extension Array where Element: Hashable {
  /// Each element once, in the order of first occurrence.
  func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
