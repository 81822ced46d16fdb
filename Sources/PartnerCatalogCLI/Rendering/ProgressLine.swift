/// One line that is drawn over itself, at most ten times a second. A value: it says what to write, and writes nothing.
struct ProgressLine: Sendable {
  /// Of the terminal; the line stays one cell narrower, so that it never wraps.
  var width: Int
  private var lastDrawn: Duration?

  static let interval: Duration = .milliseconds(100)

  init(width: Int) { self.width = width }

  /// What to write now, or `nil` where the last drawing is too recent.
  mutating func draw(_ text: @autoclosure () -> String, now: Duration) -> String? {
    if let lastDrawn, now - lastDrawn < Self.interval { return nil }
    lastDrawn = now
    return "\r\u{1B}[K" + DisplayWidth.fit(TerminalText.safe(text()), to: max(1, width - 1))
  }

  /// What to write to take the line away; `nil` where nothing was drawn.
  mutating func clear() -> String? {
    guard lastDrawn != nil else { return nil }
    lastDrawn = nil
    return "\r\u{1B}[K"
  }
}
