import ArgumentParser
import CatalogJSON
import CatalogQuery
import FileSystem
import Foundation
import PartnerCenter
import PartnerCenterCommerce
import Reconciliation

struct ReconcileCommand: CatalogCommand {
  static let configuration = CommandConfiguration(
    commandName: "reconcile",
    abstract: "Compare an invoice, line by line, with catalog, orders, prices and entitlements.",
    discussion: HelpText.wrapped(
      """
      Every line ends explained, differs, or not checkable with the reason. An invoice is clean only if all its lines are \
      explained and their sum is its total; no lines read is never clean. Lines and findings stay in the journal, in the \
      views invoices, invoice_lines and findings.

      Lines of new commerce since April 2025 come from the billing export (global cloud, permission \
      PartnerBilling.Read.All of Microsoft Graph), others from the invoice itself. --file reads files that were downloaded \
      from Partner Center, all of one invoice. --rates names a list of exchange rates: date,from,to,rate.

      Examples:
        partner-catalog reconcile G000024135
        partner-catalog reconcile --unbilled USD
        partner-catalog reconcile --file G000024135.csv --html G000024135.html

      Exit codes: 0 nothing differs, 1 something differs, or there was nothing to check, 2 error; nothing was compared, \
      3 stopped; what was read is kept, 4 sign-in refused or not permitted, 6 another process writes the journal.
      """))

  @OptionGroup var global: GlobalOptions
  @OptionGroup var journal: JournalOptions
  @Argument(help: ArgumentHelp("An invoice, such as G000024135.", valueName: "invoice")) var invoice: String?
  @Option(help: ArgumentHelp("What is not billed yet in this currency.", valueName: "currency")) var unbilled: String?
  @Option(help: ArgumentHelp("The period of what is not billed yet: current or previous.", valueName: "period"))
  var period: UnbilledPeriod = .current
  @Option(
    name: .customLong("file"), parsing: .upToNextOption,
    help: ArgumentHelp("Downloaded reconciliation files of one invoice.", valueName: "csv"))
  var files: [String] = []
  @Option(help: ArgumentHelp("Exchange rates, as CSV: date,from,to,rate.", valueName: "file"), completion: .file())
  var rates: String?
  @Option(
    help: ArgumentHelp("Write a page to hand on, replaced only when complete.", valueName: "file"), completion: .file())
  var html: String?
  @Flag(help: "Print the findings as comma-separated values, with a heading line.") var csv = false

  var flags: Settings.Flags { journal.flags }
  var listForm: ListOptions? {
    var form = ListOptions()
    (form.csv, form.ndjson) = (csv, false)
    return form
  }

  func validate() throws {
    let sources = [invoice != nil, unbilled != nil, !files.isEmpty].count { $0 }
    guard sources == 1 else { throw ValidationError("Give one of an invoice, --unbilled and --file.") }
    guard invoice?.isEmpty != true, html != "", rates != "", !files.contains("") else {
      throw ValidationError("A name of an invoice or file is empty.")
    }
    if let unbilled {
      guard unbilled.utf8.count == 3, unbilled.allSatisfy({ $0.isASCII && $0.isLetter }) else {
        throw ValidationError("--unbilled needs a currency of three letters, such as USD.")
      }
    }
  }

  func answer(in session: CommandContext) async throws -> CommandResult {
    // Before anything is read, as the reading may take long.
    let page = try html.map { try OutputFile($0) }
    let rates = try rates.map { try Self.exchangeRates($0) } ?? ExchangeRates()
    let journal = try InvoiceJournal(path: session.settings.journal.value)
    let run = ReconciliationRun(session: session, journal: journal, rates: rates)
    let (report, warnings) =
      if let invoice {
        try await run.reconcile(invoice: InvoiceID(invoice))
      } else if let unbilled {
        try await run.reconcileUnbilled(in: unbilled.uppercased(), period.period)
      } else {
        try await run.reconcile(files: files)
      }
    try page?.write(ReportPage.html([report], at: session.now))
    return try result(report, in: journal, warnings: warnings, session)
  }

  private func result(
    _ report: ReconciliationReport, in journal: InvoiceJournal, warnings: [String], _ session: CommandContext
  ) throws -> CommandResult {
    let output = ReconciliationOutput(report: report, journal: journal)
    let (console, isCSV) = (session.console, csv)
    var result = CommandResult(
      text: "", status: report.state == .differs || report.hadNothingToCheck ? .nothingMatched : .success,
      warnings: warnings)
    if isCSV {
      result.pieces = { try output.writeCSV(isTerminal: console.isOutputTerminal, $0) }
    } else if console.isJSON {
      result.pieces = { try output.writeJSON($0) }
    } else {
      result.text = ReconciliationText.text(report, console)
    }
    if let html { result.notes.append("The page is \(TerminalText.safe(html)).") }
    if session.console.isJSON || csv {
      // Neither format has a place for the reasons.
      result.remarks = ReconciliationText.gaps(report)
    }
    return result
  }

  private static func exchangeRates(_ path: String) throws -> ExchangeRates {
    guard let text = SystemFile.text(path) else {
      throw CommandError(.failure, code: .reconciliationFile, message: "\(path) cannot be read. Check the path.")
    }
    do {
      return try ExchangeRates(csv: text)
    } catch {
      throw CommandError(.failure, code: .reconciliationFile, message: "\(path): \(error)")
    }
  }
}

/// The period of what is not billed yet.
enum UnbilledPeriod: String, ExpressibleByArgument, CaseIterable, Sendable {
  case current, previous

  var period: Call.BillingPeriod { self == .current ? .current : .previous }
}
