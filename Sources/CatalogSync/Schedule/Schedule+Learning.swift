import CatalogModel
import CatalogSchema
import CatalogStore
import Foundation

extension Schedule {
  /// Learns from the samples that earlier runs stored of the markets.
  mutating func learnMarkets(_ asked: [Market], run: Int64, resumedRunID: Int64, begunAt: Date) {
    let mean = max(1, Double(asked.reduce(0) { $0 + 1 + (history.customers[$1] ?? 0) }) / Double(max(1, asked.count)))
    for market in asked {
      var changeModel = MarketChangeModel(
        belief: BulkChangePosterior(prior: policy.jumpPrior),
        clock: MarketChangeSample(market: market, run: run, at: begunAt.stamp))
      changeModel.weight = min(4, max(0.25, Double(1 + (history.customers[market] ?? 0)) / mean))
      markets[market] = changeModel
    }
    for clock in history.clocks {
      dissected += Double(clock.dissected)
      toldBySKUs += Double(clock.toldBySKUs)
      toldByAvailabilities += clock.toldByAvailabilities
      suspected += Double(clock.suspected)
      confirmed += Double(clock.confirmed)
      sheetSuspected += Double(clock.sheetSuspected)
      sheetConfirmed += Double(clock.sheetConfirmed)
      lotChanged += clock.lotChanged
      lotShown += clock.lotShown
      guard var changeModel = markets[clock.market] else { continue }
      changeModel.exposure += clock.exposure
      changeModel.changed += clock.changed
      if clock.run < resumedRunID {
        changeModel.lastClock = Double(clock.at)
        // Runs that resume each other observe the same bulk change; the last one has the most evidence.
        if changeModel.jumps.last?.at.time == Double(clock.at) { changeModel.jumps.removeLast() }
        if clock.jump > 0 {
          changeModel.jumps.append((Moment(time: Double(clock.at), run: Int32(clamping: clock.run)), clock.jump))
        }
      }
      markets[clock.market] = changeModel
    }
  }

  /// Learns what price sheets list, and of which products two of them differ. Sheets are of licences, without a reservation
  /// scope.
  mutating func learnSheets() {
    guard !history.sheets.isEmpty else { return }
    for (marketScope, range) in placeRanges() where marketScope.scope == nil {
      guard let sheet = history.sheets[marketScope.market] else { continue }
      for unit in range {
        let product = history.products[Int(history.units[unit].product)]
        if sheet.lists(product) { flags[unit].insert(.covered) }
        if let difference = sheet.differences[product] { differences[unit] = difference }
      }
    }
  }

  /// Learns from all market scopes of each product how often it changes, and when it last did.
  mutating func learnProducts() {
    for (number, unit) in history.units.enumerated() {
      let product = Int(unit.product)
      let (first, read) = (Double(unit.firstSeen), Double(unit.readAt))
      let jumps = markets[history.places[Int(unit.marketScope)].market]?.jumps(
        since: Moment(time: first, run: 0), until: read)
      products[product].units += 1
      products[product].changes += Double(unit.changes)
      products[product].expected +=
        policy.dailyRate * max(0, calendar.days(from: first, to: read))
        + (jumps?.changes ?? 0)
      products[product].note(reading: max(read, Double(unit.glancedAt)), of: Int32(number))
      guard unit.changedAt > 0 else { continue }
      let at = Moment(time: Double(unit.changedAt), run: unit.readAt == unit.changedAt ? unit.run : 0)
      if products[product].observedChange.map({ $0.at < at }) ?? true {
        products[product].observedChange = ObservedChange(
          at: at, since: Moment(time: Double(unit.unchangedUntil), run: 0))
      }
    }
    // The latest change of each product, and the market scopes in which it was or was not found.
    let latest = products.map(\.observedChange)
    for unit in history.units {
      let product = Int(unit.product)
      guard let event = latest[product], Double(unit.readAt) >= event.since.time else { continue }
      if unit.changedAt > 0, Double(unit.changedAt) > event.since.time {
        if Double(unit.changedAt) < event.at.time {
          let first = min(
            products[product].observedChange?.at ?? event.at, Moment(time: Double(unit.changedAt), run: 0))
          products[product].observedChange?.found += 1
          products[product].observedChange?.at = first
        } else if Double(unit.unchangedUntil) > event.since.time {
          products[product].observedChange?.found += 1
        }
      } else if Moment(time: Double(unit.readAt), run: unit.run) > event.at {
        products[product].observedChange?.clear += 1
      }
    }
  }

  /// Learns from the products that this run, or one that it resumes, has read.
  mutating func learnChain(resumedRunID: Int32) {
    for (number, unit) in history.units.enumerated() where unit.run >= resumedRunID {
      flags[number].insert(.done)
      let market = market(of: number)
      let changed = unit.changedAt > 0 && unit.changedAt == unit.readAt
      // A first reading is no evidence.
      guard changed || unit.firstSeen < unit.readAt, markets[market] != nil else { continue }
      let usual = 3 * policy.dailyRate
      markets[market]?.belief.note(changed: changed, probability: usual)
      commonBelief.note(changed: changed, probability: usual)
    }
  }
}
