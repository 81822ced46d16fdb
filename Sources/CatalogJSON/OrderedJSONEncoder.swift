import CatalogModel
import Foundation

/// Encodes values as JSON whose members come in the order in which they are encoded: Foundation's encoder keeps none.
///
/// Dates become ISO 8601 in UTC with seconds, URLs their text; members of dictionaries are sorted by name; everything
/// that a terminal would obey is escaped. The bytes are written as the value encodes itself, without a tree in between.
package struct OrderedJSONEncoder: Sendable {
  /// Whether it is written over several lines, two blanks deep; else on one.
  package var isPretty: Bool

  package init(isPretty: Bool = false) { self.isPretty = isPretty }

  /// The value, without a line end behind it.
  ///
  /// - Throws: `EncodingError` for a number that JSON has not, and what the value throws.
  package func encode(_ value: some Encodable) throws -> [UInt8] {
    let output = JSONOutput(isPretty: isPretty)
    try output.write(value, at: [])
    return output.writer.bytes
  }
}

/// Values as JSON text.
package enum JSONText {
  /// Over several lines, two blanks deep, a line end at the end.
  package static func pretty(_ value: some Encodable) throws -> String { try text(value, isPretty: true) }

  /// On one line, a line end at the end.
  package static func line(_ value: some Encodable) throws -> String { try text(value, isPretty: false) }

  private static func text(_ value: some Encodable, isPretty: Bool) throws -> String {
    String(decoding: try OrderedJSONEncoder(isPretty: isPretty).encode(value) + [0x0A], as: UTF8.self)
  }
}

/// The bytes written so far, and the open objects and arrays.
///
/// An encoder does not learn when a container is complete: writing to an enclosing one, or the end, completes it.
private final class JSONOutput {
  var writer = JSONWriter(escaping: .terminal)
  private let isPretty: Bool
  /// The containers that are open, outermost first.
  private var open: [Frame] = []

  struct Frame {
    var isObject: Bool
    var count = 0
  }

  init(isPretty: Bool) { self.isPretty = isPretty }

  /// Writes a whole value, with all that it opens.
  func write<Value: Encodable>(_ value: Value, at path: [any CodingKey]) throws {
    if Value.self == String?.self, let text = value as? String? {
      return text.map { writer.string($0) } ?? writer.null()
    }
    switch value {
    case let text as String: return writer.string(text)
    case let date as Date: return writer.string(date.iso8601Text)
    case let url as URL: return writer.string(url.absoluteString)
    case let fragment as JSONFragment: return writer.value(fragment.value ?? .null)
    case let optional as any OptionalValue where optional.isNil: return writer.null()
    case let dictionary as any StringKeyed:
      begin(isObject: true)
      let depth = open.count
      for (key, value) in dictionary.sortedMembers {
        try member(key, in: depth, path)
        try write(value, at: path)
      }
      return close(to: depth - 1)
    default: break
    }
    let depth = open.count
    let encoder = ValueEncoder(output: self, codingPath: path)
    try value.encode(to: encoder)
    close(to: depth)
    // A value that encodes nothing is an object without members.
    if !encoder.isWritten { writer.raw("{}") }
  }

  /// Opens an object or array.
  func begin(isObject: Bool) {
    writer.raw(isObject ? "{" : "[")
    open.append(Frame(isObject: isObject))
  }

  /// Closes the containers inside of the outermost `depth`.
  func close(to depth: Int) {
    while open.count > depth, let frame = open.popLast() {
      if frame.count > 0 { breakLine() }
      writer.raw(frame.isObject ? "}" : "]")
    }
  }

  /// Writes the name of a member of the object at a depth.
  func member(_ name: String, in depth: Int, _ path: [any CodingKey]) throws {
    try element(in: depth, path)
    writer.string(name)
    writer.raw(isPretty ? ": " : ":")
  }

  /// Writes what comes before an element of the array at a depth.
  func element(in depth: Int, _ path: [any CodingKey]) throws {
    guard depth <= open.count else {
      throw EncodingError.invalidValue(
        path, .init(codingPath: path, debugDescription: "A container is written to after it was left."))
    }
    close(to: depth)
    if open[depth - 1].count > 0 { writer.raw(",") }
    open[depth - 1].count += 1
    breakLine()
  }

  func count(in depth: Int) -> Int { depth <= open.count ? open[depth - 1].count : 0 }

  func depth() -> Int { open.count }

  private func breakLine() {
    guard isPretty else { return }
    writer.raw("\n")
    for _ in open { writer.raw("  ") }
  }
}

private protocol OptionalValue { var isNil: Bool { get } }
extension Optional: OptionalValue { fileprivate var isNil: Bool { self == nil } }

private protocol StringKeyed { var sortedMembers: [(String, any Encodable)] { get } }
extension Dictionary: StringKeyed where Key == String, Value: Encodable {
  fileprivate var sortedMembers: [(String, any Encodable)] {
    sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}

/// Encodes one value: into the place that the output has come to.
private final class ValueEncoder: Encoder {
  let output: JSONOutput
  let codingPath: [any CodingKey]
  let userInfo: [CodingUserInfoKey: Any] = [:]
  private(set) var isWritten = false
  /// The container that the value opened first; a second one of the same kind continues it.
  private var depth: Int?

