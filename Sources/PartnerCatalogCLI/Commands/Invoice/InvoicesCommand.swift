import ArgumentParser
import CatalogJSON
import CatalogModel
import FileSystem
import Foundation
import PartnerCenter
import PartnerCenterCommerce

struct InvoicesCommand: CatalogCommand {
  static let configuration = CommandConfiguration(
    commandName: "invoices", abstract: "Invoices, their lines and their statements.",
    discussion: HelpText.wrapped(
      """
      Without an ID: the list, with credit notes below the invoices that they correct. With one: the invoice. --lines reads \
      its lines, only of the kinds that the invoice lists; lines of new commerce since April 2025 are in the billing export \
      alone, which `reconcile` reads. --pdf writes the statement, and never over an existing file without --force.

      One invoice and its statement need a sign-in as application and user.

      Examples:
        partner-catalog invoices --since 90d
        partner-catalog invoices G000024135 --lines
        partner-catalog invoices G000024135 --pdf G000024135.pdf

      Exit codes: 0 read, 1 no such invoice, or none, 2 error; no file was written then, 4 sign-in refused or not permitted.
      """))

  @OptionGroup var global: GlobalOptions
  @Argument(help: ArgumentHelp("An invoice, such as G000024135.", valueName: "id")) var invoice: String?
  @Flag(help: "Read the lines, too.") var lines = false
  @Option(help: ArgumentHelp("Write the statement to this file.", valueName: "file"), completion: .file()) var pdf:
    String?
  @Option(help: ArgumentHelp("Only those since that time: 90d, 2027-03-01.", valueName: "time")) var since:
    MomentArgument?
  @Flag(help: "With --pdf: replace an existing file.") var force = false

  func validate() throws {
    guard pdf != "" else { throw ValidationError("--pdf needs a path; it is empty.") }
    if invoice == nil {
      guard !lines, pdf == nil else { throw ValidationError("--lines and --pdf need the ID of an invoice.") }
    } else {
      guard since == nil else { throw ValidationError("--since is for the list: leave the ID out.") }
    }
    guard !force || pdf != nil else { throw ValidationError("--force needs --pdf.") }
  }

  func answer(in session: CommandContext) async throws -> CommandResult {
    guard let invoice else { return try await list(in: session) }
    let file = try pdf.map { try StatementFile($0, replaces: force) }
    let context = try PurchaseContext(session)
    let (id, withLines) = (InvoiceID(invoice), lines)
    defer { file?.discard() }
    let read = try await context.withCommerce { commerce in
      let invoice = try await Self.invoice(id, commerce)
      var read: [InvoiceLine] = []
      if withLines {
        for kind in invoice.lineKinds {
          read += try await commerce.lines(of: id, kind, currency: invoice.currencyCode)?.orThrow() ?? []
        }
      }
      if let file, try await commerce.statement(of: id, to: file.path).orThrow() == nil {
        throw Self.missing(id.rawValue)
      }
      return (invoice: invoice, lines: read)
    }
    try file?.place()
    return try result(read.invoice, lines: lines ? read.lines : nil, session)
  }

  private func result(_ invoice: Invoice, lines: [InvoiceLine]?, _ session: CommandContext) throws -> CommandResult {
    let notRead = lines == nil ? [] : invoice.undocumentedKinds.map { "\($0.provider.word)/\($0.type.word)" }
    let text: String
    if session.console.isJSON {
      text = try JSONText.pretty(
        InvoiceResponse(
          invoice: InvoiceEntry(invoice: invoice), lines: lines.map { $0.map(InvoiceJSON.Line.init) },
          notRead: notRead, pdf: pdf))
    } else {
      text =
        InvoiceTable.invoices([invoice], session.console)
        + (lines.map { $0.isEmpty ? "" : "\n" + InvoiceTable.lines($0, session.console) } ?? "")
    }
    var result = CommandResult(text: text, status: lines?.isEmpty == true ? .nothingMatched : .success)
    if lines?.isEmpty == true {
      result.notes.append(
        "No line can be read. Lines of new commerce since April 2025 are in the billing export: `partner-catalog reconcile \(invoice.id)`."
      )
    }
    if !notRead.isEmpty {
      result.warnings.append(
        "Lines of kinds that this version does not know were not read: \(notRead.joined(separator: ", ")).")
    }
    if let pdf { result.notes.append("The statement is in \(TerminalText.safe(pdf)).") }
    return result
  }

  private func list(in session: CommandContext) async throws -> CommandResult {
    let since = since?.date(before: session.now)
    let invoices = try await PurchaseContext(session).withCommerce { commerce in
      try await commerce.invoices(since: since).orThrow() ?? []
    }
    return CommandResult(
      text: session.console.isJSON
        ? try JSONText.pretty(InvoiceListResponse(invoices: invoices.map(InvoiceEntry.init)))
        : invoices.isEmpty ? "" : InvoiceTable.invoices(invoices, session.console),
      status: invoices.isEmpty ? .nothingMatched : .success,
      notes: invoices.isEmpty ? ["There is no invoice\(since == nil ? "" : " since that time")."] : [])
  }

  /// The invoice.
  ///
  /// - Throws: ``CommandError`` where the service does not know it.
  static func invoice(_ id: InvoiceID, _ commerce: CommerceClient) async throws -> Invoice {
    do {
      guard let invoice = try await commerce.invoice(id).orThrow() else { throw missing(id.rawValue) }
      return invoice
    } catch let error as RequestError where error.isAbsence {
      throw missing(id.rawValue)
    }
  }

  private static func missing(_ id: String) -> CommandError {
    CommandError(
      .nothingMatched, code: .invoiceNotFound,
      message: "Partner Center has no invoice \(id). `partner-catalog invoices` lists them.")
  }
}

/// The file of a statement: written beside its place, and never over an existing one unless asked.
struct StatementFile: Sendable {
  private let draft: DraftFile
  private let replaces: Bool

  init(_ path: String, replaces: Bool) throws {
    guard replaces || FileFacts(path) == nil else { throw Self.exists(path) }
    draft = try DraftFile(for: path)
    self.replaces = replaces
  }

  /// The path of the file until it is whole.
  var path: String { draft.path }

  /// Moves the whole file to its place.
  func place() throws {
    if replaces {
      try draft.publish()
    } else if try !draft.place() {
      throw Self.exists(draft.target)
    }
  }

  /// Deletes what was not moved to its place.
  func discard() { draft.discard() }

  private static func exists(_ path: String) -> CommandError {
    CommandError(
      .failure, code: .fileExists,
      message: "\(path) exists, and is unchanged. Name another file, or replace it with --force.")
  }
}
