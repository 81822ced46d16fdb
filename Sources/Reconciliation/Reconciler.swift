public import Foundation

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
    let check = OrderCheck(
      facts: facts, earlier: try JournalCharges(journal, besides: document), amends: document.amendsOf,
      isFinal: document.isFinal)
    var tally = Tally()
    let charges = check
    // A read inside a read of the same connection is not allowed: each order is checked after it was read.
    var waiting: [[BilledLine]] = []
    var held = 0
    func work() throws {
      let results = try Parallel.map(waiting) { try charges.results($0) }
      for (lines, results) in zip(waiting, results) { tally.add(lines, results, facts.orders) }
      waiting.removeAll(keepingCapacity: true)
      held = 0
    }
    var place: OrderPlace? = OrderPlace()
    while let from = place {
      place = try journal.orders(of: document.name, from: from) { lines in
        waiting.append(lines)
        held += lines.count
        return held < Self.batch
      }
      try work()
    }
    let report = report(document, reading, &tally)
    try journal.record(report, states: tally.states, at: now)
    return report
  }

  /// Lines that are in memory at one time.
  private static let batch = 5_000

  private func report(
    _ document: InvoiceDocument, _ reading: DocumentReading, _ tally: inout Tally
  ) -> ReconciliationReport {
    var findings = tally.findings.sorted {
      ($0.lineNumber ?? 0, $0.code.rawValue) < ($1.lineNumber ?? 0, $1.code.rawValue)
    }
    var gaps = tally.gaps.sorted { $0.key < $1.key }.map { ReconciliationReport.Gap(reason: $0.key, lines: $0.value) }
    gaps += reading.gaps.map { ReconciliationReport.Gap(reason: $0, lines: 0) }
    if tally.lines > 0, document.amendsOf == nil, let start = document.periodStart, let end = document.periodEnd {
      for order in facts.ordersWithoutLine(from: start, to: end, in: document.currency, charged: tally.orders) {
        findings.append(
          InvoiceFinding(
            .orderWithoutLine, order: order.id, item: order.lines.first?.catalogItemID,
            message: "The order of this period is on no line.", expected: order.id))
      }
    }
    if let total = document.total, tally.lines > 0, total != tally.sum, reading.gaps.isEmpty {
      findings.append(
        InvoiceFinding(
          .totalDiffers, message: "The sum of the lines is not the total.", expected: AmountText.shown(tally.sum),
          found: AmountText.shown(total)))
    }
    if document.total == nil { gaps.append(.init(reason: "there is no total to compare the sum with", lines: 0)) }
    if tally.lines == 0 { gaps.append(.init(reason: "no line was read", lines: 0)) }
    return ReconciliationReport(
      invoiceID: document.invoiceID, name: document.name,
      currency: document.currency.isEmpty ? tally.currency : document.currency, total: document.total, sum: tally.sum,
      lines: tally.lines, explained: tally.lines - tally.differing - tally.notCheckable, differing: tally.differing,
      notCheckable: tally.notCheckable, explainedSum: tally.sum - tally.differingSum - tally.notCheckableSum,
      differingSum: tally.differingSum, notCheckableSum: tally.notCheckableSum, findings: findings, gaps: gaps,
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

/// The sums over all lines.
private struct Tally {
  var lines = 0
  var sum: Decimal = 0
  var currency = ""
  var differing = 0
  var notCheckable = 0
  var differingSum: Decimal = 0
  var notCheckableSum: Decimal = 0
  var findings: [InvoiceFinding] = []
  var gaps: [String: Int] = [:]
  var states: [(line: Int, state: String, reason: String?)] = []
  /// The orders that have lines.
  var orders: Set<OrderBook.Number> = []

  mutating func add(_ lines: [BilledLine], _ results: LineResults, _ book: OrderBook) {
    let differing = Set(results.findings.compactMap(\.lineNumber))
    findings += results.findings
    for line in lines {
      self.lines += 1
      sum += line.total ?? 0
      if currency.isEmpty, let own = line.currency { currency = own }
      if differing.contains(line.number) {
        self.differing += 1
        differingSum += line.total ?? 0
        states.append((line.number, "differs", results.gaps[line.number]))
      } else if let reason = results.gaps[line.number] {
        notCheckable += 1
        notCheckableSum += line.total ?? 0
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
