import CatalogModel
import CatalogStore
import Foundation

extension Schedule {
  /// What speaks for reading a unit.
  struct View {
    /// Changes that were still expected when it was last looked at.
    var carried: Double
    /// Changes expected of it in the ordinary way since then.
    var usual: Double
    /// Changes that earlier jumps of its market are thought to have brought it.
    var jumped: Double
    /// The probability that it changed as its siblings were seen to.
    var sighted: Double
    /// The probability that it is stale, all taken together.
    var doubt: Double
    /// For how many days it is expected to have been stale.
    var staleDays: Double
  }

  /// Looks at one unit.
  ///
  /// - Parameters:
  ///   - rate: changes of a unit of its market in a calendar day.
  ///   - jump: the share of its market that is thought to have changed at once.
  func view(of unit: Int, now: Double, rate: Double, jump: Double) -> View {
    let reading = history.units[unit]
    let product = products[Int(reading.product)]
    let read = Double(max(reading.readAt, reading.glancedAt))
    let elsewhere = min(now, max(read, product.lastReading(without: Int32(unit))))
    let correlation = correlation
    let tempered = rate * product.temper(strength: policy.historyStrength)
    // What happens everywhere was ruled out when the product was last read elsewhere.
    var usual = (1 - correlation) * max(0, calendar.days(from: read, to: now))
    var days = (1 - correlation) * max(0, calendar.staleness(from: read, to: now))
    usual += correlation * max(0, calendar.days(from: elsewhere, to: now))
    days += correlation * max(0, calendar.staleness(from: elsewhere, to: now))
    let moment = Moment(time: read, run: reading.glancedAt > 0 ? .max : reading.run)
    let carried = Double(reading.doubt)
    let earlier = markets[history.places[Int(reading.marketScope)].market]?.jumps(since: moment, until: now)
    var view = View(
      carried: carried, usual: usual * tempered, jumped: earlier?.changes ?? 0, sighted: 0, doubt: 0,
      staleDays: days * tempered + (earlier?.staleness ?? 0) + carried * max(0, now - read) / 86_400)
    if let observedChange = product.observedChange, moment < observedChange.at {
      view.sighted =
        observedChange.probability(correlation: correlation, strength: policy.sightingStrength)
        * share(of: observedChange, after: moment)
      view.staleDays += view.sighted * max(0, now - observedChange.at.time) / 86_400
    }
    view.doubt = 1 - exp(-view.carried - view.usual - view.jumped) * (1 - view.sighted) * (1 - jump)
    return view
  }

  /// How likely it is that a change seen elsewhere came after this reading, if it came at all.
  private func share(of observedChange: ObservedChange, after reading: Moment) -> Double {
    guard reading > observedChange.since else { return 1 }
    let whole = calendar.days(from: observedChange.since.time, to: observedChange.at.time)
    guard whole > 0 else { return 1 }
    return max(0, min(1, calendar.days(from: reading.time, to: observedChange.at.time) / whole))
  }

  /// All candidates that are due, the most urgent first.
  ///
  /// - Parameter market: `nil` for all.
  func due(now: Double, in market: Market? = nil) -> [Due] {
    if let requests = policy.requestsByAge { return dueByAge(requests: requests) }
    var due: [Due] = []
    let common = commonRate
    for (marketScope, range) in placeRanges() where market == nil || marketScope.market == market {
      guard let changeModel = markets[marketScope.market] else { continue }
      let rate = changeModel.dailyRate(common: common, strength: policy.rateStrength)
      let jump = changeModel.hasMoved ? 1 : jump(in: marketScope.market)
      for unit in range where flags[unit].contains(.candidate) && !flags[unit].contains(.done) {
        let view = view(of: unit, now: now, rate: rate, jump: jump)
        if let item = judged(unit, view, jump: jump, weight: changeModel.weight) { due.append(item) }
      }
    }
    return due.sorted { ($0.urgency, $1.unit) > ($1.urgency, $0.unit) }
  }

