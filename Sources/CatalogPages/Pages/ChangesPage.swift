import CatalogJSON
import CatalogModel
import CatalogQuery

/// The change log, newest first.
struct ChangesPage: Sendable {
  var market: Market?
  var kind: ChangeKind?
  /// As it was asked for, such as `7d`; empty for all.
  var since: String
  /// Newest first.
  var changes: [ChangeRecord]
  /// Whether there are older ones.
  var hasMore: Bool

  private static let rows = 50

  static func read(_ query: PageQuery, _ catalog: Catalog) throws -> ChangesPage {
    let market = try query["market"].map { try FilterWord.market($0) }
    let kind = try query["kind"].flatMap { try FilterWord.change($0).item }
    let since = try query["since"].map { text in
      guard let moment = MomentArgument(argument: text) else {
        throw UnknownWord("\"\(text.prefix(40))\" is not a time", "Examples: 24h, 7d, 2026-01-31.")
      }
      return moment.date(before: catalog.now)
    }
    let changes = try catalog.changes(
      before: query["before"].flatMap { Int64($0) }, since: since, market: market, kind: kind, limit: rows + 1)
    return ChangesPage(
      market: market, kind: kind, since: query["since"] ?? "", changes: Array(changes.suffix(rows).reversed()),
      hasMore: changes.count > rows)
  }

  var page: SitePage {
    SitePage(
      title: Texts.changes, current: .changes,
      main: HTML {
        Tag.h1 { Texts.changes }
        Tag.form(.class("choice"), .action(PageURL(.changes))) {
          Tag.label(.for("kind")) { "Kind" }
          Tag.select(.id("kind"), .name("kind")) {
            Tag.option(.value("")) { "All" }
            for choice in ChangeKind.allCases {
              Tag.option(.value(choice.rawValue), choice == kind ? .selected : nil) { choice.rawValue }
            }
          }
          Tag.label(.for("since")) { "Since" }
          Tag.input(
            .type("text"), .id("since"), .name("since"), .value(since), .maxlength(10), .placeholder("7d"),
            .autocompleteOff)
          Tag.label(.for("market")) { "Market" }
          Tag.input(
            .type("text"), .id("market"), .name("market"), .value(market?.code ?? ""), .maxlength(2),
            .placeholder("all"),
            .autocompleteOff)
          Tag.button(.type("submit")) { Texts.show }
        }
        if changes.isEmpty { Tag.p(.class("empty")) { "No changes." } }
        ChangeList.table(changes, namesItems: true)
        if hasMore, let last = changes.last {
          Tag.p(.class("more")) {
            Tag.a(
              .class("button"), .rel("next"), .href(PageURL(.changes, parameters + [("before", String(last.changeID))]))
            ) {
              "Older changes"
            }
          }
        }
      })
  }

  private var parameters: [(name: String, value: String)] {
    (since.isEmpty ? [] : [("since", since)]) + (kind.map { [("kind", $0.rawValue)] } ?? [])
      + (market.map { [("market", $0.code)] } ?? [])
  }
}
