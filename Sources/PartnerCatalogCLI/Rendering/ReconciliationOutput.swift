import CatalogJSON
import CatalogModel
import Reconciliation

/// A reconciliation for programs, written piece by piece: there may be as many findings as lines.
struct ReconciliationOutput: Sendable {
  var report: ReconciliationReport
  /// Has the findings.
  var journal: InvoiceJournal

  /// The JSON object of the contract.
  ///
  /// - Throws: `JournalError`, errors of writing.
  func writeJSON(_ write: (String) throws -> Void) throws {
    var empty = report
    empty.moreFindings += empty.findings.count
    empty.findings = []
    let whole = try JSONText.pretty(empty)
    // The list of findings is the last member.
    let end = "[]\n}\n"
    guard whole.hasSuffix(end) else {
      throw CommandError(.failure, code: .unexpected, message: "The result does not end with its findings.")
    }
    try write(String(whole.dropLast(end.count)))
    var isFirst = true
    try journal.forEachPart(ofFindings: report.name) { part in
      var text = ""
      for finding in part {
        text += (isFirst ? "[" : ",") + "\n"
        text += try JSONText.pretty(finding).split(separator: "\n").map { "    " + $0 }.joined(separator: "\n")
        isFirst = false
      }
      try write(text)
    }
    try write(isFirst ? end : "\n  ]\n}\n")
  }

  /// The findings as comma-separated values, with a heading line; control characters are replaced where they would reach a
  /// terminal.
  ///
  /// - Throws: `JournalError`, errors of writing.
  func writeCSV(isTerminal: Bool, _ write: (String) throws -> Void) throws {
    let columns = CSVColumns<InvoiceFinding>.finding
    try write(CSV.text(header: columns.header, rows: []))
    try journal.forEachPart(ofFindings: report.name) { part in
      for finding in part {
        let fields = columns.fields(finding)
        try write(CSV.text(header: isTerminal ? fields.map(TerminalText.safe) : fields, rows: []))
      }
    }
  }
}
