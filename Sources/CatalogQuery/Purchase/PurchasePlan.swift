import CatalogModel

/// One way to order an item: how long, and how it is paid for.
public struct PurchasePlan: Sendable, Hashable, Codable {
  /// The duration, ISO 8601, as received; `nil` without a term, as for perpetual software.
  public var term: String?
  /// In the cart's spelling: `monthly`, `annual`, `one_time`, `none`, …; `nil` where the catalog gives none.
  public var billingCycle: String?

  enum CodingKeys: String, CodingKey { case term, billingCycle }

  /// Writes null where there is nothing: readers find both keys always.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(term, forKey: .term)
    try container.encode(billingCycle, forKey: .billingCycle)
  }

  /// Every plan of an availability, in the order of its terms, each once.
  ///
  /// A term that names its billing cycle has that one; one that does not, and an availability without terms, can be
  /// paid in each of the SKU's billing cycles.
  static func all(terms: [Term], billingCycles: [String]) -> [PurchasePlan] {
    let cycles: [String?] = billingCycles.isEmpty ? [nil] : billingCycles.map(Self.cartSpelling)
    var plans: [PurchasePlan] = []
    func add(_ plan: PurchasePlan) { if !plans.contains(plan) { plans.append(plan) } }
    for term in terms {
      for cycle in term.billingCycle.map({ [Self.cartSpelling($0)] }) ?? cycles {
        add(PurchasePlan(term: term.duration, billingCycle: cycle))
      }
    }
    if terms.isEmpty { for cycle in cycles { add(PurchasePlan(term: nil, billingCycle: cycle)) } }
    return plans
  }

  /// Whether the plan is one that was asked for.
  func fits(_ wish: PurchaseWish) -> Bool {
    if let wanted = wish.term, term?.uppercased() != wanted.uppercased() { return false }
    if let wanted = wish.billingCycle, billingCycle != Self.cartSpelling(wanted) { return false }
    return true
  }

  /// `P1Y monthly`.
  var words: String { [term, billingCycle].compactMap(\.self).joined(separator: " ") }
}

extension PurchasePlan {
  /// A billing cycle as carts and orders spell it: `Monthly` → `monthly`, `OneTime` → `one_time`; an unknown word in lower
  /// case.
  ///
  /// Source: Partner Center REST reference, "Products resources", BillingCycleType; "Create a cart".
  static func cartSpelling(_ word: String) -> String {
    let folded = word.lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " }
    return folded == "onetime" ? "one_time" : folded
  }
}
