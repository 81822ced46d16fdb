import ArgumentParser
import CatalogQuery

/// A filter value, which `not:` before it excludes.
struct FilterValue: Sendable, Hashable {
  var value: String
  var isWanted: Bool

  private init(_ argument: String, _ reading: (String) throws -> String) throws {
    let mark = "not:"
    isWanted = !argument.lowercased().hasPrefix(mark)
    value = try reading(isWanted ? argument : String(argument.dropFirst(mark.count)))
  }

  /// The value, if it is not an exclusion.
  var wanted: String? { isWanted ? value : nil }

  static func word(_ argument: String) throws -> FilterValue { try FilterValue(argument, FilterWord.said) }
  static func term(_ argument: String) throws -> FilterValue { try FilterValue(argument, FilterWord.term) }
  static func scope(_ argument: String) throws -> FilterValue { try FilterValue(argument, FilterWord.scope) }
  static func truth(_ argument: String) throws -> FilterValue { try FilterValue(argument, FilterWord.truth) }

  /// A market of the service, included or excluded.
  static func market(_ argument: String) throws -> FilterValue {
    try FilterValue(argument) { try KnownMarket.parse($0).code }
  }
}

/// The filters of `search` and `can-buy`.
struct SearchFilters: ParsableArguments {
  @Option(
    help: ArgumentHelp("Only in this market.", valueName: "market"), completion: CompletionWords.markets,
    transform: FilterValue.market)
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
  var itemFilter: ItemFilter {
    func values(_ isWanted: Bool) -> [SearchFacet: [String]] {
      self.values.mapValues { $0.filter { $0.isWanted == isWanted }.map(\.value) }.filter { !$0.value.isEmpty }
    }
    return ItemFilter(only: values(true), except: values(false))
  }

  /// The included values of open sets.
  var wantedValues: WantedValues {
    WantedValues(
      segments: segment.compactMap(\.wanted), billingCycles: billing.compactMap(\.wanted),
      scopes: scope.compactMap(\.wanted), currencies: currency.compactMap(\.wanted))
  }
}
