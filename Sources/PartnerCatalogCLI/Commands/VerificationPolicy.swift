import CatalogQuery
import CatalogVerification

/// An answer whose items can be verified at the service.
protocol ProvableAnswer: Sendable {
  var customer: CustomerRecord { get }
  /// The items of the answer.
  var provable: [CatalogItem] { get }
  /// The age of an answer without items: that of the market; `nil` for a market that was never fully synced.
  var ageWithoutItems: Int? { get }
  /// The answer with its items after a verification.
  func judged(_ judge: (PurchasableItem) -> PurchasableItem) -> Self
}

/// The required freshness of an answer, and the verification of older ones.
struct VerificationPolicy: Sendable {
  /// The maximum age; `nil` for any age.
  var maxAge: DurationArgument?
  /// Whether the items are verified at any age.
  var mustVerify: Bool

  struct Result<Answer: ProvableAnswer>: Sendable {
    var answer: Answer
    var isFresh: Bool
    /// The result of the verification; `nil` without one.
    var verification: VerificationReport?
    var warnings: [String] = []
  }

  /// Runs the query. Where its answer is too old, verifies the older items at the service and runs the query again.
  ///
  /// - Parameters:
  ///   - service: evaluated only where something is to be verified, for it reads the account's secret; `nil` without
  ///     an account.
  ///   - ask: the query, run once or twice.
  /// - Returns: the answer. A service that does not respond leaves the stored answer, marked as not fresh.
  /// - Throws: the errors of `ask`.
  func ask<Answer: ProvableAnswer>(
    _ service: @autoclosure () throws -> LiveService?, _ ask: () throws -> Answer
  ) async throws -> Result<Answer> {
    let stored = try ask()
    guard mustVerify || isTooOld(stored) else { return Result(answer: stored, isFresh: true) }
    let old = stored.provable.filter { item in mustVerify || maxAge.map { item.ageSeconds > $0.seconds } ?? true }
    func unasked(_ reason: String) -> Result<Answer> {
      Result(
        answer: stored, isFresh: false,
        verification: .notAsked(old.map(\.catalogItemID), because: reason),
        warnings: [age(stored) + reason])
    }
    guard let service = try service() else {
      return unasked("Not verified at the service: this is the stored answer.")
    }
    do {
      let report = try await service.withStore { store, client in
        try await CatalogVerifier(
          store: store, client: client, concurrency: service.session.settings.concurrency.value
        ).verify(old, for: stored.customer.id)
      }
      let found = Dictionary(report.items.map { ($0.catalogItemID, $0) }, uniquingKeysWith: { first, _ in first })
      let verified = try ask().judged { $0.judged(by: found[$0.catalogItemID], for: stored.customer) }
      return Result(
        answer: verified, isFresh: report.isWhole && !isTooOld(verified), verification: report,
        warnings: VerificationText.warnings(report, of: stored.customer))
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      return unasked("It could not be verified: " + CommandError(error).message)
    }
  }

  private func isTooOld(_ answer: some ProvableAnswer) -> Bool {
    guard let maxAge else { return false }
    guard let oldest = Self.oldest(answer) else { return answer.ageWithoutItems == nil }
    return oldest > maxAge.seconds
  }

  private func age(_ answer: some ProvableAnswer) -> String {
    Self.oldest(answer).map { "The answer is up to \(Formatting.age($0)) old. " } ?? ""
  }

  private static func oldest(_ answer: some ProvableAnswer) -> Int? {
    answer.provable.map(\.ageSeconds).max() ?? answer.ageWithoutItems
  }
}

extension PurchaseAnswer: ProvableAnswer {
  var provable: [CatalogItem] { items.map(\.item) }
  var ageWithoutItems: Int? { marketReading?.ageSeconds }

  func judged(_ judge: (PurchasableItem) -> PurchasableItem) -> PurchaseAnswer {
    var answer = self
    answer.items = items.map(judge)
    return answer
  }
}

extension Resolution: ProvableAnswer {
  var provable: [CatalogItem] { item.map { [$0.item] } ?? [] }
  var ageWithoutItems: Int? { 0 }

  func judged(_ judge: (PurchasableItem) -> PurchasableItem) -> Resolution {
    var resolution = self
    resolution.item = item.map(judge)
    return resolution
  }
}

extension PurchasableItem {
  /// The item, with the result of a verification in the customer's own catalog.
  fileprivate func judged(by verification: ItemVerification?, for customer: CustomerRecord) -> PurchasableItem {
    guard let verification else { return self }
    if verification.isInCustomerCatalog == false { return notShown(to: customer) }
    guard verification.state == .refused, let refusal = verification.refusal, refusal.catalog == .customer else {
      return self
    }
    return notShown(to: customer, because: "\(refusal)")
  }
}
