import CatalogModel
import CatalogStore
import Foundation

extension Schedule {
  /// Adds candidates: products that the schedule may choose from.
  mutating func offer(_ keys: some Sequence<ProductKey>) {
    for key in keys {
      if let unit = position(key), history.units[unit].run > 0 { flags[unit].insert(.candidate) }
    }
  }

  /// Learns from the product lists of a market that this run, or one that it resumes, has read.
  ///
  /// - Parameters:
  ///   - market: the market.
  ///   - listed: the number of products that the lists show.
  ///   - moved: the number of those that are new or renamed.
  ///   - now: the present time, in seconds since 1970.
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

  /// Notes that a unit could not be read: this run does not try it again.
  mutating func noteFailure(of unit: Int) { flags[unit].insert(.done) }

  /// Learns from a partial refresh without a change.
  ///
  /// - Returns: the expected number of changes that it has not ruled out.
  mutating func notePartialRefresh(at unit: Int, availabilityLists count: Int, now: Double) -> Double {
    let market = market(of: unit)
    let missed = 1 - detection(availabilityLists: count)
    var doubt = 0.0
    if var changeModel = markets[market] {
      let (view, usual) = expectation(of: unit, in: changeModel, now: now)
      doubt = (usual + view.sighted + view.sheet) * missed
      let expected = 1 - exp(-usual) * (1 - view.sighted) * (1 - view.sheet)
      changeModel.belief.note(changed: false, probability: expected, detection: 1 - missed)
      commonBelief.note(changed: false, probability: expected, detection: 1 - missed)
      if view.sighted <= 0.02, view.sheet <= 0.02, !changeModel.hasMoved {
        changeModel.clock.exposure += view.usual * (1 - missed)
      }
      markets[market] = changeModel
    }
    history.units[unit].glancedAt = UInt32(clamping: Int(now))
    history.units[unit].doubt = Float(doubt)
    history.units[unit].glances += 1
    products[Int(history.units[unit].product)].note(reading: now, of: Int32(unit))
    flags[unit].formUnion([.done, .partiallyRefreshed])
    return doubt
  }

  /// Learns from a full reading.
  ///
  /// - Parameters:
  ///   - unit: the unit that was read.
  ///   - reason: why it was read.
  ///   - changed: whether it had changed.
  ///   - lists: how many of its lists had changed; `nil` if that is not known, or after a partial refresh.
  ///   - now: the present time, in seconds since 1970.
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
      let expected = 1 - exp(-usual) * (1 - view.sighted) * (1 - view.sheet)
      changeModel.belief.note(changed: changed, probability: expected)
      commonBelief.note(changed: changed, probability: expected)
      if flags[unit].contains(.covered) {
        changeModel.listed.read += 1
        changeModel.listed.changed += changed ? 1 : 0
        changeModel.listed.shown += changed && view.sheet > 0 ? 1 : 0
      }
      if flags[unit].contains(.lot), changed {
        changeModel.clock.lotChanged += 1
        lotChanged += 1
        if view.sheet > 0 {
          changeModel.clock.lotShown += 1
          lotShown += 1
        }
      }
      if view.sheet > 0 {
        changeModel.clock.sheetSuspected += 1
        sheetSuspected += 1
        if changed {
          changeModel.clock.sheetConfirmed += 1
          sheetConfirmed += 1
        }
      }
      if view.sighted > 0.02 {
        changeModel.clock.suspected += 1
        suspected += 1
        if changed {
          changeModel.clock.confirmed += 1
          confirmed += 1
        }
      } else if view.sheet == 0, !changeModel.hasMoved {
        changeModel.clock.exposure += view.usual
        if changed { changeModel.clock.changed += 1 }
      }
      markets[market] = changeModel
    }
    record(unit, changed: changed, now: now)
    flags[unit].insert(.done)
  }

  /// The evidence for reading a unit at a rate of 1, and its expected changes at the rate of its market, without those
  /// found in other market scopes.
  private func expectation(
    of unit: Int, in changeModel: MarketChangeModel, now: Double
  ) -> (view: View, usual: Double) {
    let view = view(of: unit, now: now, rate: 1, jump: 0)
    let rate = changeModel.dailyRate(common: commonRate, strength: policy.rateStrength)
    return (view, view.carried + view.usual * rate + view.jumped)
  }

  /// Updates the history of a unit and its product.
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

  /// Judges every market after new readings.
  mutating func judgeMarkets() {
    for market in markets.keys { judge(market) }
  }

  /// Judges a market: if a bulk change is probable, this run reads all of it.
  mutating func judge(_ market: Market) {
    guard let changeModel = markets[market], !changeModel.hasMoved else { return }
    markets[market]?.hasMoved = changeModel.belief.expectedShare() >= policy.suspicion
  }

  /// The observations of this run, one for each of its markets.
  func clocks() -> [MarketChangeSample] {
    markets.sorted { $0.key < $1.key }.map { market, changeModel in
      var clock = changeModel.clock
      let share = jump(in: market)
      clock.jump = share >= policy.leastJump ? -log(1 - min(share, 0.99)) : 0
      clock.dailyRate = changeModel.dailyRate(common: commonRate, strength: policy.rateStrength)
      // Where all were read that sheets list, none was chosen by what they show: they are a sample.
      let listed = units(in: market).count { flags[$0].isSuperset(of: [.candidate, .covered]) }
      if listed > 0, changeModel.listed.read == listed {
        (clock.lotChanged, clock.lotShown) = (changeModel.listed.changed, changeModel.listed.shown)
      }
      return clock
    }
  }

  /// The expected share of a market that changed in bulk since the previous run, from 0 to 1.
  func jump(in market: Market) -> Double {
    guard let changeModel = markets[market] else { return 0 }
    guard markets.count > 1 else { return changeModel.belief.expectedShare() }
    // A bulk change of other markets raises the prior of this one.
    let elsewhere = min(0.9, correlation * commonBelief.without(changeModel.belief).probability())
    return changeModel.belief.expectedShare(prior: max(policy.jumpPrior, elsewhere))
  }
}
