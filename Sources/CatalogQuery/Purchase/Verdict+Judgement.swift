extension Verdict {
  /// A verdict with its reasons and steps.
  struct Judgement: Hashable, Sendable {
    var verdict: Verdict
    var reasons: [VerdictReason]
    var steps: [PurchaseStep]
  }

  /// Judges an item for a customer: any reason blocks; else any step is required first. All reasons and steps are
  /// named.
  ///
  /// What is not known is a step that says how to find out: it never blocks, and it never counts as fulfilled.
  static func judge(_ facts: PurchaseFacts) -> Judgement {
    let reasons = facts.obstacles.map { VerdictReason(code: $0, message: facts.message(for: $0)) }
    let steps = facts.preliminaries.map { PurchaseStep(code: $0, message: facts.message(for: $0)) }
    let verdict: Verdict = !reasons.isEmpty ? .blocked : !steps.isEmpty ? .stepsRequired : .purchasable
    return Judgement(verdict: verdict, reasons: reasons, steps: steps)
  }
}
