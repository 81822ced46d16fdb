import CatalogJSON

/// The output of a command: results on standard output, everything else on standard error.
struct Console: Sendable {
  var isJSON = false
  var isQuiet = false
  var isVerbose = false
  /// The width of tables; `nil` cuts nothing.
  var width: Int?
  var isOutputTerminal = false
  var isErrorTerminal = false
  var outputHasColour = false
  var errorHasColour = false

  /// A console without a terminal.
  init(width: Int? = nil) { self.width = width }

  /// Creates the console of the process's streams and environment.
  ///
  /// `COLUMNS` counts everywhere; otherwise a terminal's own width (80 where it is unknown), and no limit for files and
  /// pipes.
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

  /// Prints a question, without a line end.
  func ask(_ text: String) { try? StandardStream.error.write(TerminalText.safe(text)) }

  /// Prints what a question is about, line by line.
  func show(_ lines: [String]) {
    for line in lines { say(TerminalText.safe(line)) }
  }

  /// Prints a message that is not a result. Silent with `--quiet`.
  func note(_ text: String) {
    if !isQuiet { say(text) }
  }

  /// Prints a warning, also with `--quiet`.
  func warn(_ text: String) {
    say(Style.caution.applied(to: "warning:", inColour: errorHasColour) + " " + TerminalText.safe(text))
  }

  /// Prints the error that stopped the command: with `--json` as an object on standard output.
  ///
  /// A stop that the user asked for is a warning, wherever in the command it came.
  func report(_ problem: CommandError) throws {
    if isJSON { return try write(JSONText.pretty(problem)) }
    if problem.code == .cancelled { return warn(problem.message) }
    var text = Style.bad.applied(to: "error:", inColour: errorHasColour) + " " + TerminalText.safe(problem.message)
    if let id = problem.requestID, !problem.message.contains(id) {
      text += " (MS-RequestId \(TerminalText.safe(id)))"
    }
    if let id = problem.correlationID, !problem.message.contains(id) {
      text += " (correlation id \(TerminalText.safe(id)))"
    }
    for candidate in problem.candidates {
      text +=
        "\n  "
        + TerminalText.safe(
          [candidate.id, candidate.domain, candidate.name].filter { !$0.isEmpty }.joined(separator: "  "))
    }
    say(text)
  }

  /// A failure of standard error cannot be reported anywhere.
  private func say(_ text: String) { try? StandardStream.error.write(text + "\n") }
}
