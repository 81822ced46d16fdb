import CatalogModel
import CatalogStore
import Logging
import PartnerCenter
import Synchronization

/// Counts while customers are read concurrently, and logs failures.
final class CustomerMeter: Sendable {
  private let counts = Mutex(CustomerCounts())
  private let logger: Logger

  init(logger: Logger) { self.logger = logger }

  var tally: CustomerCounts { counts.withLock { $0 } }
  func change(_ body: (inout CustomerCounts) -> Void) { counts.withLock { body(&$0) } }

  /// Counts a customer that was read, completely or in part.
  func count(_ findings: CustomerFindings) {
    change { $0.count(findings) }
    for fault in findings.faults { log(fault.path, fault.reason) }
  }

  func failed(_ failure: RequestError, of what: String) { failed(failure.path, "\(failure)", of: what) }

  /// Counts a failure.
  ///
  /// - Parameters:
  ///   - path: the path of the request.
  ///   - reason: the error, in one sentence.
  ///   - what: the customer or the list, in words.
  ///   - count: the number of customers that stay unread.
  func failed(_ path: String, _ reason: String, of what: String, count: Int = 1) {
    change {
      $0.failed += count
      $0.note(FailedPart(part: what, reason: reason))
    }
    log(path, reason)
  }

  /// Counts removals that are held back; no customer stays unread.
  func heldBack(_ count: Int, _ path: String, _ reason: String) {
    change {
      $0.heldBack += count
      $0.note(FailedPart(part: "the list of customers", reason: reason))
    }
    log(path, reason)
  }

  private func log(_ path: String, _ reason: String) {
    logger.info("a part of the customers could not be read", metadata: ["part": "\(path)", "reason": "\(reason)"])
  }
}

/// Counts of a run that reads customers.
struct CustomerCounts: Sendable {
  var listed = 0
  var read = 0
  var removed = 0
  var heldBack = 0
  var ended = 0
  var failed = 0
  var unknown = CustomerSyncReport.Unknown()
  var firstFailure: FailedPart?

  mutating func note(_ failure: FailedPart) { firstFailure = firstFailure ?? failure }

  mutating func count(_ findings: CustomerFindings) {
    let customer = findings.customer
    if customer.hasRelationshipEnded == true { ended += 1 }
    if let first = findings.faults.first {
      failed += 1
      note(FailedPart(part: "customer \(customer.id)", reason: first.reason))
    } else {
      read += 1
    }
    guard customer.hasRelationshipEnded != true else { return }
    if customer.market == nil { unknown.markets += 1 }
    if customer.qualifications == nil { unknown.qualifications += 1 }
    if customer.agreements == nil { unknown.agreements += 1 }
    if customer.subscriptions == nil { unknown.subscriptions += 1 }
  }
}
