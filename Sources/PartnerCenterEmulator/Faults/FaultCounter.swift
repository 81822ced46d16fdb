/// Counts requests for the faults of a script and selects the faults of the next one.
struct FaultCounter: Sendable {
  let script: FaultScript
  private let draw: SeededRandom
  private var matches: [Int]
  private var occurrences: [Int]

  init(_ script: FaultScript, seed: UInt64) {
    self.script = script
    draw = SeededRandom(seed: seed).at(.fault)
    matches = Array(repeating: 0, count: script.faults.count)
    occurrences = matches
  }

  /// Counts one request and returns its faults, in the script's order.
  mutating func next(target: String) -> [Fault] {
    guard !script.faults.isEmpty else { return [] }
    var happening: [Fault] = []
    for (index, fault) in script.faults.enumerated() where !fault.kind.isStanding && !fault.kind.isOfPurchase {
      if let path = fault.path, !target.contains(path) { continue }
      matches[index] += 1
      let own = draw.at(.version, index)
      guard fault.happens(toMatch: matches[index], occurredBefore: occurrences[index], draw: own) else { continue }
      occurrences[index] += 1
      happening.append(fault)
    }
    return happening
  }

  /// Counts one step of a purchase, for faults of one kind; `step` distinguishes those of a kind that knows several.
  ///
  /// - Returns: the first fault that happens to it.
  mutating func next(_ kind: Fault.Kind, at step: PurchaseFault.Step? = nil, target: String) -> Fault? {
    var happening: Fault?
    for (index, fault) in script.faults.enumerated() where fault.kind == kind {
      if let path = fault.path, !target.contains(path) { continue }
      if let step, (fault.purchase.step ?? kind.usualStep) != step { continue }
      matches[index] += 1
      let own = draw.at(.version, index)
      guard fault.happens(toMatch: matches[index], occurredBefore: occurrences[index], draw: own) else { continue }
      occurrences[index] += 1
      happening = happening ?? fault
    }
    return happening
  }
}

extension Fault.Kind {
  /// The step at which a fault happens that names none.
  var usualStep: PurchaseFault.Step { self == .reissue ? .checkout : .cart }
}
