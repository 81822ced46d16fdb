import CatalogModel
import Foundation
import PartnerCenter
import Testing

/// The documentation's own bodies, where they lie beside the checkout.
enum Samples {
  /// `../shared/samples` of the package.
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("shared/samples")

  static var areHere: Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent("INDEX.md").path)
  }

  /// One line of the index.
  struct Entry: Sendable, CustomTestStringConvertible {
    var file: String
    /// `Sku[]`, `Product`, …
    var model: String
    var isResponse: Bool
    var status: String

    var testDescription: String { "\(file): \(model)" }
    var isList: Bool { model.hasSuffix("[]") }
    var body: Data { get throws { try Data(contentsOf: Samples.folder.appendingPathComponent(file)) } }
  }

  /// The bodies of one model, alone and in lists; none where the samples are not here.
  static func bodies(of model: String) -> [Entry] {
    entries.filter { $0.model == model || $0.model == model + "[]" }
  }

  /// Every body of the index.
  static var all: [Entry] { entries }

  private static let entries: [Entry] = {
    guard let index = try? String(contentsOf: folder.appendingPathComponent("INDEX.md"), encoding: .utf8) else {
      return []
    }
    return index.split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "|", omittingEmptySubsequences: false)
        .map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count > 7, cells[1].hasSuffix(".json") else { return nil }
      return Entry(file: cells[1], model: cells[2], isResponse: cells[5] == "response", status: cells[6])
    }
  }()
}

/// Reads a file a second way, so that what a model holds can be compared with what stands there.
struct PlainJSON {
  let value: Any?

  init(_ value: Any?) { self.value = value is NSNull ? nil : value }

  init(_ body: Data) throws { self.init(try JSONSerialization.jsonObject(with: body)) }

  subscript(key: String) -> PlainJSON {
    let object = value as? [String: Any]
    return PlainJSON(object?[key] ?? object?[key.prefix(1).uppercased() + key.dropFirst()])
  }

  var text: String? { value as? String ?? (value as? NSNumber)?.stringValue }
  var number: Int? { (value as? NSNumber)?.intValue ?? (value as? String).flatMap { Int($0) } }
  var flag: Bool? { value as? Bool }
  var texts: [String] { (value as? [String]) ?? [] }
  var elements: [PlainJSON] { (value as? [Any])?.map { PlainJSON($0) } ?? [] }
  /// Whether it is there and not elided to `{}`.
  var isThere: Bool { value != nil && (value as? [String: Any])?.isEmpty != true }

  /// The elements of a collection, of a bare array, or the one resource itself.
  var resources: [PlainJSON] {
    if value is [Any] { return elements }
    return self["items"].value == nil ? [self] : self["items"].elements
  }
}

/// The same value as our own `JSONValue`, whatever the writing of its numbers.
func isEqual(_ ours: JSONValue?, _ plain: PlainJSON) -> Bool {
  switch ours {
  case nil, .null: plain.value == nil
  case .bool(let flag): plain.flag == flag
  case .integer(let number): (plain.value as? NSNumber)?.int64Value == number
  case .number(let number): (plain.value as? NSNumber)?.doubleValue == number
  case .string(let text): plain.value as? String == text
  case .array(let elements):
    elements.count == plain.elements.count && zip(elements, plain.elements).allSatisfy { isEqual($0, $1) }
  case .object(let members):
    members.count == (plain.value as? [String: Any])?.count
      && members.allSatisfy { isEqual($0.value, PlainJSON((plain.value as? [String: Any])?[$0.key])) }
  }
}
