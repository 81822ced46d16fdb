import CatalogJSON
import Foundation
import Reconciliation

/// A reconciliation for a person.
enum ReconciliationText {
  static func text(_ report: ReconciliationReport, _ console: Console) -> String {
    let style: Style =
      switch report.state {
      case .clean: .good
      case .differs: .bad
      case .notCheckable: .caution
      }
    let words =
      switch report.state {
      case .clean: "clean"
      case .differs: "differs"
      case .notCheckable: "not checkable"
      }
    var text =
      TerminalText.safe(report.name) + ": " + style.applied(to: words, inColour: console.outputHasColour)
      + ", \(Formatting.count(report.lines, "line")): \(report.explained) explained, \(report.differing) differing, "
      + "\(report.notCheckable) not checkable\n"
    text +=
      "sum \(AmountText.shown(report.sum)) \(TerminalText.safe(report.currency))"
      + (report.total.map { ", total \(AmountText.shown($0))" } ?? ", no total") + "\n"
    if !report.findings.isEmpty { text += "\n" + table(report.findings, console) }
    if report.moreFindings > 0 {
      text +=
        "\n\(report.moreFindings) more differences are in the journal, view findings. --csv and --json print all.\n"
    }
    let gaps = gaps(report)
    if !gaps.isEmpty { text += "\n" + gaps.map { TerminalText.safe($0) + "\n" }.joined() }
    return text
  }

  /// What could not be checked, one sentence each.
  static func gaps(_ report: ReconciliationReport) -> [String] {
    report.gaps.map { gap in
      gap.lines == 0
        ? "Not checkable: \(gap.reason)." : "\(Formatting.count(gap.lines, "line")) not checkable: \(gap.reason)."
    }
  }

  private static func table(_ findings: [InvoiceFinding], _ console: Console) -> String {
    var table = Table(columns: [
      .init(title: "Line", least: 4, keep: 9, isNumber: true), .init(title: "Code"),
      .init(title: "Order", least: 12, keep: 4), .init(title: "Item", least: 12, keep: 3),
      .init(title: "Expected", least: 8, keep: 7), .init(title: "Found", least: 8, keep: 8),
      .init(title: "Message", least: 20, keep: 2),
    ])
    for finding in findings {
      let line = finding.lineNumber.map(String.init) ?? ""
      table.rows.append([
        .init(line), .init(finding.code.rawValue, .bad), .init(finding.orderID ?? ""),
        .init(finding.catalogItemID ?? ""), .init(finding.expected ?? ""), .init(finding.found ?? ""),
        .init(finding.message),
      ])
    }
    return table.rendered(width: console.width, inColour: console.outputHasColour)
  }
}

extension CSVColumns where Row == InvoiceFinding {
  /// The columns of findings: the keys of the JSON contract.
  static let finding = CSVColumns(
    ["code", "lineNumber", "orderId", "catalogItemId", "message", "expected", "found"]
  ) { finding in
    let line = finding.lineNumber.map(String.init) ?? ""
    let (order, item) = (finding.orderID ?? "", finding.catalogItemID ?? "")
    return [
      finding.code.rawValue, line, order, item, finding.message, finding.expected ?? "", finding.found ?? "",
    ]
  }
}
