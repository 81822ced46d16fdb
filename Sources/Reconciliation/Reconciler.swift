public import Foundation
import PartnerCenter

/// Compares a document with catalog, orders, prices, rates and entitlements, line by line.
///
/// Lines are read from the journal, order by order: memory does not grow with the document.
public struct Reconciler: Sendable {
  private let journal: InvoiceJournal
  private let facts: ReconciliationFacts

  /// Creates a reconciler.
  ///
  /// - Parameters:
  ///   - journal: where the lines of the document are, and where the result goes.
  ///   - facts: what it is compared with, of the same period.
  public init(journal: InvoiceJournal, facts: ReconciliationFacts) {
    self.journal = journal
    self.facts = facts
  }

  /// Compares a document, and stores the result.
  ///
  /// - Parameters:
  ///   - document: its lines are in the journal.
  ///   - reading: what is known to be missing of its lines.
  ///   - now: the time of the result.
  /// - Returns: the result, which is clean only where nothing is unknown.
  /// - Throws: `JournalError`.
  public func reconcile(
    _ document: InvoiceDocument, _ reading: DocumentReading = DocumentReading(), at now: Date
  ) throws -> ReconciliationReport {
    var known = facts
    known.prices = RememberedPrices(facts.prices)
    let check = OrderCheck(
      facts: known, earlier: try JournalCharges(journal, besides: document), amends: document.amendsOf,
      isFinal: document.isFinal)
    try journal.beginResult(of: document.name)
    var tally = Tally()
    // A read inside a read of the same connection is not allowed: each order is checked after it was read.
    var waiting: [[BilledLine]] = []
    var place: OrderPlace? = OrderPlace()
    while let from = place {
      var held = 0
      place = try journal.orders(of: document.name, from: from) { lines in
        waiting.append(lines)
        held += lines.count
        return held < Self.batch
      }
      let results = try Parallel.map(waiting) { try check.results($0) }
      for (lines, results) in zip(waiting, results) { tally.add(lines, results, facts.orders) }
      waiting.removeAll(keepingCapacity: true)
      if tally.states.count >= Self.mostStates || place == nil, !tally.states.isEmpty {
        try journal.store(tally.states, of: document.name)
        tally.states.removeAll(keepingCapacity: true)
      }
      if tally.findings.count >= Self.mostFindings || place == nil { try keep(&tally) }
    }
    var report = try report(document, reading, &tally)
    try keep(&tally)
    report.moreFindings = tally.kept
    try journal.record(report, at: now)
    report.findings = try journal.findings(of: document.name, from: 0, atMost: Self.mostFindings)
    report.moreFindings -= report.findings.count
    return report
  }

  private func keep(_ tally: inout Tally) throws {
    try journal.keep(tally.findings)
    tally.kept += tally.findings.count
    tally.findings.removeAll(keepingCapacity: true)
  }

  /// Lines that are in memory at one time.
  private static let batch = 5_000
  /// States of lines that are in memory at one time.
  private static let mostStates = 50_000
  /// Findings that are in memory at one time.
  private static let mostFindings = 10_000

  private func report(
    _ document: InvoiceDocument, _ reading: DocumentReading, _ tally: inout Tally
  ) throws -> ReconciliationReport {
    var gaps = tally.gaps.sorted { $0.key < $1.key }.map { ReconciliationReport.Gap(reason: $0.key, lines: $0.value) }
    gaps += reading.gaps.map { ReconciliationReport.Gap(reason: $0, lines: 0) }
    if tally.lines > 0, document.amendsOf == nil, let start = document.periodStart, let end = document.periodEnd {
      for order in facts.ordersWithoutLine(from: start, to: end, in: document.currency, charged: tally.orders) {
        tally.findings.append(
          InvoiceFinding(
            .orderWithoutLine, order: order.id, item: order.lines.first?.catalogItemID,
            message: "The order of this period is on no line.", expected: order.id))
        if tally.findings.count >= Self.mostFindings { try keep(&tally) }
      }
    }
    let sum = tally.sum.value
    let (differing, notCheckable) = (tally.differingSum.value, tally.notCheckableSum.value)
    if let total = document.total, tally.lines > 0, total != sum, reading.gaps.isEmpty {
      tally.findings.append(
        InvoiceFinding(
          .totalDiffers, message: "The sum of the lines is not the total.", expected: AmountText.shown(sum),
          found: AmountText.shown(total)))
    }
    if document.total == nil { gaps.append(.init(reason: "there is no total to compare the sum with", lines: 0)) }
    if tally.lines == 0 { gaps.append(.init(reason: "no line was read", lines: 0)) }
    return ReconciliationReport(
      invoiceID: document.invoiceID, name: document.name,
      currency: document.currency.isEmpty ? tally.currency : document.currency, total: document.total, sum: sum,
      lines: tally.lines, explained: tally.lines - tally.differing - tally.notCheckable, differing: tally.differing,
      notCheckable: tally.notCheckable, explainedSum: sum - differing - notCheckable,
      differingSum: differing, notCheckableSum: notCheckable, gaps: gaps,
      periodStart: document.periodStart,
      periodEnd: document.periodEnd)
  }
}

/// What is known to be missing of the lines of a document.
public struct DocumentReading: Sendable, Hashable {
  /// Each in one sentence without its end.
  public var gaps: [String]

  /// Creates a reading; without gaps it is whole.
  public init(gaps: [String] = []) { self.gaps = gaps }
}

/// A sum that is never rounded while its parts fit.
private struct Sum {
  /// What was too long to be added to the rest.
  private var whole: Decimal = 0
  private var part: ExactDecimal = 0

  var value: Decimal { whole + part.decimal }

  static func += (sum: inout Sum, amount: ExactDecimal?) {
    guard let amount else { return }
    if let part = sum.part.adding(amount) {
      sum.part = part
    } else {
      sum.whole += sum.part.decimal
      sum.part = amount
    }
  }
}

/// The sums over all lines.
private struct Tally {
  var lines = 0
  var sum = Sum()
  var currency = ""
  var differing = 0
  var notCheckable = 0
  var differingSum = Sum()
  var notCheckableSum = Sum()
  /// Those that are not kept in the journal yet.
  var findings: [InvoiceFinding] = []
  /// The number of those that are.
  var kept = 0
  var gaps: [String: Int] = [:]
  var states: [InvoiceJournal.LineState] = []
  /// The orders that have lines.
  var orders: Set<OrderBook.Number> = []

  mutating func add(_ lines: [BilledLine], _ results: LineResults, _ book: OrderBook) {
    let differing = Set(results.findings.compactMap(\.lineNumber))
    findings += results.findings
    for line in lines {
      self.lines += 1
      sum += line.total
      if currency.isEmpty, let own = line.currency { currency = own }
      if differing.contains(line.number) {
        self.differing += 1
        differingSum += line.total
        states.append((line.number, "differs", results.gaps[line.number]))
      } else if let reason = results.gaps[line.number] {
        notCheckable += 1
        notCheckableSum += line.total
        states.append((line.number, "notCheckable", reason))
      }
      if let reason = results.gaps[line.number] { gaps[reason, default: 0] += 1 }
    }
    for line in lines.prefix(1) {
      for id in [line.orderID, line.alternateID] {
        if let id, let number = book.number(of: id.lowercased()) { orders.insert(number) }
      }
    }
  }
}