  init(output: JSONOutput, codingPath: [any CodingKey]) {
    self.output = output
    self.codingPath = codingPath
  }

  func container<Name: CodingKey>(keyedBy type: Name.Type) -> KeyedEncodingContainer<Name> {
    KeyedEncodingContainer(Members(output: output, depth: opened(isObject: true), codingPath: codingPath))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    Elements(output: output, depth: opened(isObject: false), codingPath: codingPath)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { self }

  private func opened(isObject: Bool) -> Int {
    if let depth { return depth }
    output.begin(isObject: isObject)
    isWritten = true
    depth = output.depth()
    return output.depth()
  }
}

extension ValueEncoder: SingleValueEncodingContainer {
  func encodeNil() { write { $0.null() } }
  func encode(_ value: Bool) { write { $0.flag(value) } }
  func encode(_ value: String) { write { $0.string(value) } }
  func encode(_ value: Float) throws { try encode(Double(value)) }
  func encode(_ value: Int) { write { $0.integer(value) } }
  func encode(_ value: Int8) { write { $0.integer(value) } }
  func encode(_ value: Int16) { write { $0.integer(value) } }
  func encode(_ value: Int32) { write { $0.integer(value) } }
  func encode(_ value: Int64) { write { $0.integer(value) } }
  func encode(_ value: UInt) { write { $0.integer(value) } }
  func encode(_ value: UInt8) { write { $0.integer(value) } }
  func encode(_ value: UInt16) { write { $0.integer(value) } }
  func encode(_ value: UInt32) { write { $0.integer(value) } }
  func encode(_ value: UInt64) { write { $0.integer(value) } }

  func encode(_ value: Double) throws {
    guard value.isFinite else {
      throw EncodingError.invalidValue(value, .init(codingPath: codingPath, debugDescription: "JSON has no \(value)"))
    }
    write { json in
      if value == value.rounded(), abs(value) < 1e15 { json.integer(Int64(value)) } else { json.number(value) }
    }
  }

  func encode(_ value: some Encodable) throws {
    isWritten = true
    try output.write(value, at: codingPath)
  }

  private func write(_ body: (inout JSONWriter) -> Void) {
    isWritten = true
    body(&output.writer)
  }
}

private struct Members<Name: CodingKey>: KeyedEncodingContainerProtocol {
  let output: JSONOutput
  let depth: Int
  let codingPath: [any CodingKey]

  private func begin(_ key: String) throws { try output.member(key, in: depth, codingPath) }

  mutating func encodeNil(forKey key: Name) throws {
    try begin(key.stringValue)
    output.writer.null()
  }

  // The usual types go straight into the bytes: to find out at run time what a value is costs more than to write it.

  mutating func encode(_ value: String, forKey key: Name) throws {
    try begin(key.stringValue)
    output.writer.string(value)
  }

  mutating func encode(_ value: Bool, forKey key: Name) throws {
    try begin(key.stringValue)
    output.writer.flag(value)
  }

  mutating func encode(_ value: Int, forKey key: Name) throws {
    try begin(key.stringValue)
    output.writer.integer(value)
  }

  mutating func encode(_ value: Int64, forKey key: Name) throws {
    try begin(key.stringValue)
    output.writer.integer(value)
  }

  mutating func encode<Value: Encodable>(_ value: Value, forKey key: Name) throws {
    try begin(key.stringValue)
    try output.write(value, at: codingPath)
  }

  mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Name)
    -> KeyedEncodingContainer<Nested>
  { nested(key.stringValue).container(keyedBy: type) }

  mutating func nestedUnkeyedContainer(forKey key: Name) -> any UnkeyedEncodingContainer {
    nested(key.stringValue).unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder { nested("super") }
  mutating func superEncoder(forKey key: Name) -> any Encoder { nested(key.stringValue) }

  private func nested(_ key: String) -> ValueEncoder {
    // A completed container takes no more members; writing to it throws where the caller can handle that.
    try? begin(key)
    return ValueEncoder(output: output, codingPath: codingPath)
  }
}

private struct Elements: UnkeyedEncodingContainer {
  let output: JSONOutput
  let depth: Int
  let codingPath: [any CodingKey]
  var count: Int { output.count(in: depth) }

  private func begin() throws { try output.element(in: depth, codingPath) }

  mutating func encodeNil() throws {
    try begin()
    output.writer.null()
  }

  mutating func encode(_ value: String) throws {
    try begin()
    output.writer.string(value)
  }

  mutating func encode(_ value: some Encodable) throws {
    try begin()
    try output.write(value, at: codingPath)
  }

  mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
    nested().container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { nested().unkeyedContainer() }
  mutating func superEncoder() -> any Encoder { nested() }

  private func nested() -> ValueEncoder {
    try? begin()
    return ValueEncoder(output: output, codingPath: codingPath)
  }
}
