import CatalogModel
import CatalogQuery

/// Why a call has no answer, for the model: what failed, and the next step.
///
/// It is a result with `isError`, not an error of the protocol: a model can correct its question.
struct ToolFault: Error, Sendable, Hashable {
  var message: String

  private init(message: String) { self.message = message }

  init(_ message: String, next: String) { self.init(message: "\(message) \(next)") }

  static let cursor = ToolFault("The cursor is none of this tool.", next: "Call again without it.")

  static func closed(_ tool: String) -> ToolFault {
    ToolFault(
      "\(tool) is closed: this connection may not read customers.",
      next: "Answer from search and show, or ask the operator of this server for access.")
  }

  /// The question took longer than it may.
  static let slow = ToolFault(
    "The question took too long and was stopped.", next: "Name a market, or more words, and call again.")

  /// Something of the machine, which the model can do nothing about.
  static let unavailable = ToolFault(
    "The catalog cannot be asked at this moment.", next: "Call again in a moment; if it persists, tell the operator.")

  /// The fault of a question to the catalog.
  init(_ error: CatalogError) {
    let operate = "The operator of this server must"
    switch error.code {
    case .storeMissing:
      self.init("There is no catalog yet.", next: "\(operate) read one from Partner Center first.")
    case .storeOlder: self.init("The catalog file is of an older version.", next: "\(operate) sync it once.")
    case .storeNewer: self.init("The catalog file is of a newer version.", next: "\(operate) update the program.")
    case .storeForeign, .storeUnreadable, .storeDamaged:
      self.init("The catalog file cannot be read.", next: "\(operate) look at it.")
    case .storeLocked: self = .unavailable
    case .cancelled: self = .slow
    case .customerNotFound: self.init(error.message, next: "Ask the person which customer is meant.")
    case .customerAmbiguous:
      let named = error.candidates.prefix(Self.mostNamed).map { "\($0.name) | \($0.domain) | \($0.id)" }
      let rest = error.candidates.count > named.count ? "\nand \(error.candidates.count - named.count) more" : ""
      self.init(error.message, next: "They are:\n\(named.map(SafeText.line).joined(separator: "\n"))\(rest)")
    case .itemNotFound where error.successor != nil: self.init(error.message, next: "Use that id.")
    case .itemAmbiguous:
      let named = error.itemCandidates.map { "\($0.sku) | \($0.displayTitle)" }
      self.init(error.message, next: "Such as:\n\(named.map(SafeText.line).joined(separator: "\n"))")
    case .itemNotFound, .itemUnreadable: self.init(error.message, next: "search finds ids by words.")
    case .positionUnreadable: self = .cursor
    case .customerMarketUnknown, .relationshipEnded: self.init(message: error.message)
    }
  }

  private static let mostNamed = 10
}
