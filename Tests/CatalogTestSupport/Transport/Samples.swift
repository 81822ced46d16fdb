package import CatalogModel
package import Foundation

/// The documentation's own bodies, where they lie beside the checkout.
package enum Samples {
  /// `../shared/samples` of the package.
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("shared/samples")

  package static var areHere: Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent("INDEX.md").path)
  }

  /// One line of the index.
  package struct Entry: Sendable, CustomStringConvertible {
    package var file: String
    /// `Sku[]`, `Product`, …
    package var model: String
    package var isResponse: Bool
    package var status: String

    package var description: String { "\(file): \(model)" }
    package var isList: Bool { model.hasSuffix("[]") }
    package var body: Data { get throws { try Data(contentsOf: Samples.folder.appendingPathComponent(file)) } }
  }

  /// The bodies of one model, alone and in lists; none where the samples are not here.
  package static func bodies(of model: String) -> [Entry] {
    entries.filter { $0.model == model || $0.model == model + "[]" }
  }

  /// Every body of the index.
  package static var all: [Entry] { entries }

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
package struct PlainJSON {
  package let value: Any?

  package init(_ value: Any?) { self.value = value is NSNull ? nil : value }

  package init(_ body: Data) throws { self.init(try JSONSerialization.jsonObject(with: body)) }

  package subscript(key: String) -> PlainJSON {
    let object = value as? [String: Any]
    return PlainJSON(object?[key] ?? object?[key.prefix(1).uppercased() + key.dropFirst()])
  }

  package var text: String? { value as? String ?? (value as? NSNumber)?.stringValue }
  package var number: Int? { (value as? NSNumber)?.intValue ?? (value as? String).flatMap { Int($0) } }
  package var flag: Bool? { value as? Bool }
  package var texts: [String] { (value as? [String]) ?? [] }
  package var elements: [PlainJSON] { (value as? [Any])?.map { PlainJSON($0) } ?? [] }
  /// Whether it is there and not elided to `{}`.
  package var isThere: Bool { value != nil && (value as? [String: Any])?.isEmpty != true }

  /// The elements of a collection, of a bare array, or the one resource itself.
  package var resources: [PlainJSON] {
    if value is [Any] { return elements }
    return self["items"].value == nil ? [self] : self["items"].elements
  }
}

/// The same value as our own `JSONValue`, whatever the writing of its numbers.
package func isEqual(_ ours: JSONValue?, _ plain: PlainJSON) -> Bool {
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
