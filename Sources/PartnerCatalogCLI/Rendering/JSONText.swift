import Foundation

/// Values as JSON, their keys in the order in which they are encoded: Foundation's encoder keeps none.
enum JSONText {
  /// Over several lines, two blanks deep, a line end at the end.
  static func pretty(_ value: some Encodable) throws -> String {
    var text = ""
    write(try JSONNodeEncoder.node(value), indent: "", isPretty: true, to: &text)
    return text + "\n"
  }

  /// On one line, a line end at the end.
  static func line(_ value: some Encodable) throws -> String {
    var text = ""
    write(try JSONNodeEncoder.node(value), indent: "", isPretty: false, to: &text)
    return text + "\n"
  }

  private static func write(_ node: JSONNode, indent: String, isPretty: Bool, to text: inout String) {
    switch node {
    case .null: text += "null"
    case .literal(let literal): text += literal
    case .string(let string): text += quoted(string)
    case .array(let elements):
      list(elements, "[", "]", indent: indent, isPretty: isPretty, to: &text) { element, indent, text in
        write(element, indent: indent, isPretty: isPretty, to: &text)
      }
    case .object(let members):
      list(members, "{", "}", indent: indent, isPretty: isPretty, to: &text) { member, indent, text in
        text += quoted(member.key) + (isPretty ? ": " : ":")
        write(member.value, indent: indent, isPretty: isPretty, to: &text)
      }
    }
  }

  private static func list<Element>(
    _ elements: [Element], _ opening: String, _ closing: String, indent: String, isPretty: Bool, to text: inout String,
    _ write: (Element, String, inout String) -> Void
  ) {
    text += opening
    let deeper = indent + "  "
    for (index, element) in elements.enumerated() {
      if index > 0 { text += "," }
      if isPretty { text += "\n" + deeper }
      write(element, deeper, &text)
    }
    if isPretty, !elements.isEmpty { text += "\n" + indent }
    text += closing
  }

  /// Everything that a terminal would obey is written as `\u001b`: the same text to a reader of JSON.
  private static func quoted(_ string: String) -> String {
    let isPlain = string.utf8.allSatisfy {
      (0x20..<0x7F).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
    }
    if isPlain { return "\"" + string + "\"" }
    var text = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where TerminalText.isHarmful(scalar):
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}

/// A JSON value that remembers the order of its members.
indirect enum JSONNode {
  case null
  /// A number or a boolean, as it is written.
  case literal(String)
  case string(String)
  case array([JSONNode])
  case object([(key: String, value: JSONNode)])
}
