import CatalogModel
import PartnerCenterEmulator
import SeededRandom

/// What one seed stands for: a service, and what befalls the runs that read it.
struct SoakScript: Sendable {
  /// One run and what befalls it.
  struct Step: Sendable {
    var faults: FaultScript
    /// The catalog moves to this version before the run.
    var version: Int?
    /// The catalog moves to this version when so many requests were sent.
    var move: (request: Int, version: Int)?
    /// The run is cancelled when so many requests were sent.
    var cancelledAt: Int?
    var budget: Int?
    var isFull: Bool
    /// How long after the run before it.
    var hoursLater: Int
  }

  var configuration: EmulatorConfiguration
  var steps: [Step]
  /// Units and requests side by side.
  var width: Int

  init(seed: UInt64, products: Int) {
    var numbers = SplitMix64(seed: seed)
    let markets = numbers.pick([["US"], ["US", "DE"], ["KE"], ["US", "BR"]] as [[Market]])
    configuration = EmulatorConfiguration(
      shape: CatalogShape(
        seed: numbers.next(), markets: markets, products: numbers.number(max(10, products / 2)...max(10, products)),
        skusPerProduct: numbers.number(1...4), version: numbers.number(1...3),
        customers: numbers.pick([0, 1, 9, 40])))
    configuration.nonprofitListing = numbers.pick(EmulatorConfiguration.NonprofitListing.allCases)
    if numbers.chance(0.2) { configuration.forbiddenSegments = [.nonprofit] }
    if numbers.chance(0.2) { configuration.forbiddenViews.insert(.marketplaceSaaS) }
    configuration.dialect = Self.dialect(&numbers)
    if numbers.chance(0.3) { configuration.tokenLifetime = .seconds(numbers.number(2...600)) }
    width = numbers.chance(0.5) ? 1 : 8
    steps = []
    for number in 0..<numbers.number(1...6) { steps.append(Self.step(number, &numbers)) }
  }

  private static func dialect(_ numbers: inout SplitMix64) -> WireDialect {
    WireDialect {
      $0.paging = numbers.pick([nil, nil] + WireDialect.Paging.allCases.map { $0 })
      $0.pageSize = numbers.number(1...6)
      $0.duplicatesAcrossPages = numbers.chance(0.3)
      $0.byteOrderMark = numbers.chance(0.2)
      $0.prettyPrinted = numbers.chance(0.2)
      $0.unknownFields = numbers.chance(0.3)
      $0.numbersAsStrings = numbers.chance(0.3)
      $0.bareAvailabilities = numbers.chance(0.3)
      $0.singleObject = numbers.chance(0.3)
      $0.pascalCase = numbers.chance(0.2)
    }
  }

  private static func step(_ number: Int, _ numbers: inout SplitMix64) -> Step {
    // An undisturbed first run makes a store that later trouble can hurt.
    let isQuiet = numbers.chance(number == 0 ? 0.5 : 0.15)
    return Step(
      faults: isQuiet ? [] : FaultDraw.script(&numbers),
      version: numbers.chance(0.5) ? numbers.number(1...8) : nil,
      move: numbers.chance(0.15) ? (numbers.number(1...150), numbers.number(1...8)) : nil,
      cancelledAt: numbers.chance(0.15) ? numbers.number(1...150) : nil,
      budget: numbers.chance(0.15) ? numbers.number(1...150) : nil,
      isFull: numbers.chance(0.4), hoursLater: numbers.pick([0, 0, 1, 6, 25, 24 * 8]))
  }
}
