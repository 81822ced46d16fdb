import CatalogModel
import CatalogStore
import Foundation

/// Which units are to be read, in which order, and why: a value, made of what the store knows and of what a run learns
/// while it reads.
///
/// A unit is due when the time it is expected to have been stale, averaged over all futures, passes a threshold that is
/// the same for all; this makes intervals go with the inverse root of the rate of change. How fast time runs for a unit
/// is told by the calendar, by the history of its market and its product, by the same product elsewhere, and by lists.
struct Schedule: Sendable {
  /// A unit that is to be read.
  struct Due: Sendable, Hashable {
    var unit: Int
    var key: ProductKey
    var reason: DueReason
    /// From 1 on; the greatest is read first.
    var urgency: Double
    /// What reading it takes, or a glance that shows nothing new.
    var requests: Int
    /// What is enough to look at where it is as before; `nil` for all.
    var glance: PartialRefresh?
  }

  struct Flags: OptionSet, Sendable {
    var rawValue: UInt8
    /// In a list of the plan, or to be looked for, and read whole before.
    static let candidate = Flags(rawValue: 1)
    /// Read in this run or one it goes on with, or tried in vain: not again.
    static let done = Flags(rawValue: 2)
    /// Drawn for the audit.
    static let audited = Flags(rawValue: 4)
    /// Done with a glance.
    static let glimpsed = Flags(rawValue: 8)
  }

  let policy: SchedulePolicy
  let run: Int32
  let calendar: ChangeCalendar
  private(set) var history: ReadingHistory
  var flags: [Flags]
  var products: [ProductOutlook]
  var markets: [Market: MarketChangeModel] = [:]
  /// Whether anything has moved at once, over all markets.
  var commonBelief: BulkChangePosterior
  /// Units read because of a sighting, and those of them that had changed.
  var suspected = 0.0
  var confirmed = 0.0
  /// Changed units that were read without a glance before, and which of their lists told it.
  var dissected = 0.0
  var toldBySKUs = 0.0
  var toldByAvailabilities = 0.0
  /// Where the units of a place begin, and one more.
  private var offsets: [Int] = []
  private var productNumbers: [ProductID: Int32] = [:]

  /// - Parameters:
  ///   - history: what the store knows. Markets that are not asked for tell of those that are.
  ///   - resumedRunID: units read by this run or a later one are not read again.
  ///   - begunAt: when that was; the present run where `nil`.
  init(
    _ history: ReadingHistory, markets asked: [Market], run: Int64, resumedRunID: Int64, begunAt: Date? = nil,
    now: Date,
    policy: SchedulePolicy = SchedulePolicy()
  ) {
    self.history = history
    self.policy = policy
    self.run = Int32(clamping: run)
    let end = now.timeIntervalSince1970
    let earliest = history.units.lazy.map { Double($0.firstSeen) }.min() ?? end
    calendar = ChangeCalendar(from: max(earliest, end - 400 * 86_400), to: end + 86_400)
    flags = Array(repeating: [], count: history.units.count)
    products = Array(repeating: ProductOutlook(), count: history.products.count)
    commonBelief = BulkChangePosterior(prior: policy.jumpPrior)
    for (number, product) in history.products.enumerated() { productNumbers[product] = Int32(number) }
    offsets = Array(repeating: 0, count: history.places.count + 1)
    for unit in history.units { offsets[Int(unit.marketScope) + 1] += 1 }
    for marketScope in history.places.indices { offsets[marketScope + 1] += offsets[marketScope] }
    learnMarkets(asked, run: run, resumedRunID: resumedRunID, begunAt: begunAt ?? now)
    learnProducts()
    learnChain(resumedRunID: Int32(clamping: resumedRunID))
  }

  // MARK: - What is known

  func key(_ unit: Int) -> ProductKey {
    let reading = history.units[unit]
    return ProductKey(
      marketScope: history.places[Int(reading.marketScope)], product: history.products[Int(reading.product)])
  }

  func market(of unit: Int) -> Market { history.places[Int(history.units[unit].marketScope)].market }

  /// The position of a unit; `nil` for one that was never read.
  func position(_ key: ProductKey) -> Int? {
    guard let marketScope = history.places.firstIndex(of: key.marketScope), let product = productNumbers[key.product]
    else {
      return nil
    }
    var (low, high) = (offsets[marketScope], offsets[marketScope + 1])
    while low < high {
      let middle = (low + high) / 2
      if history.units[middle].product < product { low = middle + 1 } else { high = middle }
    }
    return low < offsets[marketScope + 1] && history.units[low].product == product ? low : nil
  }

