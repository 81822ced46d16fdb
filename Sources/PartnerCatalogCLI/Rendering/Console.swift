import CatalogJSON

/// What a command prints to: results on standard output, everything else on standard error.
struct Console: Sendable {
  var isJSON = false
  var isQuiet = false
  var isVerbose = false
  /// Columns that tables must fit; `nil` cuts nothing.
  var width: Int?
  var isOutputTerminal = false
  var isErrorTerminal = false
  var outputHasColour = false
  var errorHasColour = false

  /// A console that is no terminal.
  init(width: Int? = nil) { self.width = width }

  /// Reads what the streams and the environment say.
  ///
  /// `COLUMNS` counts everywhere; without it a terminal is asked (80 where it does not say), and what is no terminal
  /// gets whole texts.
  init(_ options: GlobalOptions, environment: [String: String]) {
    isJSON = options.json
    isQuiet = options.quiet
    isVerbose = options.verbose
    isOutputTerminal = StandardStream.output.isTerminal
    isErrorTerminal = StandardStream.error.isTerminal
    let columns = environment["COLUMNS"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    width = columns ?? (isOutputTerminal ? StandardStream.output.columns ?? 80 : nil)
    let dumb = environment["TERM"] == "dumb" || environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    outputHasColour = options.color.allows(isTerminal: isOutputTerminal && !dumb)
    errorHasColour = options.color.allows(isTerminal: isErrorTerminal && !dumb)
  }

  /// Prints a result.
  func write(_ text: String) throws { try StandardStream.output.write(text) }

  var isInputTerminal: Bool { StandardStream.input.isTerminal }

  /// Asks a person, without a line end.
  func ask(_ text: String) { try? StandardStream.error.write(TerminalText.safe(text)) }

  /// Tells a person something that is no result. Silent with `--quiet`.
  func note(_ text: String) {
    if !isQuiet { say(text) }
  }

  /// Warns, also with `--quiet`.
  func warn(_ text: String) {
    say(Style.caution.applied(to: "warning:", inColour: errorHasColour) + " " + TerminalText.safe(text))
  }

  /// Tells what stopped the command: with `--json` as an object on standard output.
  func report(_ problem: CommandError) throws {
    if isJSON { return try write(JSONText.pretty(problem)) }
    var text = Style.bad.applied(to: "error:", inColour: errorHasColour) + " " + TerminalText.safe(problem.message)
    if let id = problem.requestID, !problem.message.contains(id) {
      text += " (MS-RequestId \(TerminalText.safe(id)))"
    }
    if let id = problem.correlationID, !problem.message.contains(id) {
      text += " (correlation id \(TerminalText.safe(id)))"
    }
    for candidate in problem.candidates {
      text += "\n  " + TerminalText.safe([candidate.id, candidate.domain, candidate.name].joined(separator: "  "))
    }
    say(text)
  }

  /// What cannot be written to standard error cannot be told anywhere.
  private func say(_ text: String) { try? StandardStream.error.write(text + "\n") }
}
