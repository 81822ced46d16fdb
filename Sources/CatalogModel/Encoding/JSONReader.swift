/// Reads JSON of our own writing, piece by piece.
///
/// Bodies of the service are read by `PartnerCenter`, which bounds what they may cost.
package struct JSONReader {
  private let bytes: [UInt8]
  private var position = 0

  package init(_ text: String) { bytes = Array(text.utf8) }

  package var isAtEnd: Bool {
    mutating get {
      passBlanks()
      return position == bytes.count
    }
  }

  private mutating func passBlanks() {
    while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
  }

  /// Passes a character where it is the next, blanks before it ignored.
  package mutating func takes(_ character: Unicode.Scalar) -> Bool {
    if position < bytes.count, bytes[position] <= 0x20 { passBlanks() }
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  /// The text in quotes that is next; `nil` where none is, or where it has an escape that means nothing or a control
  /// character that is not escaped.
  package mutating func string() -> String? {
    let start = position
    guard takes("\"") else { return nil }
    let first = position
    while position < bytes.count, bytes[position] != UInt8(ascii: "\""), bytes[position] >= 0x20 {
      position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    let isClosed = position < bytes.count && bytes[position] == UInt8(ascii: "\"")
    let text = isClosed ? bytes[first..<position].withUnsafeBufferPointer(JSONString.text) : nil
    position = text == nil ? start : position + 1
    return text
  }

  /// A number, `true`, `false` or `null`.
  package mutating func word() -> String {
    passBlanks()
    let start = position
    while position < bytes.count, bytes[position] > 0x20, !",]}:\"{[".utf8.contains(bytes[position]) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// The next value as text; `nil` where its brackets do not close.
  package mutating func value() -> String? {
    passBlanks()
    let start = position
    var depth = 0
    repeat {
      passBlanks()
      guard position < bytes.count else { return nil }
      switch bytes[position] {
      case UInt8(ascii: "\""): guard string() != nil else { return nil }
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        position += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        position += 1
      case UInt8(ascii: ","), UInt8(ascii: ":"):
        guard depth > 0 else { return nil }
        position += 1
      default: if word().isEmpty { return nil }
      }
    } while depth > 0
    return depth == 0 && position > start ? String(decoding: bytes[start..<position], as: UTF8.self) : nil
  }

  /// The next value, by RFC 8259; `nil` where it is invalid, names a member of an object twice, or is nested deeper than 64
  /// levels.
  package mutating func jsonValue(depth: Int = 0) -> JSONValue? {
    guard depth < 64 else { return nil }
    if takes("{") {
      var members: [String: JSONValue] = [:]
      if takes("}") { return .object(members) }
      repeat {
        guard let name = string(), takes(":"), let value = jsonValue(depth: depth + 1),
          members.updateValue(value, forKey: name) == nil
        else { return nil }
      } while takes(",")
      return takes("}") ? .object(members) : nil
    }
    if takes("[") {
      var elements: [JSONValue] = []
      if takes("]") { return .array(elements) }
      repeat {
        guard let value = jsonValue(depth: depth + 1) else { return nil }
        elements.append(value)
      } while takes(",")
      return takes("]") ? .array(elements) : nil
    }
    if let text = string() { return .string(text) }
    switch word() {
    case "null": return .null
    case "true": return .bool(true)
    case "false": return .bool(false)
    case let word:
      guard Self.isNumber(word) else { return nil }
      if let integer = Int64(word) { return .integer(integer) }
      guard let number = Double(word), number.isFinite else { return nil }
      return .number(number)
    }
  }

  /// Whether a word is a number of RFC 8259: no `+1`, `01`, `.5`, `inf`, hexadecimal.
  private static func isNumber(_ word: String) -> Bool {
    var rest = Array(word.utf8)[...]
    func digits() -> Bool {
      let count = rest.prefix { (0x30...0x39).contains($0) }.count
      rest = rest.dropFirst(count)
      return count > 0
    }
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    if rest.first == UInt8(ascii: "0") { rest = rest.dropFirst() } else if !digits() { return false }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      guard digits() else { return false }
    }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
      guard digits() else { return false }
    }
    return rest.isEmpty
  }
}
