import CatalogQuery

/// The reasons for or against an item, for a person.
enum ExplanationText {
  static func text(_ explanation: Explanation, console: Console) -> String {
    var lines = [
      Style.strong.applied(
        to: TerminalText.safe("\(explanation.item) for \(PurchaseTable.who(explanation.customer))"),
        inColour: console.outputHasColour)
    ]
    if explanation.isKnown {
      lines.append(
        Formatting.style(explanation.verdict).applied(
          to:
            "Can be bought: \(explanation.verdict == .stepsRequired ? "after steps" : Formatting.verdict(explanation.verdict))",
          inColour: console.outputHasColour))
    }
    lines += explanation.message.split(separator: "\n").map { TerminalText.safe(String($0)) }
    lines += explanation.remedies.map {
      TerminalText.safe("Remedy: \(CommandHint.remedy($0, market: explanation.customer.market))")
    }
    var text = lines.joined(separator: "\n") + "\n"
    if !explanation.items.isEmpty { text += "\n" + PurchaseTable.table(explanation.items, console: console) }
    return text
  }
}
