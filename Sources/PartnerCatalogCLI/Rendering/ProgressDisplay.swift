import Synchronization

/// Shows progress on standard error if that is a terminal.
final class ProgressDisplay: Sendable {
  private let line: Mutex<ProgressLine>?
  private let start = ContinuousClock.now

  init(_ console: Console) {
    let isShown = console.isErrorTerminal && !console.isQuiet && !console.isVerbose
    line = isShown ? Mutex(ProgressLine(width: StandardStream.error.columns ?? 80)) : nil
  }

  func show(_ text: @autoclosure () -> String) {
    line?.withLock { line in
      if let drawing = line.draw(text(), now: ContinuousClock.now - start) { write(drawing) }
    }
  }

  func clear() {
    line?.withLock { line in
      if let drawing = line.clear() { write(drawing) }
    }
  }

  /// A failed drawing does not stop the run.
  private func write(_ text: String) { try? StandardStream.error.write(text) }
}
