import CatalogModel
public import Foundation

/// A reconciliation as one page of HTML, to hand on: without scripts and other files, for screen and paper.
public enum ReportPage {
  /// The page.
  public static func html(_ reports: [ReconciliationReport], at now: Date) -> String {
    let title = "Reconciliation of \(reports.map(\.name).joined(separator: ", "))"
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>\(escaped(title))</title>
      <style>
      \(style)
      </style>
      </head>
      <body>
      \(reports.map(section).joined(separator: "\n"))
      <footer>Made at \(now.iso8601Text). Amounts are exact; what was not checked is named above.</footer>
      </body>
      </html>

      """
  }

  private static let style = """
    :root { color-scheme: light dark; --good: #2a7d46; --bad: #b3261e; --open: #9a6700; --line: #8884; }
    @media (prefers-color-scheme: dark) { :root { --good: #5bbf7c; --bad: #f2877f; --open: #e0b252; } }
    body { font: 15px/1.45 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
    h1 { font-size: 1.5rem; margin: 0 0 .3rem; }
    .state { font-weight: 600; } .clean { color: var(--good); } .differs { color: var(--bad); }
    .notCheckable { color: var(--open); }
    table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
    caption { text-align: left; font-weight: 600; padding: .3rem 0; }
    th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); }
    td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
    svg { width: 100%; height: auto; } svg text { font: 13px system-ui, sans-serif; fill: currentColor; }
    footer { margin: 2rem 0; opacity: .7; }
    @media print { body { margin: 0; max-width: none; } tr, svg { break-inside: avoid; } section { break-after: page; } }
    """

  private static func section(_ report: ReconciliationReport) -> String {
    """
    <section>
    <h1>\(escaped(report.name))</h1>
    <p><span class="state \(report.state.rawValue)">\(words(report.state))</span>\(period(report))</p>
    \(sums(report))
    \(chart(report))
    \(findings(report))
    \(gaps(report))
    </section>
    """
  }

  private static func words(_ state: ReconciliationReport.State) -> String {
    switch state {
    case .clean: "Clean: every line is explained, and their sum is the total."
    case .differs: "Something differs."
    case .notCheckable: "Nothing differs, and not everything could be checked."
    }
  }

  private static func period(_ report: ReconciliationReport) -> String {
    guard let start = report.periodStart, let end = report.periodEnd else { return "" }
    func day(_ date: Date) -> String { date.iso8601Day }
    return " Period \(day(start)) to \(day(end))."
  }

  private static func sums(_ report: ReconciliationReport) -> String {
    let rows: [(String, Int?, Decimal?)] = [
      ("Explained", report.explained, report.explainedSum), ("Differing", report.differing, report.differingSum),
      ("Not checkable", report.notCheckable, report.notCheckableSum), ("Sum of the lines", report.lines, report.sum),
      ("Total of the invoice", nil, report.total),
    ]
    return """
      <table><caption>Sums in \(escaped(report.currency))</caption>
      <tr><th>Part</th><th class="number">Lines</th><th class="number">Amount</th></tr>
      \(rows.map { name, lines, amount in
        "<tr><td>\(name)</td><td class=\"number\">\(lines.map(String.init) ?? "")</td>"
          + "<td class=\"number\">\(amount.map(AmountText.shown) ?? "unknown")</td></tr>"
      }.joined(separator: "\n"))
      </table>
      """
  }

  /// Two bars of one scale: the lines by their state, and the total. Widths alone are rounded.
  private static func chart(_ report: ReconciliationReport) -> String {
    let parts: [(Decimal, String)] = [
      (report.explainedSum, "--good"), (report.differingSum, "--bad"), (report.notCheckableSum, "--open"),
    ]
    let scale = max(parts.reduce(Decimal(0)) { $0 + abs($1.0) }, abs(report.total ?? 0))
    guard scale > 0 else { return "" }
    func width(_ amount: Decimal) -> Int {
      Int(NSDecimalNumber(decimal: abs(amount) / scale * 700).doubleValue.rounded())
    }
    var bars = ""
    var left = 120
    for (amount, color) in parts where amount != 0 {
      bars += "<rect x=\"\(left)\" y=\"8\" width=\"\(width(amount))\" height=\"24\" style=\"fill:var(\(color))\"/>"
      left += width(amount)
    }
    if let total = report.total {
      bars +=
        "<rect x=\"120\" y=\"44\" width=\"\(width(total))\" height=\"24\" style=\"fill:currentColor;fill-opacity:.35\"/>"
    }
    return """
      <svg viewBox="0 0 840 76" role="img" aria-label="Sum of the lines \(AmountText.shown(report.sum)), total \(report.total.map(AmountText.shown) ?? "unknown")">
      <text x="0" y="25">Lines</text><text x="0" y="61">Invoice</text>\(bars)
      </svg>
      """
  }

  private static func findings(_ report: ReconciliationReport) -> String {
    guard !report.findings.isEmpty else { return "" }
    return """
      <table><caption>Differences</caption>
      <tr><th class="number">Line</th><th>Code</th><th>Order</th><th>Item</th><th>Message</th><th>Expected</th><th>Found</th></tr>
      \(report.findings.map { finding in
        "<tr><td class=\"number\">\(finding.lineNumber.map(String.init) ?? "")</td>"
          + [
            finding.code.rawValue, finding.orderID ?? "", finding.catalogItemID ?? "", finding.message,
            finding.expected ?? "", finding.found ?? "",
          ].map { "<td>\(escaped($0))</td>" }.joined() + "</tr>"
      }.joined(separator: "\n"))
      </table>
      \(report.moreFindings > 0 ? "<p>\(report.moreFindings) more differences are in the journal.</p>" : "")
      """
  }

  private static func gaps(_ report: ReconciliationReport) -> String {
    guard !report.gaps.isEmpty else { return "" }
    return """
      <table><caption>Not checkable</caption>
      <tr><th class="number">Lines</th><th>Reason</th></tr>
      \(report.gaps.map { gap in
        "<tr><td class=\"number\">\(gap.lines == 0 ? "" : String(gap.lines))</td><td>\(escaped(gap.reason))</td></tr>"
      }.joined(separator: "\n"))
      </table>
      """
  }

  /// Text from outside, which may hold anything; control characters are shown as a replacement.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value): escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
