public import Foundation
import PartnerCenter

/// The result of a reconciliation.
public struct ReconciliationReport: Sendable, Hashable {
  /// The end of a reconciliation.
  public enum State: String, Sendable, Hashable, Encodable {
    /// Every line is explained, and their sum is the total.
    case clean
    /// Something differs.
    case differs
    /// Nothing differs, and something could not be checked: never to be read as clean.
    case notCheckable
  }

  /// Why something could not be checked.
  public struct Gap: Sendable, Hashable {
    /// In one sentence.
    public var reason: String
    /// The number of lines it concerns; 0 for the invoice as a whole.
    public var lines: Int
  }

  /// `nil` for a file, and for what is not billed yet.
  public var invoiceID: String?
  /// The name under which it is stored.
  public var name: String
  /// ISO 4217; empty where no line names one.
  public var currency: String
  /// The total of the invoice; `nil` where there is none.
  public var total: Decimal?
  /// The sum of the lines.
  public var sum: Decimal
  /// All lines.
  public var lines: Int
  /// The lines that agree with everything.
  public var explained: Int
  /// The lines with a finding.
  public var differing: Int
  /// The lines without a finding that something could not be checked of.
  public var notCheckable: Int
  /// The sum of the lines that agree with everything.
  public var explainedSum: Decimal
  /// The sum of the lines with a finding.
  public var differingSum: Decimal
  /// The sum of the lines that something could not be checked of.
  public var notCheckableSum: Decimal
  /// The differences: those of lines in their order, then those of the whole. The first 10,000; the journal has all.
  public var findings: [InvoiceFinding] = []
  /// The number of differences behind ``findings``.
  public var moreFindings = 0
  /// What could not be checked.
  public var gaps: [Gap]
  /// The first day of the period; `nil` where it is not known.
  public var periodStart: Date?
  /// The last day of the period; `nil` where it is not known.
  public var periodEnd: Date?

  /// Clean only where all is known, and all of it agrees.
  public var state: State {
    if !findings.isEmpty || moreFindings > 0 { return .differs }
    guard lines > 0, explained == lines, gaps.isEmpty, let total, total == sum else { return .notCheckable }
    return .clean
  }

  /// Whether nothing at all was compared: no line was read, or nothing of any line could be checked.
  public var hadNothingToCheck: Bool { state != .differs && explained == 0 }
}

extension ReconciliationReport: Encodable {
  private enum CodingKeys: String, CodingKey {
    case state, currency, total, sum, lines, explained, differing, notCheckable, findings
    case invoiceID = "invoiceId"
  }

  /// Writes every key, null where there is nothing; amounts are decimal strings. Of the findings those in memory.
  public func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: CodingKeys.self)
    try object.encode(invoiceID, forKey: .invoiceID)
    try object.encode(state, forKey: .state)
    try object.encode(currency, forKey: .currency)
    try object.encode(total.map(AmountText.shown), forKey: .total)
    try object.encode(AmountText.shown(sum), forKey: .sum)
    try object.encode(lines, forKey: .lines)
    try object.encode(explained, forKey: .explained)
    try object.encode(differing, forKey: .differing)
    try object.encode(notCheckable, forKey: .notCheckable)
    try object.encode(findings, forKey: .findings)
  }
}

/// Amounts as text.
public enum AmountText {
  /// All digits, and at least two decimal places: `365.00`.
  public static func shown(_ amount: Decimal) -> String { padded(amount.description) }

  static func shown(_ amount: ExactDecimal) -> String { padded(amount.text) }

  private static func padded(_ text: String) -> String {
    guard let point = text.firstIndex(of: ".") else { return text + ".00" }
    return text + String(repeating: "0", count: max(0, 2 - text[text.index(after: point)...].count))
  }
}
