import ArgumentParser
import CatalogJSON
import CatalogQuery

extension FilterValue {
  /// A market of the service, included or excluded.
  static func knownMarket(_ argument: String) throws -> FilterValue {
    try FilterValue(argument) { try KnownMarket.parse($0).code }
  }
}

/// The filters of `search` and `can-buy`.
struct SearchFilters: ParsableArguments {
  @Option(
    help: ArgumentHelp("Only in this market.", valueName: "market"), completion: CompletionWords.markets,
    transform: FilterValue.knownMarket)
  var market: [FilterValue] = []
  @Option(
    help: ArgumentHelp("Only this segment: commercial, education, government or nonprofit.", valueName: "segment"),
    transform: FilterValue.word)
  var segment: [FilterValue] = []
  @Option(
    help: ArgumentHelp("Only products of this type or sub-type.", valueName: "type"),
    completion: CompletionWords.productTypes, transform: FilterValue.word)
  var type: [FilterValue] = []
  @Option(
    help: ArgumentHelp("Only publishers with this in their name.", valueName: "publisher"),
    transform: FilterValue.word)
  var publisher: [FilterValue] = []
  @Option(
    help: ArgumentHelp("Only this term: P1Y, 1y, \"1 year\".", valueName: "duration"),
    transform: FilterValue.term)
  var term: [FilterValue] = []
  @Option(
    help: ArgumentHelp("Only this billing cycle: monthly, annual, triennial, one_time.", valueName: "cycle"),
    transform: FilterValue.word)
  var billing: [FilterValue] = []
  @Option(
    help: ArgumentHelp(
      "Only this reservation scope: AzurePlan; legacy or none for items without one.", valueName: "scope"),
    transform: FilterValue.scope)
  var scope: [FilterValue] = []
  @Option(
    help: ArgumentHelp("Only with this purchase prerequisite, or none.", valueName: "name"),
    transform: FilterValue.word)
  var prerequisite: [FilterValue] = []
  @Option(
    help: ArgumentHelp("Only in this currency, such as EUR.", valueName: "code"),
    completion: CompletionWords.currencies, transform: FilterValue.word)
  var currency: [FilterValue] = []
  @Option(
    help: ArgumentHelp("Only trials: true or false.", valueName: "flag"), completion: CompletionWords.truth,
    transform: FilterValue.truth)
  var trial: [FilterValue] = []
  @Option(
    help: ArgumentHelp("Only purchasable items: true or false.", valueName: "flag"), completion: CompletionWords.truth,
    transform: FilterValue.truth)
  var purchasable: [FilterValue] = []

  private var values: [SearchFacet: [FilterValue]] {
    [
      .market: market, .segment: segment, .productType: type, .publisher: publisher, .term: term,
      .billingCycle: billing, .reservationScope: scope, .prerequisite: prerequisite, .currency: currency, .trial: trial,
      .purchasable: purchasable,
    ]
  }

  /// Included and excluded values by facet.
  var itemFilter: ItemFilter { ItemFilter(values) }

  /// The included values of open sets.
  var wantedValues: WantedValues {
    WantedValues(
      segments: segment.compactMap(\.wanted), billingCycles: billing.compactMap(\.wanted),
      scopes: scope.compactMap(\.wanted), currencies: currency.compactMap(\.wanted))
  }
}
