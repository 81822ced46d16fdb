/// The provider of the lines of an invoice; one provider in every spelling.
///
/// Source: "Invoice resources", `billingProvider`; bodies say `one_time`, queries take `onetime` alone
/// (microsoft/Partner-Center-Java#97).
public enum BillingProvider: Sendable, Hashable {
  case office, azure, marketplace
  /// Everything of the new commerce.
  case oneTime
  /// All at once; in the links of estimates alone.
  case all
  /// Any other word, as received: it is not asked for.
  case other(String)

  /// Reads a word in any case, with or without underscores.
  public init(_ word: String) {
    switch WireWord.folded(word) {
    case "office": self = .office
    case "azure": self = .azure
    case "marketplace": self = .marketplace
    case "onetime": self = .oneTime
    case "all": self = .all
    default: self = .other(word)
    }
  }

  /// The spelling of bodies: `one_time`.
  public var word: String {
    switch self {
    case .office: "office"
    case .azure: "azure"
    case .marketplace: "marketplace"
    case .oneTime: "one_time"
    case .all: "all"
    case .other(let word): word
    }
  }

  /// The spelling of queries: `onetime`; `nil` for a provider that cannot be asked for.
  public var queryWord: String? {
    switch self {
    case .oneTime: "onetime"
    case .other: nil
    default: word
    }
  }

  /// Whether its invoices are of the new commerce: their lists are continued by a token, and the billing export has them.
  public var isNewCommerce: Bool { self == .oneTime || self == .marketplace || self == .all }
}

/// What the lines of an invoice are of.
///
/// Source: "Invoice resources", `invoiceLineItemType`.
public enum InvoiceLineType: Sendable, Hashable {
  /// The charges: their sum is the invoice.
  case billing
  /// The use behind the charges, day by day: no part of the sum.
  case usage
  /// Any other word, as received.
  case other(String)

  /// Reads a word in any case, with or without underscores.
  public init(_ word: String) {
    switch WireWord.folded(word) {
    case "billinglineitems": self = .billing
    case "usagelineitems": self = .usage
    default: self = .other(word)
    }
  }

  /// The spelling of bodies: `billing_line_items`.
  public var word: String {
    switch self {
    case .billing: "billing_line_items"
    case .usage: "usage_line_items"
    case .other(let word): word
    }
  }

  /// The spelling of queries; `nil` for a type that cannot be asked for.
  public var queryWord: String? {
    switch self {
    case .billing: "billinglineitems"
    case .usage: "usagelineitems"
    case .other: nil
    }
  }
}

/// One list of lines: what an invoice lists, and what is asked for.
public struct InvoiceLineKind: Sendable, Hashable {
  /// Who provides the lines.
  public var provider: BillingProvider
  /// What they are of.
  public var type: InvoiceLineType

  /// Creates a kind.
  public init(_ provider: BillingProvider, _ type: InvoiceLineType) {
    self.provider = provider
    self.type = type
  }

  /// The combinations that the documentation knows: no other is asked for.
  ///
  /// Source: "Get invoice line items"; any other answers "Invoice Line Item type is not valid."
  /// (microsoft/Partner-Center-PowerShell#202).
  public static let documented: [InvoiceLineKind] = [
    InvoiceLineKind(.office, .billing), InvoiceLineKind(.azure, .billing), InvoiceLineKind(.azure, .usage),
    InvoiceLineKind(.oneTime, .billing), InvoiceLineKind(.oneTime, .usage), InvoiceLineKind(.marketplace, .usage),
    InvoiceLineKind(.all, .billing),
  ]

  /// Whether the service answers it.
  public var isDocumented: Bool { Self.documented.contains(self) }
}
