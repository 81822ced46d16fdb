import CatalogJSON
import CatalogModel
import CatalogQuery
import Foundation
import Purchasing

/// One line that a person wants to order.
struct WantedLine: Decodable, Sendable, Hashable {
  /// An id in any form, or words of a title.
  var item: String
  var quantity = 1
  /// `P1Y`; `nil` where the item has one.
  var term: String?
  var billing: String?
  var promotion: String?
  /// ISO 8601.
  var endDate: String?
  /// The term after a trial: `P1Y`.
  var renewsTo: String?
  /// The hourly amount of a savings plan.
  var commitment: Money?
  /// Provisioning variables.
  var context: [String: String] = [:]

  init(item: String, quantity: Int = 1) {
    self.item = item
    self.quantity = quantity
  }

  private enum Keys: String, CodingKey, CaseIterable {
    case item, quantity, term, billing, promotion, endDate, renewsTo, commitment, context
  }

  private struct AnyKey: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  init(from decoder: any Decoder) throws {
    let known = Set(Keys.allCases.map(\.rawValue))
    if let odd = try decoder.container(keyedBy: AnyKey.self).allKeys.first(where: { !known.contains($0.stringValue) }) {
      throw DecodingError.dataCorrupted(
        .init(codingPath: [odd], debugDescription: "unknown key \(odd.stringValue)"))
    }
    let container = try decoder.container(keyedBy: Keys.self)
    item = try container.decode(String.self, forKey: .item)
    quantity = try container.decodeIfPresent(Int.self, forKey: .quantity) ?? 1
    term = try container.decodeIfPresent(String.self, forKey: .term).map(FilterWord.term)
    billing = try container.decodeIfPresent(String.self, forKey: .billing)
    promotion = try container.decodeIfPresent(String.self, forKey: .promotion)
    endDate = try container.decodeIfPresent(String.self, forKey: .endDate).map(Self.time)
    renewsTo = try container.decodeIfPresent(String.self, forKey: .renewsTo).map(FilterWord.term)
    commitment = try container.decodeIfPresent(String.self, forKey: .commitment).map(Self.money)
    context = try container.decodeIfPresent([String: String].self, forKey: .context) ?? [:]
  }

  /// Reads `ITEM` or `ITEM@QUANTITY`.
  static func parse(_ text: String) throws -> WantedLine {
    guard let at = text.lastIndex(of: "@") else { return WantedLine(item: text) }
    let digits = text[text.index(after: at)...]
    guard let quantity = Int(digits), quantity > 0, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw CommandError.usage(
        "\(TerminalText.excerpt(text)): the quantity after @ must be a number of at least 1. Nothing was sent.")
    }
    return WantedLine(item: String(text[..<at]), quantity: quantity)
  }

  /// Reads one JSON object a line; blank lines are ignored.
  static func read(_ path: String) throws -> [WantedLine] {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw CommandError.usage("\(path) cannot be read. Nothing was sent.")
    }
    var lines: [WantedLine] = []
    for (number, row) in String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated() where row.contains(where: { !$0.isWhitespace })
    {
      do {
        let line = try JSONDecoder().decode(WantedLine.self, from: Data(row.utf8))
        guard line.quantity > 0 else { throw UnknownWord("the quantity is \(line.quantity)", "It must be at least 1.") }
        lines.append(line)
      } catch {
        throw CommandError.usage("\(path), line \(number + 1): \(words(error)) Nothing was sent.")
      }
    }
    return lines
  }

  private static func words(_ error: any Error) -> String {
    switch error {
    case DecodingError.keyNotFound(let key, _): "\(key.stringValue) is missing."
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      "\(context.codingPath.map(\.stringValue).joined(separator: ".")) has a value of another kind."
    case DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty:
      TerminalText.excerpt(context.debugDescription) + "."
    case let word as UnknownWord: "\(word)"
    default: "it is not a JSON object."
    }
  }

  /// An amount above zero with its currency: `365USD`.
  static func money(_ text: String) throws -> Money {
    guard let money = Money(parsing: text), money.amount > 0 else {
      throw UnknownWord("\"\(text)\" is not an amount with its currency", "Example: 365USD.")
    }
    return money
  }

  /// A day or a time in ISO 8601, as a time.
  static func time(_ text: String) throws -> String {
    guard case .at(let date)? = MomentArgument(argument: text) else {
      throw UnknownWord("\"\(text)\" is not a date", "Example: 2027-03-31.")
    }
    return date.iso8601Text
  }
}
