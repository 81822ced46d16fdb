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
  let marketReading: MarketReading?

  init(_ snapshot: Snapshot, _ customer: CustomerRecord, _ selection: Selection, _ options: PurchaseOptions) throws {
    self.snapshot = snapshot
    self.selection = selection
    self.options = options
    lookups = Lookups(snapshot.db, names: try snapshot.memory.withIndex(snapshot.db) { $0.memory.names })
    if !options.includesBlocked, !selection.isNamed { try customer.requireRelationship() }
    marketReading = try customer.market.flatMap { try snapshot.reading(of: $0) }
    situation = try PurchaseContext(
      customer, marketState: marketReading?.state,
      inventorySince: snapshot.now.addingTimeInterval(-TimeInterval(options.inventoryMaximumAge)), lookups, snapshot.db)
  }

  /// Whether blocked items are part of the answer: asked for, or named by id.
  var showsBlocked: Bool { options.includesBlocked || selection.isNamed }

  /// The items of the customer's market that the selection means.
  var candidates: Candidates {
    var candidates = Candidates(db: snapshot.db, selection: selection)
    candidates.memory = snapshot.memory
    candidates.markets = lookups.numbers(of: [situation.market])
    candidates.segments = options.segment.map { lookups.numbers(of: [$0]) }
    return candidates
  }

  /// The candidate with its place among others, or `nil` where it is no part of the answer.
  func ranked(_ candidate: Candidate) throws -> RankedCandidate? {
    let offer = try lookups.offer(candidate.offer)
    if let term = options.term, !offer.durations.contains(term.uppercased()) { return nil }
    if let currency = options.currency, offer.currency.uppercased() != currency.uppercased() { return nil }
    let isBlocked = try situation.isBlocked(candidate)
    guard showsBlocked || !isBlocked else { return nil }
    return RankedCandidate(
      candidate: candidate,
      preference: Preference(
        isPurchasable: !isBlocked, segment: lookups.segment(candidate.segment),
        scope: lookups.scope(ofPlace: candidate.place), months: offer.shortestMonths, ordinal: candidate.ordinal),
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
    if case .removed = facts.presence { facts.successors = try snapshot.successors(of: candidate, self) }
    if item.market != situation.market {
      let product = try lookups.product(text: candidate.productText).product
      let closed = try snapshot.closedLists(holding: product, in: situation.market)
      if !closed.isEmpty { facts.presence = .forbidden(lists: closed) }
    }
    let judgement = Verdict.judge(facts)
    return (
      PurchasableItem(
        item: item, verdict: judgement.verdict, reasons: judgement.reasons, steps: judgement.steps), facts
    )
  }
}
