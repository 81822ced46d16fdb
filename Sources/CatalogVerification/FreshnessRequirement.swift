public import CatalogModel
public import CatalogQuery

/// How old an answer may be, and with it which of its items are verified at the service.
public struct FreshnessRequirement: Sendable, Hashable {
  /// The greatest age; older items are verified. `nil` for any age.
  public var maximumAge: Duration?
  /// Whether items of any age are verified.
  public var verifiesAllItems: Bool

  /// A requirement; by default any age will do.
  public init(maximumAge: Duration? = nil, verifiesAllItems: Bool = false) {
    self.maximumAge = maximumAge
    self.verifiesAllItems = verifiesAllItems
  }

  /// Every item is verified.
  public static let verified = FreshnessRequirement(verifiesAllItems: true)

  /// Items older than an age are verified.
  public static func atMost(_ age: Duration) -> FreshnessRequirement { FreshnessRequirement(maximumAge: age) }

  /// Whether a stored answer is young enough. Says nothing of ``verifiesAllItems``.
  public func allows(_ answer: some VerifiableAnswer) -> Bool {
    guard let maximumAge else { return true }
    guard let oldest = answer.oldestAge else { return false }
    return .seconds(oldest) <= maximumAge
  }

  /// The items of a stored answer to verify; none where it meets the requirement.
  public func itemsToVerify(in answer: some VerifiableAnswer) -> [CatalogItem] {
    if verifiesAllItems { return answer.catalogItems }
    guard let maximumAge else { return [] }
    return answer.catalogItems.filter { .seconds($0.ageSeconds) > maximumAge }
  }

  /// Asks the catalog, verifies what is too old, and asks again.
  ///
  /// - Parameters:
  ///   - ask: the question, asked once or twice.
  ///   - verify: verifies items in the customer's own catalog and updates the file; called only where the answer does
  ///     not meet the requirement. `nil` where there is no service.
  /// - Returns: the answer. Where the service does not respond, the stored one, marked as not fresh.
  /// - Throws: the errors of `ask`, and `CancellationError`.
  public nonisolated(nonsending) func answer<Answer: VerifiableAnswer>(
    _ ask: () throws -> Answer,
    verifying verify:
      nonisolated(nonsending) (_ items: [CatalogItem], _ customer: CustomerID) async throws -> VerificationReport?
  ) async throws -> VerifiedAnswer<Answer> {
    let stored = try ask()
    guard verifiesAllItems || !allows(stored) else { return VerifiedAnswer(answer: stored, isFresh: true) }
    let items = itemsToVerify(in: stored)
    func unverified(_ failure: (any Error)?) -> VerifiedAnswer<Answer> {
      VerifiedAnswer(
        answer: stored, isFresh: false,
        verification: .notAsked(
          items.map(\.catalogItemID), because: failure.map { "\($0)" } ?? "There is no service to ask."),
        failure: failure)
    }
    do {
      guard let report = try await verify(items, stored.customer.id) else { return unverified(nil) }
      let verified = try ask().judged(by: report)
      return VerifiedAnswer(
        answer: verified, isFresh: report.isWhole && allows(verified), verification: report)
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      return unverified(error)
    }
  }
}

/// An answer, with the verification of its items.
public struct VerifiedAnswer<Answer: VerifiableAnswer>: Sendable {
  /// The answer, as of after the verification.
  public var answer: Answer
  /// Whether the answer meets the requirement.
  public var isFresh: Bool
  /// The result of the verification; `nil` where nothing had to be verified.
  public var verification: VerificationReport?
  /// Why the service did not answer at all; `nil` where it did, and where there is none.
  public var failure: (any Error)?
}
