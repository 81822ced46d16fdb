import CatalogModel
import SampleCatalog

/// A virtual catalog: every product, SKU and availability is a pure function of the shape.
///
/// Memory holds one byte per product and the order of products in each view. A product has a *slot*, numbered from 0;
/// each version after the first has a few slots more.
public struct EmulatorCatalog: Sendable {
  /// The shape that decides everything else.
  public let shape: CatalogShape
  let root: SeededRandom
  /// The family of each slot.
  let families: [Family]
  /// Slots with a real id and title.
  private let realNames: [Int: Vocabulary.NamedID]
  private let slotsOfRealNames: [String: Int]
  /// Slots by view, the view's name in lower case.
  private let slotsOfViews: [String: [Int]]
  private let legacyOfferID: String
  /// The slot of the first of ``WellKnownProduct/bestKnown``: behind all others. Without them, the number of slots.
  private let firstBestKnown: Int

  /// Creates a catalog. Costs about ten nanoseconds a product; everything else is generated on demand.
  public init(_ shape: CatalogShape) {
    self.shape = shape
    root = SeededRandom(seed: shape.seed)
    let added = shape.churn.productsAdded(to: shape.products, until: shape.version)
    let count = min(shape.products + added, CatalogIdentifier.fours)
    var families: [Family] = []
    var names: [Int: Vocabulary.NamedID] = [:]
    var views: [String: [Int]] = [:]
    var next: [Family: Int] = [:]
    families.reserveCapacity(count)
    let bestKnown = shape.hasBestKnown ? WellKnownProduct.bestKnown : []
    let taken = Set(bestKnown.compactMap(\.id))
    let realNames = Self.realNames.mapValues { names in names.filter { !taken.contains($0.id) } }
    for slot in 0..<count {
      let draw = root.at(.product, slot)
      let family = Family.of(slot: slot, draw: draw)
      families.append(family)
      if slot >= WellKnownProduct.all.count {
        let ordinal = next[family, default: 0]
        next[family] = ordinal + 1
        let real = realNames[family] ?? []
        if ordinal < real.count { names[slot] = real[ordinal] }
      } else if let id = WellKnownProduct.all[slot].id {
        names[slot] = Vocabulary.NamedID(id: id, title: WellKnownProduct.all[slot].title)
      }
      for view in family.views(of: draw) { views[view.rawValue.lowercased(), default: []].append(slot) }
    }
    firstBestKnown = count
    for (number, product) in bestKnown.enumerated() {
      families.append(product.family)
      // Generated ids are those of the last slots there can be, which no catalog reaches.
      let id =
        product.id
        ?? product.family.identifierPrefix
        + CatalogIdentifier.text(CatalogIdentifier.scattered(CatalogIdentifier.fours - 1 - number), length: 4)
      names[count + number] = Vocabulary.NamedID(id: id, title: product.title)
      for view in product.family.views { views[view.rawValue.lowercased(), default: []].append(count + number) }
    }
    self.families = families
    self.realNames = names
    slotsOfRealNames = Dictionary(names.map { ($0.value.id, $0.key) }, uniquingKeysWith: min)
    slotsOfViews = views
    legacyOfferID = CatalogIdentifier.guid(root.at(.identifier))
  }

  /// The real ids that products other than the well-known ones may have.
  private static let realNames: [Family: [Vocabulary.NamedID]] = {
    let taken = Set(WellKnownProduct.all.compactMap(\.id))
    return [
      .licence: Vocabulary.licences.filter { !taken.contains($0.id) },
      .machineReservation: Vocabulary.machineSeries.map { Vocabulary.NamedID(id: $0.id, title: $0.title) },
      .perpetualSoftware: Vocabulary.software,
    ]
  }()

  /// The slots that a view lists, in its order, whether they are sold in a market or not.
  func slots(in view: TargetView) -> [Int] { slotsOfViews[view.rawValue.lowercased()] ?? [] }

  /// The product of a slot, in any market and version.
  func product(inSlot slot: Int) -> SampleProduct {
    let family = families[slot]
    let bestKnown = slot >= firstBestKnown ? WellKnownProduct.bestKnown[slot - firstBestKnown] : nil
    // The same choices in each version, however many slots come before.
    let draw = root.at(.product, bestKnown == nil ? slot : CatalogIdentifier.fours - 1 - (slot - firstBestKnown))
    let real = realNames[slot]
    let id: String =
      if family == .legacyAzure {
        legacyOfferID
      } else if let real {
        real.id
      } else {
        family.identifierPrefix + CatalogIdentifier.text(CatalogIdentifier.scattered(slot), length: 4)
      }
    return SampleProduct(
      slot: slot, family: family, draw: draw, id: id, realTitle: real?.title,
      wellKnown: bestKnown ?? (slot < WellKnownProduct.all.count ? WellKnownProduct.all[slot] : nil),
      version: shape.version,
      churn: shape.churn, history: shape.churn.history(of: draw, until: shape.version),
      evergreenSlots: (firstBestKnown - 1) / 16 + 1, meanSKUs: shape.skusPerProduct)
  }

  /// The only savings plan, which has no slot: no list by country shows it.
  var savingsPlan: SampleProduct {
    let family = Family.savingsPlan
    let draw = root.at(.product, -1)
    return SampleProduct(
      slot: -1, family: family, draw: draw, id: family.identifierPrefix + "SP01", realTitle: nil, wellKnown: nil,
      version: shape.version, churn: shape.churn, history: shape.churn.history(of: draw, until: shape.version),
      evergreenSlots: 1, meanSKUs: nil)
  }

  /// The product of an id, or `nil` where no slot has it.
  func product(id: String) -> SampleProduct? {
    if let slot = slotsOfRealNames[id] { return product(inSlot: slot) }
    let slot: Int
    if id == legacyOfferID {
      slot = families.firstIndex(of: .legacyAzure) ?? -1
    } else {
      guard id.utf8.count == 12, let number = CatalogIdentifier.number(id.suffix(4)) else { return nil }
      slot = CatalogIdentifier.gathered(number)
    }
    guard families.indices.contains(slot) else { return nil }
    let product = product(inSlot: slot)
    return product.id == id ? product : nil
  }
}
