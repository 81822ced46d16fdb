import CatalogModel
import CatalogStore
import Foundation

/// The products to read, their order and the reasons: a value made from stored history and from the observations of a
/// run.
///
/// A product is due when the expected time for which it has been stale passes a threshold common to all products;
/// intervals between readings then follow the inverse square root of the rate of change. The rate of a product is
/// estimated from the calendar, the history of its market and of the product, the same product in other market scopes,
/// and the lists.
///
/// A *unit* here is a product in one market scope, as a position in ``ReadingHistory/units``.
struct Schedule: Sendable {
  /// A product that is to be read.
  struct Due: Sendable, Hashable {
    var unit: Int
    var key: ProductKey
    var reason: DueReason
    /// At least 1; the greatest is read first.
    var urgency: Double
    /// The requests of a full reading, or of a partial refresh without a change.
    var requests: Int
    /// The lists to request first; if these have not changed, the rest is not requested. `nil` requests all.
    var partial: PartialRefresh?
  }

  struct Flags: OptionSet, Sendable {
    var rawValue: UInt8
    /// Shown by a list of the plan, or unlisted and to be requested, and read completely before.
    static let candidate = Flags(rawValue: 1)
    /// Read, or tried without success, in this run or one that it resumes.
    static let done = Flags(rawValue: 2)
    /// Drawn for the random sample.
    static let audited = Flags(rawValue: 4)
    /// Done by a partial refresh.
    static let partiallyRefreshed = Flags(rawValue: 8)
    /// Listed by the price sheets of its market.
    static let covered = Flags(rawValue: 16)
    /// Drawn for the sample that measures what sheets show.
    static let lot = Flags(rawValue: 32)
  }

  let policy: SchedulePolicy
  let run: Int32
  let calendar: ChangeCalendar
  var history: ReadingHistory
  var flags: [Flags]
  var products: [ProductOutlook]
  var markets: [Market: MarketChangeModel] = [:]
  /// The posterior of a bulk change, over all markets.
  var commonBelief: BulkChangePosterior
  /// Products read because they had changed in another market scope.
  var suspected = 0.0
  /// Those of them that had changed.
  var confirmed = 0.0
  /// Changed products that were read completely, without a partial refresh.
  var dissected = 0.0
  /// Those of them whose SKU list had changed.
  var toldBySKUs = 0.0
  /// The sum of the shares of their availability lists that had changed.
  var toldByAvailabilities = 0.0
  /// Units that were read because sheets differed, and those of them that had changed.
  var (sheetSuspected, sheetConfirmed) = (0.0, 0.0)
  /// Changed units of samples, and those of them that a sheet had shown.
  var (lotChanged, lotShown) = (0, 0)
  /// The differences of sheets by unit.
  var differences: [Int: SheetCoverage.Difference] = [:]
  /// The first unit of each market scope, and the number of units at the end.
  private var offsets: [Int] = []
  private var productNumbers: [ProductID: Int32] = [:]

  /// Computes the schedule at the start of a run.
  ///
  /// - Parameters:
  ///   - history: the stored readings. Markets outside the run are evidence for those of the run.
  ///   - asked: the markets of the run.
  ///   - run: the number of the run.
  ///   - resumedRunID: the first run of the chain; products read by it or a later run are not read again.
  ///   - begunAt: the start of that run; `nil` means now.
  ///   - now: the present time.
  ///   - policy: the parameters.
  init(
    _ history: ReadingHistory, markets asked: [Market], run: Int64, resumedRunID: Int64, begunAt: Date? = nil,
    now: Date, policy: SchedulePolicy = SchedulePolicy()
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
    learnSheets()
    learnMarkets(asked, run: run, resumedRunID: resumedRunID, begunAt: begunAt ?? now)
    learnProducts()
    learnChain(resumedRunID: Int32(clamping: resumedRunID))
  }

  // MARK: - Units

  func key(_ unit: Int) -> ProductKey {
    let reading = history.units[unit]
    return ProductKey(
      marketScope: history.places[Int(reading.marketScope)], product: history.products[Int(reading.product)])
  }

  func market(of unit: Int) -> Market { history.places[Int(history.units[unit].marketScope)].market }

  /// The position of a product; `nil` if it was never read.
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

  /// The units of a market, by market scope.
  func units(in market: Market) -> [Int] {
    history.places.indices.filter { history.places[$0].market == market }.flatMap { offsets[$0]..<offsets[$0 + 1] }
  }

  /// Each market scope with its units.
  func placeRanges() -> [(marketScope: MarketScope, units: Range<Int>)] {
    history.places.enumerated().map { ($1, offsets[$0]..<offsets[$0 + 1]) }
  }

  /// The requests of a full reading: at least 2.
  func requests(_ unit: Int) -> Int { max(2, Int(history.units[unit].lists)) }

  // MARK: - Estimates

  /// The probability that a change in one market scope occurs in another one.
  var correlation: Double {
    (policy.correlation * policy.correlationStrength + confirmed) / (policy.correlationStrength + suspected)
  }

  /// The probability that a product has changed of which two sheets differ.
  var sheetEvidence: Double {
    (policy.sheetEvidence * policy.sheetEvidenceStrength + sheetConfirmed)
      / (policy.sheetEvidenceStrength + sheetSuspected)
  }

  /// The share of changes that sheets show.
  var visibleShare: Double {
    min(
      policy.mostVisible,
      (policy.visibleShare * policy.visibleShareStrength + Double(lotShown))
        / (policy.visibleShareStrength + Double(lotChanged)))
  }

  /// The probability that a partial refresh with this number of availability lists shows a change.
  func detection(availabilityLists count: Int) -> Double {
    let all = policy.dissectionStrength + dissected
    let skus = (policy.toldBySKUs * policy.dissectionStrength + toldBySKUs) / all
    let availabilities = (policy.toldByAvailabilities * policy.dissectionStrength + toldByAvailabilities) / all
    return 1 - (1 - skus) * pow(1 - availabilities, Double(count))
  }

  /// Changes per product and calendar day, over all markets.
  var commonRate: Double {
    let changed = markets.values.reduce(policy.rateStrength) { $0 + $1.changed + $1.clock.changed }
    let exposure = markets.values.reduce(policy.rateStrength / policy.dailyRate) {
      $0 + $1.exposure + $1.clock.exposure
    }
    return changed / exposure
  }
}
