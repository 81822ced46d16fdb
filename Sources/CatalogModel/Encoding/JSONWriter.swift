/// Writes JSON into bytes, piece by piece: compact, slashes plain. The caller writes the punctuation between the
/// pieces.
package struct JSONWriter {
  /// The characters to escape.
  package enum Escaping: Sendable {
    /// Only what JSON requires: quotes, backslashes, controls below U+0020.
    case least
    /// Also everything that a terminal would obey, as `\u001b`: the same text to a reader of JSON.
    case terminal
  }

  package private(set) var bytes: [UInt8] = []
  private let escaping: Escaping

  package init(escaping: Escaping = .least) { self.escaping = escaping }

  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Adds JSON or a part of it, such as `{`.
  package mutating func raw(_ text: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Adds a whole JSON value that is written already; its texts are escaped as those of this writer.
  package mutating func json(_ value: String) {
    // Outside of its texts JSON has nothing that is escaped here, and inside them quotes and backslashes are already.
    if escaping == .least { bytes.append(contentsOf: value.utf8) } else { escaped(value, isQuoted: false) }
  }

  package mutating func integer(_ number: some BinaryInteger) { bytes.append(contentsOf: String(number).utf8) }

  /// Adds a finite number as shortly as it can be written: `3` for 3.0.
  package mutating func number(_ number: Double) {
    let text = number.description
    bytes.append(contentsOf: (text.hasSuffix(".0") ? text.dropLast(2) : text[...]).utf8)
  }

  package mutating func flag(_ flag: Bool) { raw(flag ? "true" : "false") }

  package mutating func null() { raw("null") }

  /// Adds a text in quotes.
  package mutating func string(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    escaped(text, isQuoted: true)
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escaped(_ text: String, isQuoted: Bool) {
    Self.escape(text, escaping, isQuoted: isQuoted, into: &bytes)
  }

  /// Appends the inside of a JSON string.
  ///
  /// `isQuoted` escapes quotes and backslashes as well, which text that is already JSON does not need.
  package static func escape(_ text: String, _ escaping: Escaping, isQuoted: Bool, into bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { text in
      var plain = 0
      var position = 0
      while position < text.count {
        let byte = text[position]
        var width = 1
        if byte >= 0x7F, escaping == .terminal {
          let scalar = scalar(text, at: position)
          width = UTF8.width(scalar)
          guard scalar.steersTerminal else {
            position += width
            continue
          }
          bytes.append(contentsOf: text[plain..<position])
          for unit in String(scalar).utf16 { append(unit, to: &bytes) }
        } else if byte < 0x20 || isQuoted && (byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")) {
          bytes.append(contentsOf: text[plain..<position])
          escape(byte, into: &bytes)
        } else {
          position += 1
          continue
        }
        position += width
        plain = position
      }
      bytes.append(contentsOf: text[plain...])
    }
  }

  /// The scalar that begins at a position of valid UTF-8.
  private static func scalar(_ text: UnsafeBufferPointer<UInt8>, at position: Int) -> Unicode.Scalar {
    let lead = text[position]
    func rest(_ count: Int) -> UInt32 {
      (1...count).reduce(0) { $0 << 6 | UInt32(text[position + $1] & 0x3F) }
    }
    let value =
      switch lead {
      case ..<0x80: UInt32(lead)
      case ..<0xE0: UInt32(lead & 0x1F) << 6 | rest(1)
      case ..<0xF0: UInt32(lead & 0x0F) << 12 | rest(2)
      default: UInt32(lead & 0x07) << 18 | rest(3)
      }
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }

  private static func escape(_ byte: UInt8, into bytes: inout [UInt8]) {
    let short: Unicode.Scalar? =
      switch byte {
      case UInt8(ascii: "\""): "\""
      case UInt8(ascii: "\\"): "\\"
      case 0x08: "b"
      case 0x09: "t"
      case 0x0A: "n"
      case 0x0C: "f"
      case 0x0D: "r"
      default: nil
      }
    guard let short else { return append(UInt16(byte), to: &bytes) }
    bytes.append(UInt8(ascii: "\\"))
    bytes.append(UInt8(ascii: short))
  }

  /// Appends a unit of UTF-16 by its number.
  private static func append(_ unit: UInt16, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\\"))
    bytes.append(UInt8(ascii: "u"))
    for shift in [12, 8, 4, 0] as [UInt16] {
      let digit = UInt8(truncatingIfNeeded: unit >> shift) & 15
      bytes.append(digit < 10 ? 0x30 + digit : 0x61 + digit - 10)
    }
  }

  /// Adds elements with commas between them.
  package mutating func separated<Element>(
    _ elements: some Sequence<Element>, _ add: (inout JSONWriter, Element) -> Void
  ) {
    var isFirst = true
    for element in elements {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      add(&self, element)
    }
  }

  /// Adds any value, the members of objects in the order of their names: equal values are equal bytes.
  package mutating func value(_ value: JSONValue) {
    switch value {
    case .null: null()
    case .bool(let flag): self.flag(flag)
    case .integer(let number): integer(number)
    case .number(let number): self.number(number)
    case .string(let text): string(text)
    case .array(let elements):
      raw("[")
      separated(elements) { json, element in json.value(element) }
      raw("]")
    case .object(let members):
      raw("{")
      separated(members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) { json, member in
        json.string(member.key)
        json.raw(":")
        json.value(member.value)
      }
      raw("}")
    }
  }
}