  /// Whether a unit is due, and whether a glance at it is enough.
  private func judged(_ unit: Int, _ view: View, jump: Double, weight: Double) -> Due? {
    let requests = requests(unit)
    // What is stale are items: about one for each request but the first.
    let worth = weight * Double(requests - 1) * view.staleDays / policy.staleDays
    let aged = worth / Double(requests)
    let suspected = view.doubt / policy.suspicion * weight
    let speaks = max(view.sighted, view.jumped, jump)
    var item = Due(
      unit: unit, key: key(unit), reason: speaks > view.usual + view.carried ? .evidence : .age,
      urgency: max(aged, suspected), requests: requests)
    let count = PartialRefresh.availabilityLists(of: requests)
    if view.doubt < policy.suspicion, count + 2 < requests, Int(history.units[unit].glances) < policy.mostGlances {
      let detection = detection(availabilityLists: count)
      let rest = view.doubt * detection * Double(requests - 1 - count)
      let glanced = worth * detection / (Double(1 + count) + rest)
      if glanced > item.urgency {
        let glance = PartialRefresh(first: Int(history.units[unit].glances) * count, count: count)
        (item.urgency, item.requests, item.glance) = (glanced, 1 + count, glance)
      }
    }
    return item.urgency >= 1 || view.doubt >= policy.suspicion ? item : nil
  }

  /// The candidates that were read the longest ago, for so many requests in all.
  private func dueByAge(requests: Int) -> [Due] {
    let candidates = flags.indices.filter { flags[$0].contains(.candidate) }
    var left = candidates.filter { flags[$0].contains(.done) }.reduce(requests) { $0 - self.requests($1) }
    let waiting = candidates.filter { !flags[$0].contains(.done) }
      .sorted { (history.units[$0].readAt, $0) < (history.units[$1].readAt, $1) }
    var due: [Due] = []
    for unit in waiting where left > 0 {
      due.append(Due(unit: unit, key: key(unit), reason: .age, urgency: 1, requests: self.requests(unit)))
      left -= self.requests(unit)
    }
    return due
  }

  /// What to read next: of a product that is due by age only, one unit, for what it shows speaks for the others.
  func nextBatch(now: Double, least: Int = 64) -> [Due] {
    let due = due(now: now)
    let size = max(least, due.count / 4)
    var batch: [Due] = []
    var taken: Set<Int32> = []
    for item in due where batch.count < size {
      if item.reason == .age, policy.requestsByAge == nil, !taken.insert(history.units[item.unit].product).inserted {
        continue
      }
      batch.append(item)
    }
    return batch
  }

  /// Draws units that are not due, so many of each market as time has passed and a few more: all are as likely.
  ///
  /// - Returns: in the order of markets.
  mutating func drawAudit(now: Double, using generator: inout some RandomNumberGenerator) -> [Due] {
    if policy.requestsByAge != nil { return [] }
    let isDue = Set(due(now: now).map(\.unit))
    var drawn: [Due] = []
    let floor = max(1, (policy.auditFloor + markets.count - 1) / max(1, markets.count))
    for (market, changeModel) in markets.sorted(by: { $0.key < $1.key }) {
      let free = units(in: market).filter {
        flags[$0].contains(.candidate) && !flags[$0].contains(.done) && !isDue.contains($0)
      }
      let passed = max(0, now - (changeModel.lastClock ?? now)) / 86_400
      let share = policy.auditShare * min(passed, 30)
      let least = free.count <= policy.tinyMarket ? free.count : floor
      let count = min(free.count, max(least, Int((share * Double(free.count)).rounded())))
      for unit in free.shuffled(using: &generator).prefix(count) {
        flags[unit].insert(.audited)
        drawn.append(Due(unit: unit, key: key(unit), reason: .audit, urgency: 1, requests: requests(unit)))
      }
    }
    return drawn
  }

  /// Units that were drawn and could not be read yet.
  func auditLeft() -> [ProductKey] {
    flags.indices.filter { flags[$0].contains(.audited) && !flags[$0].contains(.done) }.map(key)
  }

  /// Requests that reading the candidates would take which this run neither read nor has to.
  ///
  /// - Parameter due: what is due as it stands.
  func requestsLeftAlone(due: [Due]) -> Int {
    let isDue = Set(due.map(\.unit))
    return flags.indices.reduce(0) { sum, unit in
      guard flags[unit].contains(.candidate), !isDue.contains(unit) else { return sum }
      if flags[unit].contains(.glimpsed) {
        return sum + requests(unit) - 1 - PartialRefresh.availabilityLists(of: requests(unit))
      }
      return flags[unit].contains(.done) ? sum : sum + requests(unit)
    }
  }
}
