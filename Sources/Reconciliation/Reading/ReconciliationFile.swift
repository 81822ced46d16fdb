import CatalogModel
import FileSystem
public import Foundation
import PartnerCenter
import PartnerCenterCommerce

/// Reads downloaded reconciliation files: the columns of the lines, in any order and in any case.
///
/// Source: "Reconciliation file of the new commerce", with `Total` and `Tier2MpnId` in the place of two names of the API.
public struct ReconciliationFile: Sendable {
  private let paths: [String]

  /// Files of one invoice, or of one export cut into parts.
  public init(_ paths: [String]) { self.paths = paths }

  /// Reads the files into a journal: all lines, or none.
  ///
  /// - Parameters:
  ///   - journal: where the lines go.
  ///   - now: the time of the reading.
  /// - Returns: the document. Its total is that of the invoice of all lines, where the journal has that.
  /// - Throws: ``ReadingError``, `JournalError`.
  public func read(into journal: InvoiceJournal, at now: Date) throws -> InvoiceDocument {
    let name = "file:" + paths.map { URL(fileURLWithPath: $0).lastPathComponent }.joined(separator: "+")
    var document = InvoiceDocument(name: name, source: .file)
    _ = try journal.begin(document, version: nil, at: now)
    var number = 0
    var invoices: Set<String> = []
    for (part, path) in paths.enumerated() {
      try journal.store(part: part, named: path, of: name) { store in
        do {
          try Self.lines(of: path) { line in
            number += 1
            line.number = number
            invoices.insert(line.invoiceNumber ?? "")
            try store(line)
          }
        } catch let error as CSVReader.Malformed {
          throw ReadingError.file(path: path, reason: error.reason)
        } catch let error as CocoaError {
          throw ReadingError.file(path: path, reason: error.systemReason)
        }
        return 0
      }
    }
    try journal.finish(name, unreadable: 0)
    if invoices.count == 1, let invoice = invoices.first, !invoice.isEmpty {
      document.invoiceID = invoice
      document.total = try journal.total(ofInvoice: invoice)
    }
    return document
  }

  /// Calls `body` with each line of a file.
  static func lines(of path: String, _ body: (inout BilledLine) throws -> Void) throws {
    var reader = try CSVReader(path: path)
    guard let heading = try reader.next() else { throw CSVReader.Malformed(reason: "it is empty") }
    let names = heading.map(Self.name)
    guard names.contains(where: { $0.isKnown }) else {
      throw CSVReader.Malformed(reason: "its first line names no column of a reconciliation file")
    }
    let missing = ["customerId", "subtotal"].filter { wanted in !names.contains { $0.name == wanted } }
    guard missing.isEmpty || names.contains(where: { ["pretaxCharges", "amount"].contains($0.name) }) else {
      throw CSVReader.Malformed(reason: "the column \(missing[0]) is missing")
    }
    while true {
      let start = reader.line
      guard let fields = try reader.next() else { return }
      guard fields.count == names.count else {
        throw CSVReader.Malformed(
          reason: "line \(start) has \(fields.count) fields, and the heading \(names.count)")
      }
      var members: [String: JSONValue] = [:]
      for (name, field) in zip(names, fields) where !field.isEmpty { members[name.name] = .string(field) }
      do {
        var line = try BilledLine(body: Data(JSONValue.object(members).canonicalText.utf8))
        try body(&line)
      } catch let fault as WireObject.Fault {
        throw CSVReader.Malformed(reason: "line \(start): \(Self.explain(fault))")
      }
    }
  }

  private static func explain(_ fault: WireObject.Fault) -> String {
    switch fault {
    case .missing(let name): "\(name) is missing"
    case .unreadable(let name): "\(name) cannot be read"
    case .noObject, .noList, .errorBody: "it is no line"
    }
  }

  /// The name of a column in the API; a column that no page documents keeps its own.
  private static func name(_ column: String) -> (name: String, isKnown: Bool) {
    let column = column.trimmingCharacters(in: .whitespaces)
    if let known = InvoiceLine.memberNames[column.lowercased()] { return (known, true) }
    return (column, false)
  }
}
