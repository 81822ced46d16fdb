import CatalogModel
import CatalogStore
import Foundation

extension Schedule {
  /// The evidence for reading a unit.
  struct View {
    /// Expected changes that the last partial refresh has not ruled out.
    var carried: Double
    /// Expected ordinary changes since its last reading or partial refresh.
    var usual: Double
    /// Expected changes by earlier bulk changes of its market.
    var jumped: Double
    /// The probability of a change that was found in another market scope.
    var sighted: Double
    /// The probability of a change that price sheets have shown since.
    var sheet = 0.0
    /// The probability that a bulk change since the previous run changed it; 1 where the market is read for one.
    var bulk = 0.0
    /// The probability that it is stale, from all evidence.
    var doubt: Double
    /// The expected days for which it has been stale.
    var staleDays: Double
  }

  /// Weighs the evidence for reading a unit.
  ///
  /// - Parameters:
  ///   - unit: the unit.
  ///   - now: the present time, in seconds since 1970.
  ///   - rate: changes per product of its market and calendar day.
  ///   - jump: the expected share of its market that changed in bulk since the previous run, from 0 to 1.
  ///   - hasMoved: whether the market is read because it did.
  /// - Returns: the evidence.
  func view(of unit: Int, now: Double, rate: Double, jump: Double, hasMoved: Bool = false) -> View {
    let reading = history.units[unit]
    let product = products[Int(reading.product)]
    let read = Double(max(reading.readAt, reading.glancedAt))
    let elsewhere = min(now, max(read, product.lastReading(without: Int32(unit))))
    let correlation = correlation
    let tempered = rate * product.temper(strength: policy.historyStrength)
    // Changes that occur everywhere are ruled out until the product's last reading in any market scope.
    let (here, there) = (unseen(unit, from: read, to: now), unseen(unit, from: elsewhere, to: now))
    let usual = (1 - correlation) * here.days + correlation * there.days
    let days = (1 - correlation) * here.staleness + correlation * there.staleness
    let moment = Moment(time: read, run: reading.glancedAt > 0 ? .max : reading.run)
    let carried = Double(reading.doubt)
    let changeModel = markets[market(of: unit)]
    let earlier = changeModel?.jumps(since: moment, until: now)
    let hiddenEarlier = hiddenShare(of: unit, from: read, to: changeModel?.jumps.last?.at.time ?? read)
    var view = View(
      carried: carried, usual: usual * tempered, jumped: (earlier?.changes ?? 0) * hiddenEarlier, sighted: 0, doubt: 0,
      staleDays: days * tempered + (earlier?.staleness ?? 0) * hiddenEarlier + carried * max(0, now - read) / 86_400)
    // Where sheets have missed a change in this run, they do not speak for other products.
    let haveMissed = changeModel.map { $0.listed.changed > $0.listed.shown } ?? false
    let hidden = haveMissed ? 1 : hiddenShare(of: unit, from: max(read, changeModel?.lastClock ?? read), to: now)
    view.bulk = hasMoved && hidden == 1 ? 1 : jump * hidden
    if let observedChange = product.observedChange, moment < observedChange.at {
      view.sighted =
        observedChange.probability(correlation: correlation, strength: policy.sightingStrength)
        * share(of: observedChange, after: moment)
      view.staleDays += view.sighted * max(0, now - observedChange.at.time) / 86_400
    }
    if let difference = differences[unit], read < Double(difference.seenAt) {
      view.sheet = sheetEvidence * share(of: difference, after: read)
      view.staleDays += view.sheet * max(0, now - Double(difference.seenAt)) / 86_400
    }
    view.doubt =
      1 - exp(-view.carried - view.usual - view.jumped) * (1 - view.sighted) * (1 - view.sheet)
      * (1 - view.bulk)
    return view
  }

  /// The share of the changes between two times that sheets have not shown of a unit: 1 where they do not list it.
  private func hiddenShare(of unit: Int, from start: Double, to end: Double) -> Double {
    guard flags[unit].contains(.covered), let sheet = history.sheets[market(of: unit)] else { return 1 }
    let whole = calendar.days(from: start, to: end)
    let (first, last) = (max(start, Double(sheet.since)), min(end, Double(sheet.until)))
    guard whole > 0, first < last else { return 1 }
    return 1 - visibleShare * calendar.days(from: first, to: last) / whole
  }

  /// The calendar days since a reading in which a change may have gone unseen, and their staleness.
  ///
  /// While sheets show no difference, the changes that they would have shown have not happened: that share of the days does
  /// not count.
  private func unseen(_ unit: Int, from read: Double, to now: Double) -> (days: Double, staleness: Double) {
    var days = max(0, calendar.days(from: read, to: now))
    var staleness = max(0, calendar.staleness(from: read, to: now))
    guard flags[unit].contains(.covered), let sheet = history.sheets[market(of: unit)] else { return (days, staleness) }
    let (start, end) = (max(read, Double(sheet.since)), min(now, Double(sheet.until)))
    guard start < end else { return (days, staleness) }
    days -= visibleShare * calendar.days(from: start, to: end)
    staleness -=
      visibleShare * (calendar.staleness(from: start, to: now) - calendar.staleness(from: end, to: now))
    return (max(0, days), max(0, staleness))
  }

  /// The probability that a change came after a reading, given that it came between two sheets.
  private func share(of difference: SheetCoverage.Difference, after read: Double) -> Double {
    let (since, seen) = (Double(difference.since), Double(difference.seenAt))
    guard read > since else { return 1 }
    let whole = calendar.days(from: since, to: seen)
    return whole > 0 ? max(0, min(1, calendar.days(from: read, to: seen) / whole)) : 1
  }

