import CatalogModel
import CrosswalkFacts
import SearchFacts

/// Gathers nodes and edges, each once.
struct CrosswalkBuilder {
  typealias Answer = CrosswalkAnswer
  private(set) var answer: Answer
  private var places: [Answer.Reference: Int] = [:]
  private var known: Set<Answer.Reference> = []
  private var pairs: Set<[Answer.Reference]> = []

  static let table = "microsoftTable"
  static let documentation = "microsoftDocumentation"

  init(query: String) { answer = Answer(query: query, asOf: CrosswalkFacts.edition) }

  mutating func add(_ kind: Answer.Kind, _ id: String, _ name: String? = nil) {
    let reference = Answer.Reference(kind: kind, id: id)
    if let place = places[reference] {
      if answer.nodes[place].name == nil, let name, !name.isEmpty { answer.nodes[place].name = name }
      return
    }
    places[reference] = answer.nodes.count
    answer.nodes.append(Answer.Node(kind: kind, id: id, name: name.flatMap { $0.isEmpty ? nil : $0 }))
  }

  /// An edge between two nodes, which are added with it. Of two between the same nodes the first stays.
  mutating func join(
    _ from: (Answer.Kind, String), _ to: (Answer.Kind, String), _ source: String, _ asOf: String?,
    _ confidence: Answer.Confidence, name: String? = nil
  ) {
    let (left, right) = (Answer.Reference(kind: from.0, id: from.1), Answer.Reference(kind: to.0, id: to.1))
    add(from.0, from.1)
    add(to.0, to.1, name)
    guard pairs.insert([left, right]).inserted else { return }
    answer.edges.append(Answer.Edge(from: left, to: right, source: source, asOf: asOf, confidence: confidence))
  }

  /// Whether an id has been followed already; it has from now on.
  mutating func visits(_ kind: Answer.Kind, _ id: String) -> Bool {
    known.insert(Answer.Reference(kind: kind, id: id)).inserted
  }

  // MARK: - Tables

  /// Everything the tables have of a Graph SKU.
  ///
  /// - Returns: whether they have it.
  @discardableResult
  mutating func graphSKU(_ id: String, withPlans: Bool) -> Bool {
    guard let licence = Self.licences[id] else { return false }
    add(.graphSku, id, licence.title)
    guard visits(.graphSku, id) else { return true }
    let edition = CrosswalkFacts.edition
    join((.graphSku, id), (.graphString, licence.stringID), Self.table, edition, .published, name: licence.title)
    for further in CrosswalkFacts.furtherNames where further.id == id {
      let string = CrosswalkText.foldedID(further.stringID)
      if string != CrosswalkText.foldedID(licence.stringID) {
        join((.graphSku, id), (.graphString, further.stringID), Self.table, edition, .published, name: further.name)
      }
      join((.graphSku, id), (.name, further.name), Self.table, edition, .published)
    }
    for offer in CrosswalkFacts.legacyOffers(ofSKU: id) {
      join(
        (.legacyOffer, offer.id), (.graphSku, id), "legacyOffers", CrosswalkFacts.legacyOffersRecorded, .published)
      add(.legacyOffer, offer.id, offer.name)
      pairs(from: .legacyOffer, offer.id)
    }
    pairs(to: .graphSku, id)
    if withPlans {
      for plan in CrosswalkFacts.servicePlans(ofSKU: id) {
        join(
          (.graphSku, id), (.servicePlan, plan.id), Self.table, edition, .published,
          name: plan.names.last ?? plan.names.first)
      }
    }
    return true
  }

  mutating func servicePlan(_ plan: CrosswalkFacts.ServicePlan, withSKUs: Bool = true) {
    add(.servicePlan, plan.id, plan.names.last)
    for name in plan.names {
      join((.servicePlan, plan.id), (.name, name), Self.table, CrosswalkFacts.edition, .published)
    }
    for sku in withSKUs ? CrosswalkFacts.graphSKUs(withPlan: plan.id) : [] {
      join(
        (.graphSku, sku), (.servicePlan, plan.id), Self.table, CrosswalkFacts.edition, .published)
      add(.graphSku, sku, Self.licences[sku]?.title)
    }
  }

  mutating func legacyOffer(_ offer: CrosswalkFacts.LegacyOffer) {
    add(.legacyOffer, offer.id, offer.name)
    graphSKU(offer.graphSKU, withPlans: false)
    pairs(from: .legacyOffer, offer.id)
  }

  /// The documented pairs of an id.
  ///
  /// - Returns: whether there are any.
  @discardableResult
  mutating func pairs(from kind: Answer.Kind, _ id: String) -> Bool {
    documented { $0.fromKind == kind.rawValue && $0.fromID == id }
  }

  @discardableResult
  mutating func pairs(to kind: Answer.Kind, _ id: String) -> Bool {
    documented { $0.toKind == kind.rawValue && $0.toID == id }
  }

  private mutating func documented(_ isWanted: (CrosswalkFacts.Pair) -> Bool) -> Bool {
    var isFound = false
    for pair in CrosswalkFacts.pairs where isWanted(pair) {
      guard let from = Answer.Kind(rawValue: pair.fromKind), let to = Answer.Kind(rawValue: pair.toKind) else {
        continue
      }
      join(
        (from, pair.fromID), (to, pair.toID), Self.documentation, pair.asOf,
        Answer.Confidence(rawValue: pair.confidence) ?? .published, name: from == .partNumber ? nil : pair.name)
      if from == .partNumber { add(from, pair.fromID, pair.name) }
      isFound = true
    }
    return isFound
  }

  /// The licences of the table by their GUIDs.
  static let licences: [String: SearchFacts.Licence] = Dictionary(
    SearchFacts.licences.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
}
