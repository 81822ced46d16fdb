import CatalogModel
import CatalogStore
import Foundation

extension Schedule {
  /// Takes over what earlier runs wrote down of the markets.
  mutating func learnMarkets(_ asked: [Market], run: Int64, begunBy: Int64, now: Double) {
    let mean = max(1, Double(asked.reduce(0) { $0 + 1 + (history.customers[$1] ?? 0) }) / Double(max(1, asked.count)))
    for market in asked {
      var outlook = MarketOutlook(
        belief: JumpBelief(prior: policy.jumpPrior),
        clock: MarketClockReading(market: market, run: run, at: Int64(now)))
      outlook.weight = min(4, max(0.25, Double(1 + (history.customers[market] ?? 0)) / mean))
      markets[market] = outlook
    }
    for clock in history.clocks {
      suspected += Double(clock.suspected)
      confirmed += Double(clock.confirmed)
      guard var outlook = markets[clock.market] else { continue }
      outlook.exposure += clock.exposure
      outlook.changed += clock.changed
      if clock.run < begunBy {
        outlook.lastClock = Double(clock.at)
        if clock.jump > 0 {
          outlook.jumps.append((Moment(time: Double(clock.at), run: Int32(clamping: clock.run)), clock.jump))
        }
      }
      markets[clock.market] = outlook
    }
  }

  /// Learns from all units what each product tells about the others.
  mutating func learnProducts() {
    for (number, unit) in history.units.enumerated() {
      let product = Int(unit.product)
      let (first, read) = (Double(unit.firstSeen), Double(unit.readAt))
      let jumps = markets[history.places[Int(unit.place)].market]?.jumps(
        since: Moment(time: first, run: 0), until: read)
      products[product].units += 1
      products[product].changes += Double(unit.changes)
      products[product].expected +=
        policy.dailyRate * max(0, calendar.days(from: first, to: read))
        + (jumps?.changes ?? 0)
      products[product].note(reading: read, of: Int32(number))
      guard unit.changedAt > 0 else { continue }
      let at = Moment(time: Double(unit.changedAt), run: unit.readAt == unit.changedAt ? unit.run : 0)
      if products[product].sighting.map({ $0.at < at }) ?? true {
        products[product].sighting = Sighting(at: at, since: Moment(time: Double(unit.unchangedUntil), run: 0))
      }
    }
    // The latest change of each product, and which of its units bear it out.
    let latest = products.map(\.sighting)
    for unit in history.units {
      let product = Int(unit.product)
      guard let event = latest[product], Double(unit.readAt) >= event.since.time else { continue }
      if unit.changedAt > 0, Double(unit.changedAt) > event.since.time {
        if Double(unit.changedAt) < event.at.time {
          let first = min(products[product].sighting?.at ?? event.at, Moment(time: Double(unit.changedAt), run: 0))
          products[product].sighting?.found += 1
          products[product].sighting?.at = first
        } else if Double(unit.unchangedUntil) > event.since.time {
          products[product].sighting?.found += 1
        }
      } else if Moment(time: Double(unit.readAt), run: unit.run) > event.at {
        products[product].sighting?.clear += 1
      }
    }
  }

  /// Learns from what the runs that this one goes on with have read.
  mutating func learnChain(begunBy: Int32) {
    for (number, unit) in history.units.enumerated() where unit.run >= begunBy {
      flags[number].insert(.done)
      let market = market(of: number)
      let changed = unit.changedAt > 0 && unit.changedAt == unit.readAt
      // What was read for the first time says nothing.
      guard changed || unit.firstSeen < unit.readAt, markets[market] != nil else { continue }
      let usual = 3 * policy.dailyRate
      markets[market]?.belief.note(changed: changed, probability: usual)
      commonBelief.note(changed: changed, probability: usual)
    }
  }
}