  /// The units of a market, by place.
  func units(in market: Market) -> [Int] {
    history.places.indices.filter { history.places[$0].market == market }.flatMap { offsets[$0]..<offsets[$0 + 1] }
  }

  /// Each place with its units.
  func placeRanges() -> [(marketScope: MarketScope, units: Range<Int>)] {
    history.places.enumerated().map { ($1, offsets[$0]..<offsets[$0 + 1]) }
  }

  /// How many requests reading a unit takes.
  func requests(_ unit: Int) -> Int { max(2, Int(history.units[unit].lists)) }

  /// How often a change in one market is seen in another one.
  var correlation: Double {
    (policy.correlation * policy.correlationStrength + confirmed) / (policy.correlationStrength + suspected)
  }

  /// How likely a glance at so many availability lists shows that a unit changed, if it did.
  func detection(availabilityLists count: Int) -> Double {
    let all = policy.dissectionStrength + dissected
    let skus = (policy.toldBySKUs * policy.dissectionStrength + toldBySKUs) / all
    let availabilities = (policy.toldByAvailabilities * policy.dissectionStrength + toldByAvailabilities) / all
    return 1 - (1 - skus) * pow(1 - availabilities, Double(count))
  }

  /// Changes of a unit in a calendar day, over all markets.
  var commonRate: Double {
    let changed = markets.values.reduce(policy.rateStrength) { $0 + $1.changed + $1.clock.changed }
    let exposure = markets.values.reduce(policy.rateStrength / policy.dailyRate) {
      $0 + $1.exposure + $1.clock.exposure
    }
    return changed / exposure
  }

  // MARK: - What a run tells

  /// Takes units of a market for candidates.
  mutating func offer(_ keys: some Sequence<ProductKey>) {
    for key in keys {
      if let unit = position(key), history.units[unit].run > 0 { flags[unit].insert(.candidate) }
    }
  }

  /// Learns what the product lists of a market told that were read in this run and those it goes on with.
  mutating func noteLists(of market: Market, listed: Int, moved: Int, now: Double) {
    guard var changeModel = markets[market], listed > 0 else { return }
    changeModel.clock.listed = listed
    changeModel.clock.moved = moved
    if let last = changeModel.lastClock {
      let rate = changeModel.dailyRate(common: commonRate, strength: policy.rateStrength)
      let usual = Double(listed) * rate * policy.movedPerChange * calendar.days(from: last, to: now)
      let perShare = Double(listed) * policy.movedPerJump
      changeModel.belief.noteLists(moved: moved, usual: usual, perShare: perShare)
      commonBelief.noteLists(moved: moved, usual: usual, perShare: perShare)
    }
    markets[market] = changeModel
  }

  /// Learns that a unit could not be read: it is not tried again in this run.
  mutating func noteFailure(of unit: Int) { flags[unit].insert(.done) }

  /// Learns that a glance at a unit showed no change.
  ///
  /// - Returns: how many changes it is still expected to have seen.
  mutating func noteGlance(at unit: Int, availabilityLists count: Int, now: Double) -> Double {
    let market = market(of: unit)
    let missed = 1 - detection(availabilityLists: count)
    var doubt = 0.0
    if var changeModel = markets[market] {
      let (view, usual) = expectation(of: unit, in: changeModel, now: now)
      doubt = (usual + view.sighted) * missed
      let expected = 1 - exp(-usual) * (1 - view.sighted)
      changeModel.belief.note(changed: false, probability: expected, detection: 1 - missed)
      commonBelief.note(changed: false, probability: expected, detection: 1 - missed)
      if view.sighted <= 0.02, !changeModel.hasMoved { changeModel.clock.exposure += view.usual * (1 - missed) }
      markets[market] = changeModel
    }
    history.units[unit].glancedAt = UInt32(clamping: Int(now))
    history.units[unit].doubt = Float(doubt)
    history.units[unit].glances += 1
    products[Int(history.units[unit].product)].note(reading: now, of: Int32(unit))
    flags[unit].formUnion([.done, .glimpsed])
    return doubt
  }

