import CatalogJSON
import CatalogModel
import CatalogQuery
import Foundation

/// The arguments of a call, checked.
struct Arguments: Sendable {
  private let values: [String: JSONValue]

  /// Checks the arguments of a call; null counts as left out.
  ///
  /// - Throws: ``ToolFault`` for the first that is wrong, unknown or missing.
  init(_ given: [String: JSONValue], of tool: Tool) throws(ToolFault) {
    let known = Dictionary(tool.arguments.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var values: [String: JSONValue] = [:]
    for (name, value) in given.sorted(by: { $0.key < $1.key }) where value != .null {
      guard let argument = known[name] else {
        throw ToolFault(
          "\(tool.name) has no argument \(name.prefix(60)).",
          next: "Use only: \(tool.arguments.map(\.name).joined(separator: ", ")).")
      }
      values[name] = try argument.checked(value)
    }
    for argument in tool.arguments where argument.isRequired && values[argument.name] == nil {
      throw ToolFault(
        "\(tool.name) needs the argument \(argument.name).", next: "Call it again with \(argument.name).")
    }
    self.values = values
  }

  /// A text; `nil` where it was left out or is blank.
  func text(_ name: String) -> String? {
    guard case .string(let text)? = values[name], text.contains(where: { !$0.isWhitespace }) else { return nil }
    return text
  }

  func texts(_ name: String) -> [String] { values[name]?.texts ?? [] }
  func flag(_ name: String) -> Bool { values[name] == .bool(true) }

  func integer(_ name: String) -> Int? {
    guard case .integer(let number)? = values[name] else { return nil }
    return Int(exactly: number)
  }

  /// The rows to answer with.
  var limit: Int { integer(Argument.limit.name) ?? Argument.usualLimit }

  /// The position in an answer whose rows are counted.
  ///
  /// - Throws: ``ToolFault`` where it is none of this tool.
  func offset() throws(ToolFault) -> Int {
    guard let cursor = text(Argument.cursor.name) else { return 0 }
    guard let number = Int(cursor), number >= 0, number <= 1_000_000 else { throw ToolFault.cursor }
    return number
  }

  /// A market of the service; `nil` where it was left out.
  func market() throws -> Market? {
    try text(Argument.market.name).map { text in try read { try FilterWord.market(text) } }
  }

  /// A time, as a duration before now or ISO 8601; `nil` where it was left out.
  func moment(_ name: String, before now: Date) throws(ToolFault) -> Date? {
    guard let text = text(name) else { return nil }
    guard let moment = MomentArgument(argument: text) else {
      throw ToolFault(
        "The argument \(name) is no time: \(text.prefix(60)).", next: "Write 24h, 7d, or a time of ISO 8601.")
    }
    return moment.date(before: now)
  }

  /// A length of term, such as `P1Y`; `nil` where it was left out.
  func term() throws -> String? { try text("term").map { text in try read { try FilterWord.term(text) } } }

  private func read<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch {
      guard let word = error as? UnknownWord else { throw error }
      throw ToolFault(word.description, next: "Correct it and call the tool again.")
    }
  }
}

extension Argument {
  /// The rows of an answer, unless another number is given.
  static let usualLimit = 10
  /// The largest number of rows that may be asked for.
  static let mostRows = 50

  static let limit = Argument("limit", .integer(1...mostRows))
  // Notes are in the first tool alone: they cost every conversation their tokens.
  static let cursor = Argument("cursor", .text)
  static let market = Argument("market", .text)
  static let term = Argument("term", .text)
  static let billing = Argument("billing", .word(["monthly", "annual", "triennial", "one_time", "none"]))
  static let segment = Argument("segment", .word(["commercial", "education", "government", "nonprofit"]))
  static let scope = Argument("scope", .word(["AzurePlan", "legacy"]))
  static let currency = Argument("currency", .text)
  static let customer = Argument("customer", .text, isRequired: true, "Id, domain or name")

  /// The filters that search and can-buy share.
  static let filters = [
    segment, Argument("type", .text), Argument("publisher", .text), term, billing, scope, currency,
  ]

  private static let notes = [
    "market": "Code such as US", "type": "Such as Software", "term": "Such as P1Y", "scope": "Of reservations",
    "cursor": "next of the previous answer",
  ]

  /// The argument with its note.
  var noted: Argument { Argument(name, kind, isRequired: isRequired, note ?? Self.notes[name]) }
}

extension Arguments {
  /// The filter of the arguments in ``Argument/filters``.
  func itemFilter() throws -> ItemFilter {
    var filter = ItemFilter()
    func only(_ facet: SearchFacet, _ value: String?) { if let value { filter.only[facet] = [value] } }
    only(.segment, text("segment"))
    only(.productType, text("type"))
    only(.publisher, text("publisher"))
    only(.term, try term())
    only(.billingCycle, text("billing"))
    only(.reservationScope, try text("scope").map(FilterWord.scope))
    only(.currency, text("currency"))
    return filter
  }
}
