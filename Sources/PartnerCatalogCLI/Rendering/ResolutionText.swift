import CatalogQuery

/// The resolved item, or the missing choice, for a person.
enum ResolutionText {
  /// The text. Rejected matches are listed beside alternatives where it `isExplained`; otherwise their number is given.
  static func text(
    _ resolution: Resolution, isExplained: Bool = false, amounts: PriceOptions.Amounts = .both,
    options: [(name: String, value: String)] = [], console: Console
  ) -> String {
    let heading = Style.strong.applied(
      to: TerminalText.safe(PurchaseTable.who(resolution.customer)), inColour: console.outputHasColour)
    var lines: [String] = []
    switch resolution.outcome {
    case .resolved: lines += resolved(resolution, amounts)
    case .choiceMissing:
      lines.append(
        resolution.missing.map { "Missing: \($0.choice.rawValue). \($0.message)" } ?? "A choice is missing.")
    case .blocked:
      let asked = options.map { " \($0.name) \($0.value)" }.joined()
      lines.append("\(resolution.query) cannot be ordered" + (asked.isEmpty ? "." : " with\(asked)."))
    case .nothingMatched: lines.append("No catalog item is named \(resolution.query).")
    }
    var text = heading + "\n" + lines.map { TerminalText.safe($0) + "\n" }.joined()
    if let missing = resolution.missing { text += "\n" + alternatives(missing, console) }
    if !resolution.rejected.isEmpty { text += "\n" + rejected(resolution, isExplained, console) }
    return text
  }

  private static func resolved(_ resolution: Resolution, _ amounts: PriceOptions.Amounts) -> [String] {
    guard let item = resolution.item else { return [] }
    let plans = resolution.plan.map { [$0] } ?? resolution.plans
    let words = plans.map { [$0.term, $0.billingCycle].compactMap(\.self).joined(separator: " ") }
      .filter { !$0.isEmpty }.joined(separator: resolution.plan == nil ? " or " : ", ")
    var lines = [
      item.catalogItemID.rawValue,
      "  \(item.item.displayTitle)",
      "  \([item.item.displaySegment, item.currency, words].filter { !$0.isEmpty }.joined(separator: ", "))",
      "  confirmed \(Formatting.age(item.ageSeconds)) ago",
      "Can be bought: \(item.verdict == .stepsRequired ? "after these steps" : Formatting.verdict(item.verdict))",
    ]
    let prices = Formatting.prices(item.item, amounts)
    if !prices.isEmpty { lines.insert("  \(prices)", at: 3) }
    lines += item.steps.map { "  \($0.code.rawValue): \(CommandHint.step($0))" }
    lines.append("Chosen because:")
    lines += resolution.chosenBecause.map { "  \($0.choice.rawValue) \($0.value): \($0.message)" }
    return lines
  }

  private static func alternatives(_ missing: MissingChoice, _ console: Console) -> String {
    let traits = DistinguishingTrait.allCases.map(\.rawValue).filter { trait in
      missing.alternatives.contains { $0.differsIn[trait] != nil }
    }
    var table = Table(
      columns: [.init(title: heading(missing.choice.rawValue)), .init(title: "Title", least: 16, keep: 9, wraps: true)]
        + traits.map { .init(title: heading($0), least: 8, keep: 5, isNamedBelow: true) })
    table.rows = missing.alternatives.map { alternative in
      [.init(alternative.value), .init(alternative.title)] + traits.map { .init(alternative.differsIn[$0] ?? "") }
    }
    let more = missing.total - missing.alternatives.count
    return table.rendered(width: console.width, inColour: console.outputHasColour)
      + (more > 0 ? "\(more) more: give more words.\n" : "")
  }

  /// `billingCycle` as `Billing cycle`.
  private static func heading(_ word: String) -> String {
    let words = word.reduce(into: "") { text, character in
      text += character.isUppercase ? " \(character.lowercased())" : String(character)
    }
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  private static func rejected(_ resolution: Resolution, _ isExplained: Bool, _ console: Console) -> String {
    guard isExplained || resolution.outcome == .blocked else {
      return
        "\(Formatting.count(resolution.rejected.count, "other match", plural: "other matches")) cannot be ordered: "
        + "--explain lists them.\n"
    }
    var table = Table(columns: [
      .init(title: "Rejected"), .init(title: "Title", least: 16, keep: 1),
      .init(title: "Because", least: 20, keep: 2, wraps: true),
    ])
    table.rows = resolution.rejected.map { [.init($0.catalogItemID.rawValue), .init($0.title), .init($0.because)] }
    return table.rendered(width: console.width, inColour: console.outputHasColour)
  }

  /// The steps and fields to complete before the line can go into a cart.
  static func cartNotes(_ resolution: Resolution) -> [String] {
    guard let line = resolution.cartLine else { return [] }
    var notes = (resolution.item?.steps ?? []).map { "First: \(CommandHint.step($0))" }
    if !line.missingFields.isEmpty { notes.append("Fields to fill in: \(line.missingFields.joined(separator: ", ")).") }
    return notes.map(TerminalText.safe)
  }
}
