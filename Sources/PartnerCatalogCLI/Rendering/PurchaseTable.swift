import CatalogQuery

/// The items that a customer can buy, for a person.
enum PurchaseTable {
  static func text(
    _ answer: PurchaseAnswer, amounts: PriceOptions.Amounts = .both, console: Console
  ) -> String {
    let heading = Style.strong.applied(to: TerminalText.safe(who(answer.customer)), inColour: console.outputHasColour)
    guard !answer.items.isEmpty else { return heading + "\n" }
    return heading + "\n\n" + table(answer.items, amounts: amounts, console: console) + legend(answer.items)
  }

  /// `Contoso GmbH (contoso.de), DE, Education Approved`.
  static func who(_ customer: CustomerRecord) -> String {
    let qualifications = (customer.qualifications ?? []).filter { $0.name.lowercased() != "none" }
      .map { [$0.name, $0.vettingStatus].compactMap(\.self).joined(separator: " ") }
    let name = customer.domain.isEmpty ? customer.name : "\(customer.name) (\(customer.domain))"
    return ([name, customer.market?.code ?? "market unknown"] + qualifications).joined(separator: ", ")
  }

  static func table(
    _ items: [PurchasableItem], amounts: PriceOptions.Amounts = .both, console: Console
  ) -> String {
    var table = Table(columns: [
      .init(title: "Buy"),
      .init(title: "CatalogItemId"),
      .init(title: "Title", least: 16, keep: 8, wraps: true),
      .init(title: "Segment", least: 10, keep: 2, isOnlyShownWhereVaried: true),
      .init(title: "Scope", least: 9, keep: 2, isOnlyShownWhereVaried: true),
      .init(title: "Terms", least: 2, keep: 3),
      .init(title: "Currency", least: 8, keep: 1, isOnlyShownWhereVaried: true),
      .init(title: "Price", least: 18, keep: 4),
      .init(title: "Age", least: 3, keep: 6, isNumber: true),
      .init(title: "Notes", least: 20, keep: 7),
    ])
    table.rows = items.map { item in
      let codes = item.reasons.map(\.code.rawValue) + item.steps.map(\.code.rawValue)
      return [
        .init(Formatting.verdict(item.verdict), Formatting.style(item.verdict)),
        .init(item.item.catalogItemID.rawValue),
        .init(
          Formatting.remarks(
            oldName: item.oldName, licenceID: item.licenceID, missing: item.missing, describedOnly: item.describedOnly)
            + item.item.displayTitle),
        .init(item.item.segment.rawValue), .init(item.item.reservationScope?.rawValue ?? ""),
        .init(Formatting.terms(item.item.terms)),
        .init(item.item.currency), .init(Formatting.prices(item.item, amounts)),
        .init(Formatting.age(item.item.ageSeconds), .faint),
        .init((codes + Formatting.held(item.held)).joined(separator: ", ")),
      ]
    }
    return table.rendered(width: console.width, inColour: console.outputHasColour)
  }

  static let longestLegend = 8

  /// The meaning of the codes in the table, each sentence once.
  private static func legend(_ items: [PurchasableItem]) -> String {
    var seen: Set<String> = []
    let all = items.flatMap { item in
      item.reasons.map { "\($0.code.rawValue): \($0.message)" }
        + item.steps.map { "\($0.code.rawValue): \(CommandHint.step($0))" }
    }.filter { seen.insert($0).inserted }
    guard !all.isEmpty else { return "" }
    var lines = all.prefix(longestLegend).map(TerminalText.safe)
    if all.count > longestLegend {
      lines.append("\(all.count - longestLegend) more: `why-not CUSTOMER ITEM` explains each.")
    }
    return "\n" + lines.joined(separator: "\n") + "\n"
  }

  /// The number of further items.
  static func notes(_ answer: PurchaseAnswer, offset: Int) -> [String] {
    var notes = ["\(answer.items.count) of \(Formatting.count(answer.total, "item"))."]
    notes += SearchTable.withoutPrice(answer.withoutPrice)
    if answer.isPartial { notes.insert(partial(answer), at: 0) }
    if answer.next != nil {
      notes[notes.count - 1] += " More: --offset \(offset + answer.items.count)"
    }
    if let suggestion = answer.suggestion {
      notes[notes.count - 1] += " Did you mean \u{201C}\(TerminalText.safe(suggestion))\u{201D}?"
    }
    return notes
  }

  /// The remark on partial matches.
  static func partial(_ answer: PurchaseAnswer) -> String {
    "Nothing \(name(answer)) can buy matches every word; the rows are the closest matches."
  }

  /// The number of partial matches of an answer that was asked for them; none where there are none.
  static func partialAdvice(_ answer: PurchaseAnswer) -> [String] {
    guard answer.isPartial else { return [] }
    let items = Formatting.count(answer.total, "item")
    return [
      "Nothing \(name(answer)) can buy matches every word; \(items) \(match(answer.total)) in part: add --partial."
    ]
  }

  /// The number of blocked matches; `answer` includes them, and no others match.
  static func blockedAdvice(_ answer: PurchaseAnswer) -> [String] {
    guard answer.total > 0 else { return [] }
    return ["\(Formatting.count(answer.total, "blocked item")) \(match(answer.total)): add --all."]
  }

  private static func match(_ count: Int) -> String { count == 1 ? "matches" : "match" }

  private static func name(_ answer: PurchaseAnswer) -> String { TerminalText.safe(answer.customer.name) }

  /// The gaps of the customer's market, in every format.
  static func warnings(_ answer: PurchaseAnswer) -> [String] {
    answer.customer.market.flatMap { Formatting.gap(in: $0, answer.marketReading?.state) }.map { [$0] } ?? []
  }
}
