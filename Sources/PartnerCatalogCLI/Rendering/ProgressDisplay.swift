import Synchronization

/// Shows the progress of a command on standard error: on a terminal one line that is redrawn, elsewhere a line a minute.
///
/// With `--quiet` it shows nothing; with `--verbose` a line a minute on a terminal, too, between the messages.
final class ProgressDisplay: Sendable {
  private enum Form {
    case redrawn(ProgressLine)
    case lines(last: Duration)
  }

  private struct State {
    var form: Form
    var text: (@Sendable (_ elapsed: Duration) -> String)?
  }

  private let state: Mutex<State>?
  private let start = ContinuousClock.now

  /// The distance of lines off a terminal.
  static let lineInterval: Duration = .seconds(60)

  init(_ console: Console) {
    guard !console.isQuiet else {
      state = nil
      return
    }
    let isRedrawn = console.isErrorTerminal && !console.isVerbose
    state = Mutex(State(form: isRedrawn ? .redrawn(ProgressLine()) : .lines(last: .zero)))
  }

  /// Shows a text now and at each ``tick()``, until the next one; `text` receives the time since the beginning.
  func show(_ text: @escaping @Sendable (_ elapsed: Duration) -> String) {
    state?.withLock { $0.text = text }
    tick()
  }

  /// Draws the present text, where that is due.
  func tick() {
    let elapsed = ContinuousClock.now - start
    state?.withLock { state in
      guard let text = state.text else { return }
      switch state.form {
      case .redrawn(var line):
        if let drawing = line.draw(text(elapsed), width: StandardStream.error.columns ?? 80, now: elapsed) {
          write(drawing)
        }
        state.form = .redrawn(line)
      case .lines(let last):
        guard elapsed - last >= Self.lineInterval else { return }
        state.form = .lines(last: elapsed)
        write(TerminalText.safe(text(elapsed)) + "\n")
      }
    }
  }

  /// Ticks each second while the body runs, and erases the line at its end.
  func whileRunning<Result>(_ body: () async throws -> Result) async rethrows -> Result {
    let ticker = Task { [self] in
      while (try? await Task.sleep(for: .seconds(1))) != nil { tick() }
    }
    defer {
      ticker.cancel()
      clear()
    }
    return try await body()
  }

  private func clear() {
    state?.withLock { state in
      state.text = nil
      guard case .redrawn(var line) = state.form else { return }
      if let drawing = line.clear() { write(drawing) }
      state.form = .redrawn(line)
    }
  }

  /// A failed drawing does not stop the run.
  private func write(_ text: String) { try? StandardStream.error.write(text) }
}
