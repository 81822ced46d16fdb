/// The rhythm of charges, in the words of the service; unknown words are kept.
///
/// Source: "Billing cycle type" of the REST reference; the enumeration of Microsoft's .NET SDK 3.4 for ``biennial``.
public enum BillingCycle: Sendable, Hashable {
  case monthly, annual, biennial, triennial
  /// `one_time`: software, and reservations paid at once.
  case oneTime
  /// `none`: trials.
  case noBilling
  /// `unknown`: the service does not tell.
  case unknown
  /// Any other word, as received.
  case other(String)

  /// The documented cycles, in the order of the SDK's enumeration.
  public static let documented: [BillingCycle] = [
    .unknown, .monthly, .annual, .noBilling, .oneTime, .triennial, .biennial,
  ]

  /// Reads a word in any case, with or without underscores.
  public init(_ word: String) {
    self = Self.byWord[WireWord.folded(word)] ?? .other(word)
  }

  private static let byWord = Dictionary(uniqueKeysWithValues: documented.map { (WireWord.folded($0.word), $0) })

  /// The spelling of carts and orders: `one_time`.
  public var word: String {
    switch self {
    case .monthly: "monthly"
    case .annual: "annual"
    case .biennial: "biennial"
    case .triennial: "triennial"
    case .oneTime: "one_time"
    case .noBilling: "none"
    case .unknown: "unknown"
    case .other(let word): word
    }
  }

  /// The spellings of the query parameter `billingType`, in the order in which they are tried; each once.
  ///
  /// Source: the sample of "Get all of a customer's orders" (`onetime`), Microsoft's SDK (`OneTime`), later pages
  /// (`one_time`), and the generated REST reference, which takes the number of the SDK's enumeration.
  public var querySpellings: [String] {
    let plain = WireWord.folded(word)
    let name = word.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    let number = Self.documented.firstIndex(of: self).map { String($0) }
    return [plain, name, word, number].compactMap { $0 }.reduce(into: []) { spellings, spelling in
      if !spellings.contains(spelling) { spellings.append(spelling) }
    }
  }
}
