import CatalogJSON
import CatalogModel
import CatalogQuery

/// A parameter of the query, with everything that decides whether a value is accepted.
struct APIParameter: Sendable {
  var name: String
  var kind: Kind
  /// For people who read the description of the API.
  var explanation: String
  /// Whether it may be given several times.
  var isRepeated = false
  /// Whether a value may be excluded with `not:` before it.
  var excludes = false
  var isRequired = false

  /// The values that a parameter accepts.
  enum Kind: Sendable, Hashable {
    /// Any text.
    case text
    /// Any text that is not blank.
    case word
    /// The position of a page.
    case position
    case market
    /// A length of a term.
    case term
    /// A reservation scope, where `legacy` is `none`.
    case scope
    case flag(default: Bool)
    case number(ClosedRange<Int>, default: Int?)
    case choice([String])
    case moment
    case duration
    /// Such as `25.50/month`.
    case priceLimit
  }

  /// The most values of a repeated parameter.
  static let mostValues = 50

  /// The most characters of a value.
  var longest: Int {
    switch kind {
    case .text: 500
    case .position: 4_096
    default: 100
    }
  }

  /// Checks a value.
  ///
  /// - Throws: ``ServiceError`` with the code `usage`, which names the parameter.
  func check(_ value: String) throws {
    guard value.unicodeScalars.count <= longest else {
      throw ServiceError.parameter(name, "the value is longer than \(longest) characters.")
    }
    do {
      if excludes { _ = try filterValue(value) } else { try kind.check(value) }
    } catch let word as UnknownWord {
      throw ServiceError.parameter(name, "\(word)")
    }
  }

  /// A value that may be excluded.
  func filterValue(_ text: String) throws -> FilterValue {
    try FilterValue(text) { value in
      switch kind {
      case .market: try FilterWord.market(value).code
      case .term: try FilterWord.term(value)
      case .scope: try FilterWord.scope(value)
      case .choice(["true", "false"]): try FilterWord.truth(value)
      default: try FilterWord.said(value)
      }
    }
  }
}

extension APIParameter.Kind {
  /// - Throws: ``UnknownWord`` for a value that is not accepted.
  fileprivate func check(_ value: String) throws {
    switch self {
    case .text, .position: break
    case .word: _ = try FilterWord.said(value)
    case .market: _ = try FilterWord.market(value)
    case .term: _ = try FilterWord.term(value)
    case .scope: _ = try FilterWord.scope(value)
    case .flag:
      guard Self.flags[value] != nil else { throw UnknownWord("\"\(value)\" is not true, false, 1 or 0", "") }
    case .number(let range, _):
      guard let number = Int(value), range.contains(number) else {
        let most = range.upperBound == .max ? "" : " to \(range.upperBound)"
        throw UnknownWord("\"\(value)\" is not a number from \(range.lowerBound)\(most)", "")
      }
    case .choice(let words):
      guard words.contains(value) else {
        throw UnknownWord("\"\(value)\" is not accepted", "One of \(words.joined(separator: ", ")).")
      }
    case .moment:
      guard MomentArgument(argument: value) != nil else {
        throw UnknownWord("\"\(value)\" is not a time", "Examples: 24h, 7d, 2026-01-31, 2026-01-31T09:00:00Z.")
      }
    case .duration:
      guard DurationArgument(argument: value) != nil else {
        throw UnknownWord("\"\(value)\" is not a duration", "Examples: 90s, 15m, 24h, 7d.")
      }
    case .priceLimit: _ = try FilterWord.priceLimit(value)
    }
  }

  static let flags = ["true": true, "1": true, "false": false, "0": false]
}
