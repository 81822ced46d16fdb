/// The next step for an incomplete market.
public enum NextStep: String, Sendable, Hashable, CaseIterable {
  /// A sync reads the missing parts.
  case sync
  /// Removals were delayed: a sync some hours later that confirms them applies them.
  case confirmRemovals
  /// Responses were unreadable or implausible: a sync lists each failure.
  case investigate
  /// The sign-in was refused.
  case signIn

  /// The most pressing step for a market with such lists; `nil` for none.
  init?(_ partitions: [PartitionRecord]) {
    let open = partitions.filter { $0.state == .partial || $0.state == .unread }
    guard !open.isEmpty else { return nil }
    let reasons = Set(open.compactMap(\.reason))
    self =
      if reasons.contains("signIn") {
        .signIn
      } else if reasons.contains("removalsHeldBack") {
        .confirmRemovals
      } else if !reasons.isDisjoint(with: ["unreadable", "refused", "emptyList"]) {
        .investigate
      } else {
        .sync
      }
  }

  /// The step in plain English.
  public var message: String {
    switch self {
    case .sync: "A sync reads the missing parts."
    case .confirmRemovals:
      "Many items disappeared at once. A sync some hours later removes those that are still gone."
    case .investigate: "A sync lists the unreadable and implausible responses."
    case .signIn: "The sign-in was refused: check the account."
    }
  }
}

extension NextStep: Codable {
  private enum CodingKeys: String, CodingKey { case code, message }

  /// Reads the stable word; an unknown one is a `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let code = try container.decode(String.self, forKey: .code)
    guard let step = NextStep(rawValue: code) else {
      throw DecodingError.dataCorruptedError(
        forKey: .code, in: container, debugDescription: "\u{201C}\(code.prefix(80))\u{201D} is not a next step.")
    }
    self = step
  }

  /// Writes the stable word and the sentence.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(rawValue, forKey: .code)
    try container.encode(message, forKey: .message)
  }
}
