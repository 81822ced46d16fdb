import CatalogJSON
import CatalogModel
import CatalogQuery

/// Pasted ids: which are current, reissued, gone.
struct CheckPage: Sendable {
  /// The text as it was pasted.
  var text: String
  /// The market that the ids are checked in; `nil` for all.
  var market: Market?
  /// The results of each id, in the order of the text.
  var checks: [[ItemCheck]]
  /// How many ids were left out.
  var isCut = false

  private static let most = 1_000
  /// A list that is longer than this stays in the body of its request: addresses are limited.
  private static let longestAddress = 2_000

  static func read(_ form: PageQuery, _ catalog: Catalog) throws -> CheckPage {
    let text = form["ids"] ?? ""
    let ids = ids(in: text)
    var page = CheckPage(text: text, market: try form["market"].map { try FilterWord.market($0) }, checks: [])
    page.isCut = ids.count > most
    page.checks = try ids.prefix(most).map { try catalog.check($0, in: page.market) }
    return page
  }

  /// The address with a form's ids, where it is short enough to be shared.
  static func address(ofForm body: [UInt8]) -> PageURL? {
    let form = PageQuery(String(decoding: body, as: UTF8.self))
    let ids = ids(in: form["ids"] ?? "").joined(separator: "\n")
    let url = PageURL(
      .check, (ids.isEmpty ? [] : [("ids", ids)]) + (form["market"].map { [("market", $0)] } ?? []))
    return url.text.utf8.count <= longestAddress ? url : nil
  }

  /// One id a line, each once; a comma or semicolon ends one as well.
  private static func ids(in text: String) -> [String] {
    var seen: Set<String> = []
    return text.split { $0.isNewline || $0 == "," || $0 == ";" || $0 == "\t" }
      .map { String($0.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()) }
      .filter { !$0.isEmpty && seen.insert($0).inserted }
  }

  var page: SitePage {
    SitePage(
      title: Texts.check, current: .check,
      main: HTML {
        Tag.h1 { Texts.check }
        Tag.form(.class("paste"), .method("post"), .action(PageURL(.check))) {
          Tag.label(.for("ids")) { "Ids, one a line" }
          Tag.textarea(.id("ids"), .name("ids"), .rows(8), .spellcheckOff, .autocompleteOff) { "\n" + text }
          Tag.div(.class("choice")) {
            Tag.label(.for("market")) { "Market" }
            Tag.input(
              .type("text"), .id("market"), .name("market"), .value(market?.code ?? ""), .maxlength(2),
              .placeholder("all"), .autocompleteOff)
            Tag.button(.type("submit")) { Texts.check }
          }
        }
        if checks.isEmpty {
          Parts.note(
            "Up to \(Texts.grouped(Self.most)) products, SKUs or items, from a list, an order or a price sheet.")
        } else {
          results
        }
      })
  }

  private var results: HTML {
    Tag.section(.id("checked")) {
      Tag.p(.class("summary")) { summary }
      if isCut { Parts.note("Only the first \(Texts.grouped(Self.most)) ids were checked.", .caution) }
      PageTable(
        caption: "Results",
        columns: [.init("Id"), .init("State"), .init("Markets"), .init("Now")],
        rows: checks.flatMap { checks in Self.rows(checks) }
      ).html
    }
  }

  /// Markets that say the same of an id share a row.
  private static func rows(_ checks: [ItemCheck]) -> [[HTML]] {
    var groups: [(state: ItemCheck.State, now: CatalogItemID?, checks: [ItemCheck])] = []
    for check in checks {
      if let index = groups.firstIndex(where: { $0.state == check.state && $0.now == check.now }) {
        groups[index].checks.append(check)
      } else {
        groups.append((check.state, check.now, [check]))
      }
    }
    return groups.map { group in
      let id = group.checks[0].id
      return [
        group.state == .unknown ? Tag.bdi(.class("id")) { id } : Parts.link(id, to: PageURL(.item(id))),
        Parts.state(word(group.state), tone(group.state)),
        markets(group.checks.compactMap(\.market)),
        group.now.map { Parts.id($0.rawValue) } ?? HTML(),
      ]
    }
  }

  private static func markets(_ markets: [Market]) -> HTML {
    guard !markets.isEmpty else { return HTML() }
    return Tag.span(.class("markets")) {
      for market in markets {
        Parts.market(market)
        " "
      }
    }
  }

  /// `12 current, 3 reissued, 1 gone`: an id counts as the best that a market says of it.
  private var summary: String {
    let order: [ItemCheck.State] = [.current, .reissued, .removed, .unknown]
    let best = checks.compactMap { checks in order.first { state in checks.contains { $0.state == state } } }
    let parts = order.compactMap { state in
      let count = best.filter { $0 == state }.count
      return count == 0 ? nil : "\(Texts.grouped(count)) \(Self.word(state))"
    }
    return "\(Texts.count(checks.count, "id")): \(parts.joined(separator: ", "))"
  }

  private static func word(_ state: ItemCheck.State) -> String {
    switch state {
    case .current: "current"
    case .reissued: "reissued"
    case .removed: "gone"
    case .unknown: "unknown"
    }
  }

  private static func tone(_ state: ItemCheck.State) -> Parts.Tone {
    switch state {
    case .current: .good
    case .reissued: .caution
    case .removed: .bad
    case .unknown: .plain
    }
  }
}
