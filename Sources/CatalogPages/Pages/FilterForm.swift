import CatalogModel
import CatalogQuery

/// The filters of the search: boxes to tick with how many hits each value has.
enum FilterForm {
  /// The values that are shown at once; the others open.
  private static let few = 6
  private static let most = 150

  static func html(_ answer: SearchAnswer) -> HTML {
    Tag.aside(.id("filters"), .label(Texts.filters)) {
      Tag.h2 { Texts.filters }
      if answer.question.isFiltered {
        Tag.p { Tag.a(.href(PageURL(.search, [("q", answer.question.text)]))) { Texts.clear } }
      }
      for filter in SearchQuestion.filters {
        fieldset(filter, answer)
      }
      Tag.button(.type("submit"), .form(PageFrame.searchFormID), .class("apply")) { Texts.apply }
    }
  }

  private static func fieldset(
    _ filter: (facet: SearchFacet, name: String, legend: String), _ answer: SearchAnswer
  ) -> HTML {
    let asked = answer.question.values[filter.facet] ?? []
    let counts = answer.result.facets[filter.facet.rawValue] ?? [:]
    let isAsked = { (value: String) in asked.contains { $0.lowercased() == value.lowercased() } }
    // What is ticked stays in sight, also where nothing has it.
    let others = counts.filter { !isAsked($0.key) }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .prefix(most).map { (value: $0.key, count: Int?.some($0.value)) }
    let ticked = asked.map { value in
      (value: value, count: counts.first { $0.key.lowercased() == value.lowercased() }?.value)
    }
    var values = ticked + others
    if filter.facet == .purchasable, values.isEmpty { values = [(value: "true", count: nil)] }
    // A property that all hits share distinguishes nothing.
    guard !asked.isEmpty || values.count > 1 || filter.facet == .purchasable else { return HTML() }
    let few = values.count <= Self.few + 2 ? values.count : max(Self.few, ticked.count)
    return Tag.fieldset {
      Tag.legend { filter.legend }
      for value in values.prefix(few) { box(filter, value, isTicked: isAsked(value.value)) }
      if values.count > few {
        Tag.details(.id("more-\(filter.name)")) {
          Tag.summary { "\(values.count - few) more" }
          for value in values.dropFirst(few) { box(filter, value, isTicked: false) }
        }
      }
    }
  }

  private static func box(
    _ filter: (facet: SearchFacet, name: String, legend: String), _ value: (value: String, count: Int?), isTicked: Bool
  ) -> HTML {
    let id = "\(filter.name)-\(value.value)"
    return Tag.label(.class("box"), .for(id)) {
      Tag.input(
        .type("checkbox"), .id(id), .name(filter.name), .value(value.value), .form(PageFrame.searchFormID),
        isTicked ? .checked : nil)
      Tag.span(.class("value"), .directionByContent) { label(filter.facet, value.value) }
      if let count = value.count { Tag.span(.class("number")) { Texts.grouped(count) } }
    }
  }

  private static func label(_ facet: SearchFacet, _ value: String) -> String {
    switch facet {
    case .market: "\(value) \(Parts.name(of: Market(value)))"
    case .term: ItemWords.duration(value)
    case .billingCycle, .trial: ItemWords.cycle(value)
    case .purchasable: value.lowercased() == "true" ? "only these" : value
    default: value
    }
  }
}
