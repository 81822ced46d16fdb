/// A property by which a person tells SKUs with like titles apart.
public enum DistinguishingTrait: String, Sendable, CaseIterable {
  /// The title of the product, where several alternatives have the same title.
  case product
  /// The segment: `commercial`.
  case segment
  /// The terms with their billing cycles: `P1M monthly, P1Y annual`; `none` for a purchase without a term.
  case terms
  /// The quantities that can be ordered: `1–300`; `1–` without a limit.
  case quantity
  /// `yes` or `no`.
  case trial
  /// `AzurePlan` or `legacy`, of reservations.
  case scope
  /// ISO 4217.
  case currency
  /// What must be met before an order: `InventoryCheck`; `none`.
  case prerequisites

  /// For each alternative, which is one or more offerings, its values of the traits that differ among the alternatives.
  static func differing(_ alternatives: [[Offering]]) -> [[String: String]] {
    var result = [[String: String]](repeating: [:], count: alternatives.count)
    // Titles that differ tell products apart by themselves.
    let titles = alternatives.map { $0.first.map { Resolver.title($0.item) } ?? "" }
    let needsProduct = Set(titles).count < titles.count
    for trait in allCases where trait != .product || needsProduct {
      let values = alternatives.map { $0.map(trait.value).uniqued().joined(separator: " or ") }
      guard Set(values).count > 1 else { continue }
      for (index, value) in values.enumerated() { result[index][trait.rawValue] = value }
    }
    return result
  }

  private func value(_ offering: Offering) -> String {
    let item = offering.item.item
    switch self {
    case .product: return item.productTitle
    case .segment: return item.segment.rawValue
    case .terms:
      let terms = item.terms.map(\.durationAndCycle).uniqued()
      return terms.isEmpty ? "none" : terms.joined(separator: ", ")
    case .quantity:
      let isUnlimited = item.maximumQuantity >= CatalogItem.unlimitedQuantity
      return "\(item.minimumQuantity)–\(isUnlimited ? "" : "\(item.maximumQuantity)")"
    case .trial: return item.isTrial ? "yes" : "no"
    case .scope: return offering.scope
    case .currency: return item.currency
    case .prerequisites:
      return item.purchasePrerequisites.isEmpty ? "none" : item.purchasePrerequisites.sorted().joined(separator: ", ")
    }
  }
}
