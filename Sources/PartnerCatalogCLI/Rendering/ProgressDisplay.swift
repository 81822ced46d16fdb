import Synchronization

/// Shows progress on standard error where that is a terminal, and nothing anywhere else.
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

  /// A display that cannot be drawn is no reason to stop.
  private func write(_ text: String) { try? StandardStream.error.write(text) }
}
