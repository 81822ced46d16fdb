/// The style of a cell in color. Its meaning must be clear without.
enum Style: String, Sendable {
  case plain = ""
  case strong = "1"
  case faint = "2"
  case good = "32"
  case caution = "33"
  case bad = "31"

  func applied(to text: String, inColour: Bool) -> String {
    inColour && self != .plain && !text.isEmpty ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
  }
}
