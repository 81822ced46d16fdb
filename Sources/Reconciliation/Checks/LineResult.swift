/// What the checks say about the lines of one order.
struct LineResults {
  private(set) var findings: [InvoiceFinding] = []
  /// Why lines could not be checked, by line number; the first reason of each.
  private(set) var gaps: [Int: String] = [:]

  mutating func found(
    _ code: FindingCode, _ line: BilledLine, _ message: String, expected: String? = nil, found: String? = nil
  ) { findings.append(InvoiceFinding(code, line, message, expected: expected, found: found)) }

  mutating func missed(_ line: BilledLine, because reason: String) {
    if gaps[line.number] == nil { gaps[line.number] = reason }
  }
}