  /// The probability that a change found elsewhere came after this reading, given that it occurred here.
  private func share(of observedChange: ObservedChange, after reading: Moment) -> Double {
    guard reading > observedChange.since else { return 1 }
    let whole = calendar.days(from: observedChange.since.time, to: observedChange.at.time)
    guard whole > 0 else { return 1 }
    return max(0, min(1, calendar.days(from: reading.time, to: observedChange.at.time) / whole))
  }

  /// The candidates of a market, or of all markets, that are due; the most urgent first.
  func due(now: Double, in market: Market? = nil) -> [Due] {
    if let requests = policy.requestsByAge { return dueByAge(requests: requests) }
    var due: [Due] = []
    let common = commonRate
    for (marketScope, range) in placeRanges() where market == nil || marketScope.market == market {
      guard let changeModel = markets[marketScope.market] else { continue }
      let rate = changeModel.dailyRate(common: common, strength: policy.rateStrength)
      let jump = jump(in: marketScope.market)
      for unit in range where flags[unit].contains(.candidate) && !flags[unit].contains(.done) {
        let view = view(of: unit, now: now, rate: rate, jump: jump, hasMoved: changeModel.hasMoved)
        if let item = judged(unit, view, weight: changeModel.weight) { due.append(item) }
      }
    }
    return due.sorted { ($0.urgency, $1.unit) > ($1.urgency, $0.unit) }
  }

  /// Decides whether a unit is due, and whether a partial refresh is more efficient than a full reading.
  ///
  /// - Returns: `nil` if it is not due.
  private func judged(_ unit: Int, _ view: View, weight: Double) -> Due? {
    let requests = requests(unit)
    // A product has about one catalog item for each request but the first.
    let worth = weight * Double(requests - 1) * view.staleDays / policy.staleDays
    let aged = worth / Double(requests)
    let suspected = view.doubt / policy.suspicion * weight
    let speaks = max(view.sighted, view.jumped, view.bulk, view.sheet)
    var item = Due(
      unit: unit, key: key(unit), reason: speaks > view.usual + view.carried ? .evidence : .age,
      urgency: max(aged, suspected), requests: requests)
    let count = PartialRefresh.availabilityLists(of: requests)
    if view.doubt < policy.suspicion, count + 2 < requests, Int(history.units[unit].glances) < policy.mostGlances {
      let detection = detection(availabilityLists: count)
      let rest = view.doubt * detection * Double(requests - 1 - count)
      let partialUrgency = worth * detection / (Double(1 + count) + rest)
      if partialUrgency > item.urgency {
        let partial = PartialRefresh(first: Int(history.units[unit].glances) * count, count: count)
        (item.urgency, item.requests, item.partial) = (partialUrgency, 1 + count, partial)
      }
    }
    return item.urgency >= 1 || view.doubt >= policy.suspicion ? item : nil
  }

  /// The candidates with the oldest readings, up to a number of requests for the whole run.
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

  /// The units to read next: a quarter of those that are due, or the smallest size of a batch if that is more.
  ///
  /// Of a product that is due by age in several market scopes, it has one: the result is evidence for the others.
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

  /// Draws a random sample of the units that are not due, all with equal probability within a market.
  ///
  /// Its size grows with the time since the last run of the market, from a minimum on.
  /// - Returns: the sample, in the order of the markets.
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
      let probability = Double(count) / Double(max(1, free.count))
      for unit in dueBySheet(in: market, now: now) where Double.random(in: 0..<1, using: &generator) < probability {
        flags[unit].insert(.lot)
      }
      for unit in free.shuffled(using: &generator).prefix(count) {
        flags[unit].insert(.audited)
        if flags[unit].contains(.covered) { flags[unit].insert(.lot) }
        drawn.append(Due(unit: unit, key: key(unit), reason: .audit, urgency: 1, requests: requests(unit)))
      }
    }
    return drawn
  }

  /// The units that are due by a difference of sheets, and would not be without it.
  ///
  /// They are drawn with the same probability as the sample: among both, a change is or is not one that a sheet has shown.
  private func dueBySheet(in market: Market, now: Double) -> [Int] {
    guard !differences.isEmpty, let changeModel = markets[market], !changeModel.hasMoved else { return [] }
    let rate = changeModel.dailyRate(common: commonRate, strength: policy.rateStrength)
    let jump = jump(in: market)
    return units(in: market).filter { unit in
      guard differences[unit] != nil, flags[unit].contains(.candidate), !flags[unit].contains(.done) else {
        return false
      }
      var view = view(of: unit, now: now, rate: rate, jump: jump)
      guard view.sheet > 0, judged(unit, view, weight: changeModel.weight) != nil else { return false }
      view.doubt = 1 - (1 - view.doubt) / (1 - view.sheet)
      view.staleDays -= view.sheet * max(0, now - Double(differences[unit]?.seenAt ?? 0)) / 86_400
      view.sheet = 0
      return judged(unit, view, weight: changeModel.weight) == nil
    }
  }

  /// The part of the sample that was not read yet.
  func auditLeft() -> [ProductKey] {
    flags.indices.filter { flags[$0].contains(.audited) && !flags[$0].contains(.done) }.map(key)
  }

  /// The requests that reading the other candidates would take: those that were not read and are not due.
  func requestsLeftAlone(due: [Due]) -> Int {
    let isDue = Set(due.map(\.unit))
    return flags.indices.reduce(0) { sum, unit in
      guard flags[unit].contains(.candidate), !isDue.contains(unit) else { return sum }
      if flags[unit].contains(.partiallyRefreshed) {
        return sum + requests(unit) - 1 - PartialRefresh.availabilityLists(of: requests(unit))
      }
      return flags[unit].contains(.done) ? sum : sum + requests(unit)
    }
  }
}
