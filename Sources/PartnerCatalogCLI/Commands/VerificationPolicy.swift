import CatalogJSON
import CatalogQuery
import CatalogVerification

/// The required freshness of an answer, and the verification of older ones.
struct VerificationPolicy: Sendable {
  /// The maximum age; `nil` for any age.
  var maxAge: DurationArgument?
  /// Whether the items are verified at any age.
  var mustVerify: Bool

  struct Result<Answer: VerifiableAnswer>: Sendable {
    var answer: Answer
    var isFresh: Bool
    /// The result of the verification; `nil` without one.
    var verification: VerificationReport?
    var warnings: [String] = []
  }

  private var requirement: FreshnessRequirement {
    FreshnessRequirement(maximumAge: maxAge.map { .seconds($0.seconds) }, verifiesAllItems: mustVerify)
  }

  /// Runs the query. Where its answer is too old, verifies the older items at the service and runs the query again.
  ///
  /// - Parameters:
  ///   - service: evaluated only where something is to be verified, for it reads the account's secret; `nil` without
  ///     an account.
  ///   - ask: the query, run once or twice.
  /// - Returns: the answer. A service that does not respond leaves the stored answer, marked as not fresh.
  /// - Throws: the errors of `ask`.
  func ask<Answer: VerifiableAnswer>(
    _ service: @autoclosure () throws -> LiveService?, _ ask: () throws -> Answer
  ) async throws -> Result<Answer> {
    var misconfiguration: (any Error)?
    var hasService = true
    let verified = try await requirement.answer(ask) { items, customer -> VerificationReport? in
      let live: LiveService?
      do {
        live = try service()
      } catch {
        misconfiguration = error
        throw error
      }
      guard let live else {
        hasService = false
        return nil
      }
      return try await live.withStore { store, client in
        try await CatalogVerifier(
          store: store, client: client, concurrency: live.session.settings.concurrency.value
        ).verify(items, for: customer)
      }
    }
    if let misconfiguration { throw misconfiguration }
    var result = Result(
      answer: verified.answer, isFresh: verified.isFresh, verification: verified.verification)
    if verified.failure != nil || !hasService {
      let reason =
        verified.failure.map { "It could not be verified: " + CommandError($0).message }
        ?? "Not verified at the service: this is the stored answer."
      result.verification = .notAsked(
        requirement.itemsToVerify(in: verified.answer).map(\.catalogItemID), because: reason)
      result.warnings = [age(verified.answer) + reason]
    } else if let report = verified.verification {
      result.warnings = VerificationText.warnings(report, of: verified.answer.customer)
    }
    return result
  }

  private func age(_ answer: some VerifiableAnswer) -> String {
    answer.oldestAge.map { "The answer is up to \(Formatting.age($0)) old. " } ?? ""
  }
}