  /// Learns what reading a unit showed.
  ///
  /// - Parameter lists: which of its lists had changed; `nil` where that is not known, or a glance came before.
  mutating func note(_ unit: Int, reason: DueReason, changed: Bool, lists: ChangedLists? = nil, now: Double) {
    if changed, let lists {
      dissected += 1
      toldBySKUs += lists.isSKUListChanged ? 1 : 0
      toldByAvailabilities += lists.availabilities
      markets[self.market(of: unit)]?.clock.dissected += 1
      markets[self.market(of: unit)]?.clock.toldBySKUs += lists.isSKUListChanged ? 1 : 0
      markets[self.market(of: unit)]?.clock.toldByAvailabilities += lists.availabilities
    }
    let market = market(of: unit)
    if reason != .neverRead, var changeModel = markets[market] {
      let (view, usual) = expectation(of: unit, in: changeModel, now: now)
      let expected = 1 - exp(-usual) * (1 - view.sighted)
      changeModel.belief.note(changed: changed, probability: expected)
      commonBelief.note(changed: changed, probability: expected)
      if view.sighted > 0.02 {
        changeModel.clock.suspected += 1
        suspected += 1
        if changed {
          changeModel.clock.confirmed += 1
          confirmed += 1
        }
      } else if !changeModel.hasMoved {
        changeModel.clock.exposure += view.usual
        if changed { changeModel.clock.changed += 1 }
      }
      markets[market] = changeModel
    }
    record(unit, changed: changed, now: now)
    flags[unit].insert(.done)
  }

  /// What spoke for a unit that is now looked at, its rate left out, and how many changes were expected but for sightings.
  private func expectation(of unit: Int, in changeModel: MarketChangeModel, now: Double) -> (view: View, usual: Double)
  {
    let view = view(of: unit, now: now, rate: 1, jump: 0)
    let rate = changeModel.dailyRate(common: commonRate, strength: policy.rateStrength)
    return (view, view.carried + view.usual * rate + view.jumped)
  }

  private mutating func record(_ unit: Int, changed: Bool, now: Double) {
    let before = history.units[unit]
    let last = Moment(time: Double(before.readAt), run: before.run)
    let product = Int(before.product)
    if changed {
      history.units[unit].unchangedUntil = before.readAt
      history.units[unit].changedAt = UInt32(clamping: Int(now))
      history.units[unit].changes = before.changes &+ 1
      products[product].changes += 1
      if var observedChange = products[product].observedChange, last < observedChange.at {
        observedChange.found += 1
        observedChange.since = max(observedChange.since, last)
        products[product].observedChange = observedChange
      } else {
        products[product].observedChange = ObservedChange(at: Moment(time: now, run: run), since: last)
      }
    } else if let observedChange = products[product].observedChange, last < observedChange.at {
      products[product].observedChange?.clear += 1
    }
    history.units[unit].run = run
    history.units[unit].readAt = UInt32(clamping: Int(now))
    history.units[unit].glancedAt = 0
    history.units[unit].doubt = 0
    history.units[unit].glances = 0
    products[product].note(reading: now, of: Int32(unit))
  }

  /// Makes up its mind about each market after new readings: one that certainly moved is read whole.
  mutating func judgeMarkets() {
    for market in markets.keys { judge(market) }
  }

  mutating func judge(_ market: Market) {
    guard let changeModel = markets[market], !changeModel.hasMoved else { return }
    markets[market]?.hasMoved = changeModel.belief.expectedShare() >= policy.suspicion
  }

  /// What this run saw of each market that was asked for.
  func clocks() -> [MarketChangeSample] {
    markets.sorted { $0.key < $1.key }.map { market, changeModel in
      var clock = changeModel.clock
      let share = jump(in: market)
      clock.jump = share >= policy.leastJump ? -log(1 - min(share, 0.99)) : 0
      clock.dailyRate = changeModel.dailyRate(common: commonRate, strength: policy.rateStrength)
      return clock
    }
  }

  /// The share of a market's units that is thought to have changed at once since the run before.
  func jump(in market: Market) -> Double {
    guard let changeModel = markets[market] else { return 0 }
    guard markets.count > 1 else { return changeModel.belief.expectedShare() }
    // What happens in one market is likely to happen in the others.
    let elsewhere = min(0.9, correlation * commonBelief.without(changeModel.belief).probability())
    return changeModel.belief.expectedShare(prior: max(policy.jumpPrior, elsewhere))
  }
}
