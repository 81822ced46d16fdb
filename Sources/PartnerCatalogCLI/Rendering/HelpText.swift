import Foundation

/// Help for a terminal: paragraphs and lists broken at the width with hanging indents, commands with a backslash, so that
/// they can be pasted.
enum HelpText {
  /// The text broken for the terminal, or at `width` columns. An indented line keeps its indent on the lines that it
  /// continues on, and a list its second column.
  static func wrapped(_ text: String, width: Int? = nil) -> String {
    guard width != nil || isShown else { return text }
    let width = max(20, width ?? terminalWidth)
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { broken(String($0), width) }
      .joined(separator: "\n")
  }

  /// Whether this process prints help: nobody else needs it broken.
  private static let isShown: Bool = {
    let arguments = CommandLine.arguments.dropFirst()
    return arguments.isEmpty || arguments.first == "help" || arguments.contains { $0 == "--help" || $0 == "-h" }
  }()

  private static var terminalWidth: Int {
    ProcessInfo.processInfo.environment["COLUMNS"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
      ?? StandardStream.output.columns ?? 80
  }

  private static func broken(_ line: String, _ width: Int) -> String {
    guard DisplayWidth.of(line) > width else { return line }
    let indent = line.prefix { $0 == " " }.count
    let isCommand = line.dropFirst(indent).hasPrefix("partner-catalog ") && indent > 0
    // The second column of a list begins behind two blanks.
    let body = line.dropFirst(indent)
    let column = body.range(of: "  ").map { gap in
      let rest = body[gap.lowerBound...].drop { $0 == " " }
      return DisplayWidth.of(line[..<rest.startIndex])
    }
    let hanging = isCommand ? indent + 4 : column.flatMap { $0 <= width / 2 ? $0 : nil } ?? indent
    return wrap(line, hanging: hanging, width: isCommand ? width - 2 : width, end: isCommand ? " \\" : "")
  }

  private static func wrap(_ line: String, hanging: Int, width: Int, end: String) -> String {
    var lines: [String] = []
    var current = ""
    var pending = ""
    var isFirstWord = true
    for character in line + " " {
      guard character == " " else {
        pending.append(character)
        continue
      }
      if pending.isEmpty {
        current.append(" ")
        continue
      }
      if !isFirstWord, DisplayWidth.of(current) + DisplayWidth.of(pending) > width {
        while current.last == " " { current.removeLast() }
        lines.append(current + end)
        current = String(repeating: " ", count: hanging)
      }
      current += pending + " "
      pending = ""
      isFirstWord = false
    }
    while current.last == " " { current.removeLast() }
    lines.append(current)
    return lines.joined(separator: "\n")
  }
}
