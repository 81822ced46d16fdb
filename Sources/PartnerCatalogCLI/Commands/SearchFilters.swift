import ArgumentParser
import CatalogQuery

/// A value that is wanted, or with `not:` before it one that is not.
struct FilterValue: ExpressibleByArgument, Sendable, Hashable {
  var value: String
  var isWanted: Bool

  init(argument: String) {
    let mark = "not:"
    isWanted = !argument.lowercased().hasPrefix(mark)
    value = isWanted ? argument : String(argument.dropFirst(mark.count))
  }

  /// The value where it is wanted.
  var wanted: String? { isWanted ? value : nil }

  /// A market that there is, wanted or not.
  static func market(_ argument: String) throws -> FilterValue {
    var value = FilterValue(argument: argument)
    value.value = try KnownMarket.parse(value.value).code
    return value
  }
}

/// What `search` may be narrowed by.
struct SearchFilters: ParsableArguments {
  @Option(help: ArgumentHelp("Only in this market.", valueName: "market"), transform: FilterValue.market)
  var market: [FilterValue] = []
  @Option(help: ArgumentHelp("Only for commercial, education, government or nonprofit.", valueName: "segment"))
  var segment: [FilterValue] = []
  @Option(help: ArgumentHelp("Only products of this type or sub-type.", valueName: "type")) var type: [FilterValue] = []
  @Option(help: ArgumentHelp("Only of publishers whose name holds this.", valueName: "publisher"))
  var publisher: [FilterValue] = []
  @Option(help: ArgumentHelp("Only with a term of this length, such as P1Y.", valueName: "duration"))
  var term: [FilterValue] = []
  @Option(help: ArgumentHelp("Only paid for monthly, annual, triennial, one_time.", valueName: "cycle"))
  var billing: [FilterValue] = []
  @Option(help: ArgumentHelp("Only in this reservation scope: AzurePlan, or none.", valueName: "scope"))
  var scope: [FilterValue] = []
  @Option(help: ArgumentHelp("Only with this purchase prerequisite, or none.", valueName: "name"))
  var prerequisite: [FilterValue] = []
  @Option(help: ArgumentHelp("Only in this currency, such as EUR.", valueName: "code")) var currency: [FilterValue] = []
  @Option(help: ArgumentHelp("Only trials: true or false.", valueName: "flag")) var trial: [FilterValue] = []
  @Option(help: ArgumentHelp("Only what can be bought: true or false.", valueName: "flag"))
  var purchasable: [FilterValue] = []

  private var values: [SearchFacet: [FilterValue]] {
    [
      .market: market, .segment: segment, .productType: type, .publisher: publisher, .term: term,
      .billingCycle: billing, .reservationScope: scope, .prerequisite: prerequisite, .currency: currency, .trial: trial,
      .purchasable: purchasable,
    ]
  }

  /// What is wanted and what is not, by facet.
  var choices: (only: [SearchFacet: [String]], except: [SearchFacet: [String]]) {
    func values(_ isWanted: Bool) -> [SearchFacet: [String]] {
      self.values.mapValues { $0.filter { $0.isWanted == isWanted }.map(\.value) }.filter { !$0.value.isEmpty }
    }
    return (values(true), values(false))
  }
}
