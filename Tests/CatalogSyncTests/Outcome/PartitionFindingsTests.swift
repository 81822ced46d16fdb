import CatalogModel
import CatalogStore
import Testing

@testable import CatalogSync

/// A case of the table: what was found of a list, and how it ended.
struct FindingCase: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var findings: PartitionFindings
  var outcome: PartitionOutcome

  init(_ description: String, _ outcome: PartitionOutcome, _ change: (inout PartitionFindings) -> Void) {
    testDescription = description
    self.outcome = outcome
    findings = PartitionFindings()
    change(&findings)
  }
}

@Suite("The outcome of a partition")
struct PartitionFindingsTests {
  static let cases = [
    FindingCase("a list that was read, with all its products", .complete) { _ in },
    FindingCase("a list that is closed to the partner", .forbidden(Denial(code: "400036"))) {
      $0.denial = Denial(code: "400036")
    },
    FindingCase("a closed list in a run that ended early", .forbidden(Denial(code: "400036"))) {
      $0.denial = Denial(code: "400036")
      $0.isListRead = false
      $0.stop = .budget
    },
    FindingCase("a list that was never read, in a run that ended early", .unread(.budget)) {
      $0.isListRead = false
      $0.wasEverRead = false
      $0.stop = .budget
    },
    FindingCase("a list that was never read and failed, with its own reason", .unread(.throttled)) {
      $0.isListRead = false
      $0.wasEverRead = false
      $0.listFault = .throttled
      $0.stop = .budget
    },
    FindingCase("a list that was not read, without a known reason", .partial(.interrupted)) { $0.isListRead = false },
    FindingCase("a list that came empty while a product of it answers", .partial(.emptyList)) {
      $0.listFault = .emptyList
    },
    FindingCase("a list with elements that cannot be read", .partial(.unreadable)) { $0.listFault = .unreadable },
    FindingCase("a list with a product that failed", .partial(.refused)) {
      $0.unread = .init(fault: .refused)
      $0.stop = .budget
    },
    FindingCase("a list with a product that was not requested", .partial(.cancelled)) {
      $0.unread = .init()
      $0.stop = .cancelled
    },
    FindingCase("a list with a product that is due, in a run that ended by itself", .partial(.interrupted)) {
      $0.unread = .init()
    },
    FindingCase("a list of the Azure plan whose reservations are unknown", .partial(.unavailable)) {
      $0.kindFault = .unavailable
    },
    FindingCase("a list with removals that are held back", .partial(.removalsHeldBack)) {
      $0.holdsRemovalsBack = true
      $0.isShort = true
    },
    FindingCase("a list that left out an item which answers", .partial(.shortList)) { $0.isShort = true },
    FindingCase("an early end with a product that no list shows", .partial(.budget)) {
      $0.hasUnlistedUnread = true
      $0.stop = .budget
    },
    FindingCase("the same in a run that ended by itself", .complete) { $0.hasUnlistedUnread = true },
    FindingCase("an early end before the schedule was known", .partial(.signIn)) {
      $0.isDueKnown = false
      $0.stop = .signIn
    },
    FindingCase("an early end before the first product", .partial(.throttled)) {
      $0.hasBegunProducts = false
      $0.stop = .throttled
    },
    FindingCase("a run that ended by itself, without a product to read", .complete) {
      $0.hasBegunProducts = false
      $0.stop = .interrupted
    },
    FindingCase("an early end after the last product", .complete) { $0.stop = .budget },
  ]

  @Test("follows from the findings", arguments: cases)
  func table(row: FindingCase) {
    #expect(row.findings.outcome == row.outcome)
    #expect(row.findings.storedOutcome == row.outcome)
  }

  @Test("of a closed list that could not be requested again stays closed in the store, and is reported as a gap")
  func keptDenial() {
    var findings = PartitionFindings(storedDenial: Denial(code: "400030"), isListRead: false, stop: .budget)
    #expect(findings.outcome == .partial(.budget))
    #expect(findings.storedOutcome == .forbidden(Denial(code: "400030")))
    findings.isListRead = true
    #expect(findings.storedOutcome == .complete)
  }

  @Test("is complete if and only if nothing of the list is missing, for every combination of findings")
  func complete() {
    for findings in PartitionFindings.all {
      let isWhole =
        findings.denial == nil && findings.isListRead && findings.listFault == nil && findings.unread == nil
        && findings.kindFault == nil && !findings.holdsRemovalsBack && !findings.isShort
      let isCutShort =
        findings.stop != nil
        && (findings.hasUnlistedUnread || !findings.isDueKnown
          || (!findings.hasBegunProducts && findings.stop != .interrupted))
      #expect((findings.outcome == .complete) == (isWhole && !isCutShort), "\(findings)")
    }
  }

  @Test("is forbidden if and only if the service closed the list, and unread only if no run ever read it")
  func evidence() {
    for findings in PartitionFindings.all {
      switch findings.outcome {
      case .forbidden(let denial): #expect(findings.denial == denial, "\(findings)")
      case .unread:
        #expect(!findings.wasEverRead && (!findings.isListRead || findings.listFault != nil), "\(findings)")
      case .partial, .complete: break
      }
      #expect((findings.outcome.state == .forbidden) == (findings.denial != nil))
    }
  }

  @Test("has a reason that was found, and none if it is complete")
  func reasons() {
    for findings in PartitionFindings.all {
      let outcome = findings.outcome
      #expect((outcome.reason == nil) == (outcome == .complete))
      guard case .partial(let reason) = outcome else { continue }
      let found: [PartialReason?] = [
        findings.listFault, findings.unread?.fault, findings.kindFault, findings.stop,
        findings.holdsRemovalsBack ? .removalsHeldBack : nil, findings.isShort ? .shortList : nil,
        findings.isListRead && findings.unread == nil ? nil : .interrupted,
      ]
      #expect(found.contains(reason), "\(findings)")
    }
  }

  @Test("is stored as reported, unless a stored denial outlives a run that could not request the list")
  func stored() {
    for findings in PartitionFindings.all where findings.storedOutcome != findings.outcome {
      #expect(findings.storedDenial.map(PartitionOutcome.forbidden) == findings.storedOutcome)
      #expect(!findings.isListRead && findings.denial == nil, "\(findings)")
      #expect(findings.outcome != .complete)
    }
  }
}

extension PartitionFindings {
  /// Every combination of findings.
  fileprivate static let all: [PartitionFindings] = {
    var all = [PartitionFindings()]
    func vary<Value>(_ path: WritableKeyPath<PartitionFindings, Value>, _ values: [Value]) {
      all = all.flatMap { findings in
        values.map { value in
          var findings = findings
          findings[keyPath: path] = value
          return findings
        }
      }
    }
    vary(\.denial, [nil, Denial(code: "400036")])
    vary(\.storedDenial, [nil, Denial(code: "400030")])
    vary(\.isListRead, [true, false])
    vary(\.wasEverRead, [true, false])
    vary(\.listFault, [nil, .emptyList])
    vary(\.unread, [nil, UnreadProduct(), UnreadProduct(fault: .refused)])
    vary(\.kindFault, [nil, .unavailable])
    vary(\.holdsRemovalsBack, [false, true])
    vary(\.isShort, [false, true])
    vary(\.hasUnlistedUnread, [false, true])
    vary(\.isDueKnown, [true, false])
    vary(\.hasBegunProducts, [true, false])
    vary(\.stop, [nil, .budget, .interrupted])
    return all
  }()
}
