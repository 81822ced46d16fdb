import CatalogModel
import CatalogStore
import Foundation

extension Schedule {
  /// What speaks for reading a unit.
  struct View {
    /// Changes expected of it in the ordinary way since it was read.
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
    let read = Double(reading.readAt)
    let elsewhere = min(now, max(read, product.lastReading(without: Int32(unit))))
    let correlation = correlation
    let tempered = rate * product.temper(strength: policy.historyStrength)
    // What happens everywhere was ruled out when the product was last read elsewhere.
    var usual = (1 - correlation) * max(0, calendar.days(from: read, to: now))
    var days = (1 - correlation) * max(0, calendar.staleness(from: read, to: now))
    usual += correlation * max(0, calendar.days(from: elsewhere, to: now))
    days += correlation * max(0, calendar.staleness(from: elsewhere, to: now))
    let moment = Moment(time: read, run: reading.run)
    let earlier = markets[history.places[Int(reading.place)].market]?.jumps(since: moment, until: now)
    var view = View(
      usual: usual * tempered, jumped: earlier?.changes ?? 0, sighted: 0, doubt: 0,
      staleDays: days * tempered + (earlier?.staleness ?? 0))
    if let sighting = product.sighting, moment < sighting.at {
      view.sighted =
        sighting.probability(correlation: correlation, strength: policy.sightingStrength)
        * share(of: sighting, after: moment)
      view.staleDays += view.sighted * max(0, now - sighting.at.time) / 86_400
    }
    view.doubt = 1 - exp(-view.usual - view.jumped) * (1 - view.sighted) * (1 - jump)
    return view
  }

  /// How likely it is that a change seen elsewhere came after this reading, if it came at all.
  private func share(of sighting: Sighting, after reading: Moment) -> Double {
    guard reading > sighting.since else { return 1 }
    let whole = calendar.days(from: sighting.since.time, to: sighting.at.time)
    guard whole > 0 else { return 1 }
    return max(0, min(1, calendar.days(from: reading.time, to: sighting.at.time) / whole))
  }

  /// All candidates that are due, the most urgent first.
  ///
  /// - Parameter market: `nil` for all.
  func due(now: Double, in market: Market? = nil) -> [Due] {
    if let requests = policy.requestsByAge { return dueByAge(requests: requests) }
    var due: [Due] = []
    let common = commonRate
    for (place, range) in placeRanges() where market == nil || place.market == market {
      guard let outlook = markets[place.market] else { continue }
      let rate = outlook.dailyRate(common: common, strength: policy.rateStrength)
      let jump = outlook.hasMoved ? 1 : jump(in: place.market)
      for unit in range where flags[unit].contains(.candidate) && !flags[unit].contains(.done) {
        let view = view(of: unit, now: now, rate: rate, jump: jump)
        let requests = requests(unit)
        // What is stale are items: a SKU's worth for each request but the first.
        let worth = outlook.weight * Double(requests - 1) / Double(requests)
        let aged = view.staleDays * worth / policy.staleDays
        let suspected = view.doubt / policy.suspicion
        guard max(aged, suspected) >= 1 else { continue }
        let speaks = max(view.sighted, view.jumped, jump)
        due.append(
          Due(
            unit: unit, key: key(unit), reason: speaks > view.usual ? .evidence : .age,
            urgency: max(aged, suspected * outlook.weight), requests: requests))
      }
    }
    return due.sorted { ($0.urgency, $1.unit) > ($1.urgency, $0.unit) }
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
    for (market, outlook) in markets.sorted(by: { $0.key < $1.key }) {
      let free = units(in: market).filter {
        flags[$0].contains(.candidate) && !flags[$0].contains(.done) && !isDue.contains($0)
      }
      let passed = max(0, now - (outlook.lastClock ?? now)) / 86_400
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
  func auditLeft() -> [UnitKey] {
    flags.indices.filter { flags[$0].contains(.audited) && !flags[$0].contains(.done) }.map(key)
  }

  /// Requests that reading the candidates would take which this run neither read nor has to.
  func requestsLeftAlone(now: Double) -> Int {
    let isDue = Set(due(now: now).map(\.unit))
    return flags.indices.reduce(0) { sum, unit in
      flags[unit].contains(.candidate) && !flags[unit].contains(.done) && !isDue.contains(unit)
        ? sum + requests(unit) : sum
    }
  }
}
