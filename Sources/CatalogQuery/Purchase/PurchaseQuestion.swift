import CatalogModel
import CatalogSchema
import Foundation
import GRDB

/// A question about the purchases of one customer, and everything that is read once for its answer.
struct PurchaseQuestion {
  let snapshot: Snapshot
  let lookups: Lookups
  let situation: PurchaseContext
  let selection: Selection
  let options: PurchaseOptions
  let conditions: FilterConditions
  let marketReading: MarketReading?
  private let filter: CandidateFilter

  init(_ snapshot: Snapshot, _ customer: CustomerRecord, _ selection: Selection, _ options: PurchaseOptions) throws {
    self.snapshot = snapshot
    self.selection = selection
    self.options = options
    let (names, items) = try snapshot.withIndex { ($0.memory.names, $0.memory.items) }
    lookups = Lookups(snapshot.db, names: names, items: items)
    conditions = FilterConditions(options.filter)
    filter = CandidateFilter(conditions, lookups)
    if !options.includesBlocked, !selection.isNamed { try customer.requireRelationship() }
    marketReading = try customer.market.flatMap { try snapshot.reading(of: $0) }
    situation = try PurchaseContext(
      customer, marketState: marketReading?.state,
      inventorySince: snapshot.now.addingTimeInterval(-TimeInterval(options.inventoryMaximumAge)),
      others: options.holdings, lookups, snapshot.db)
  }

  /// Whether blocked items are part of the answer: asked for, or named by id.
  var showsBlocked: Bool { options.includesBlocked || selection.isNamed }

  /// Whether the filter includes the customer's market; if not, the answer is empty.
  var admitsMarket: Bool { conditions.markets.admits(situation.market.code) }

  /// The number of the customer's market; none where the filter excludes it, or no sync has read it.
  var marketNumbers: [Int64] { admitsMarket ? lookups.numbers(of: [situation.market]) : [] }

  /// The items of the customer's market that the selection means.
  var candidates: Candidates {
    var candidates = Candidates(db: snapshot.db, selection: selection)
    candidates.markets = marketNumbers
    return candidates
  }

  /// The candidate with its place among others, or `nil` where it is no part of the answer.
  func ranked(_ candidate: Candidate) throws -> RankedCandidate? {
    guard try filter.admits(candidate) else { return nil }
    let isBlocked = try situation.isBlocked(candidate)
    guard showsBlocked || !isBlocked else { return nil }
    return RankedCandidate(
      candidate: candidate, preference: try lookups.preference(of: candidate, isPurchasable: !isBlocked),
      isLater: isBlocked)
  }

  /// The item of a candidate, with its verdict and the facts that this follows from.
  func judged(
    _ candidate: Candidate, wish: PurchaseWish = PurchaseWish(), offeredIn: [Market] = []
  ) throws -> (item: PurchasableItem, facts: PurchaseFacts)? {
    guard let item = try snapshot.item(candidate) else { return nil }
    var facts = try situation.facts(candidate, of: item)
    facts.wish = wish
    facts.offeredIn = offeredIn
    if case .removed = facts.presence { facts.successors = try snapshot.successors(of: candidate, item.sku, self) }
    if item.market != situation.market {
      let product = try lookups.product(text: candidate.productText).product
      let closed = try snapshot.closedLists(holding: product, in: situation.market)
      if !closed.isEmpty { facts.presence = .forbidden(lists: closed) }
    }
    let judgement = Verdict.judge(facts)
    var judged = PurchasableItem(
      item: item, verdict: judgement.verdict, reasons: judgement.reasons, steps: judgement.steps)
    judged.held = situation.holdings.held(of: item.sku)
    return (judged, facts)
  }
}
