import CatalogQuery

/// How fresh an answer must be, and what is done where it is not.
struct Freshness: Sendable {
  /// `nil` takes any age.
  var maxAge: DurationArgument?
  /// Whether the items are read anew whatever their age.
  var mustVerify: Bool

  struct Result: Sendable {
    var answer: PurchaseAnswer
    var isFresh: Bool
    var warnings: [String] = []
  }

  /// Asks; where the answer is too old, has its items read anew and asks again.
  ///
  /// - Parameter liveCheck: `nil` where there is no account to ask the service with.
  /// - Throws: what `ask` throws. A service that does not answer leaves the stored answer, marked as not fresh.
  func ask(liveCheck: (any LiveCheck)?, _ ask: () throws -> PurchaseAnswer) async throws -> Result {
    let stored = try ask()
    guard mustVerify || isTooOld(stored) else { return Result(answer: stored, isFresh: true) }
    guard let liveCheck else {
      return Result(
        answer: stored, isFresh: false,
        warnings: [age(stored) + "It could not be verified at the service: this is the stored answer."])
    }
    do {
      try await liveCheck.verify(stored.items.map(\.item))
      let verified = try ask()
      return Result(answer: verified, isFresh: !isTooOld(verified))
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      return Result(
        answer: stored, isFresh: false,
        warnings: [age(stored) + "It could not be verified: " + Problem(error).message])
    }
  }

  private func isTooOld(_ answer: PurchaseAnswer) -> Bool {
    guard let maxAge else { return false }
    guard let oldest = Self.oldest(answer) else { return answer.marketState?.ageSeconds == nil }
    return oldest > maxAge.seconds
  }

  private func age(_ answer: PurchaseAnswer) -> String {
    Self.oldest(answer).map { "The answer is up to \(Words.age($0)) old. " } ?? ""
  }

  private static func oldest(_ answer: PurchaseAnswer) -> Int? {
    answer.items.map(\.item.ageSeconds).max() ?? answer.marketState?.ageSeconds
  }
}
