public import CatalogModel
import CatalogSchema

/// Why a question to the catalog has no answer. Questions never change anything.
///
/// An empty answer is no error.
public struct CatalogError: Error, Sendable, Hashable, CustomStringConvertible {
  /// A stable word for the error.
  public enum Code: String, Sendable, Codable, CaseIterable {
    /// There is no file at that path.
    case storeMissing
    /// The file is not a catalog.
    case storeForeign
    /// A newer version of the program wrote the file.
    case storeNewer
    /// An older version of the program wrote the file: a sync brings it up to date.
    case storeOlder
    /// The file cannot be read.
    case storeUnreadable
    /// The file is damaged.
    case storeDamaged
    /// Another process has locked the file for a moment.
    case storeLocked
    /// No customer matches.
    case customerNotFound
    /// Several customers match: ``CatalogError/candidates``.
    case customerAmbiguous
    /// The customer's billing country, and with it the market, is unknown.
    case customerMarketUnknown
    /// The customer has no reseller relationship with the partner, as the service says.
    case relationshipEnded
    /// The catalog does not hold the item, or not in that market.
    case itemNotFound
    /// Several SKUs have the name: ``CatalogError/itemCandidates``.
    case itemAmbiguous
    /// The text is not an item id.
    case itemUnreadable
    /// The text is not a page position.
    case positionUnreadable
    /// The task of the question was cancelled.
    case cancelled
  }

  /// The stable word; programs decide by it.
  public var code: Code
  /// The failure, its subject and the next step, in plain English.
  public var message: String
  /// The customers that match, where several do.
  public var candidates: [CustomerRecord]

  /// Items of the SKUs that have the name, one of each and not all of them, where several have.
  public internal(set) var itemCandidates: [CatalogItem] = []
  /// The present id of an item whose id the service replaced.
  public internal(set) var successor: CatalogItemID?

  /// An error with its message.
  public init(code: Code, message: String, candidates: [CustomerRecord] = []) {
    self.code = code
    self.message = message
    self.candidates = candidates
  }

  /// The message.
  public var description: String { message }
}

extension CatalogError {
  init(_ error: StoreError) {
    let code: Code =
      switch error {
      case .missing: .storeMissing
      case .foreign: .storeForeign
      case .newer: .storeNewer
      case .older: .storeOlder
      case .unreadable, .writeFailed, .other: .storeUnreadable
      case .corrupt: .storeDamaged
      case .busy: .storeLocked
      }
    self.init(code: code, message: error.description)
  }

  /// The public error for one of the store and of the database, or of a question; `nil` for any other.
  static func translated(_ error: any Error, _ path: String) -> CatalogError? {
    switch error {
    case let error as CatalogError: error
    case let error as StoreError: CatalogError(error)
    case is CancellationError: CatalogError(code: .cancelled, message: "The question was cancelled.")
    default: (StoreFile.storeError(error, path: path) as? StoreError).map(CatalogError.init)
    }
  }

  /// The public error for any.
  init(translating error: any Error, _ path: String) {
    self =
      Self.translated(error, path)
      ?? CatalogError(code: .storeUnreadable, message: "\(path) cannot be read: \(error).")
  }

  static func customerNotFound(_ text: String) -> CatalogError {
    CatalogError(
      code: .customerNotFound,
      message:
        "No customer matches \u{201C}\(text)\u{201D}. Use an id, a domain or a part of the name."
    )
  }

  static func customerAmbiguous(_ text: String, _ candidates: [CustomerRecord]) -> CatalogError {
    CatalogError(
      code: .customerAmbiguous,
      message: "\(candidates.count) customers match \u{201C}\(text)\u{201D}. Use an id or a domain.",
      candidates: candidates)
  }

  static func customerMarketUnknown(_ customer: CustomerRecord) -> CatalogError {
    let advice =
      customer.unread.contains(CustomerPart.profile.rawValue)
      ? "Partner Center did not show it when the customers were last read."
      : "Set the country in the customer's billing profile in Partner Center, then read the customers again."
    return CatalogError(
      code: .customerMarketUnknown,
      message:
        "The billing country of \(customer.name) (\(customer.id)) is unknown, and with it the market. \(advice)"
    )
  }

  static func relationshipEnded(_ customer: CustomerRecord) -> CatalogError {
    CatalogError(
      code: .relationshipEnded,
      message: RelationshipEnd.reason("\(customer.name) (\(customer.id))", customer.relationshipEndedAt) + " "
        + RelationshipEnd.step("the customer"))
  }

  static func positionUnreadable(_ text: String) -> CatalogError {
    CatalogError(
      code: .positionUnreadable,
      message:
        "\u{201C}\(text.prefix(80))\u{201D} is not a page position. Use `next` of the previous page, with the same text and filters."
    )
  }

  static func itemNotFound(_ text: String, suggestion: String?) -> CatalogError {
    let near = suggestion.map { " Did you mean \u{201C}\(excerpt($0))\u{201D}?" } ?? ""
    return CatalogError(code: .itemNotFound, message: "No item is called \u{201C}\(excerpt(text))\u{201D}.\(near)")
  }

  static func unknownItem(_ item: ItemReference, in market: Market?, successor: CatalogItemID?) -> CatalogError {
    let message =
      successor.map { "\(item) is an id that Microsoft replaced: the same item is now \($0)." }
      ?? "Unknown ID \(item)\(market.map { " in \($0)" } ?? "")."
    var error = CatalogError(code: .itemNotFound, message: message)
    error.successor = successor
    return error
  }

  static func itemAmbiguous(_ text: String, _ items: [CatalogItem]) -> CatalogError {
    var candidates: [CatalogItem] = []
    for item in items where !candidates.contains(where: { $0.sku == item.sku }) { candidates.append(item) }
    var error = CatalogError(
      code: .itemAmbiguous,
      message: "\u{201C}\(excerpt(text))\u{201D} matches \(candidates.count) SKUs: name one by its ID.")
    error.itemCandidates = Array(candidates.prefix(mostNamed))
    return error
  }

  private static let mostNamed = 6

  /// The beginning of a text.
  private static func excerpt(_ text: String) -> String { text.count > 80 ? text.prefix(80) + "\u{2026}" : text }

  package static func itemUnreadable(_ text: String) -> CatalogError {
    CatalogError(
      code: .itemUnreadable,
      message:
        "\u{201C}\(text.prefix(80))\u{201D} is not an item id."
    )
  }
}
