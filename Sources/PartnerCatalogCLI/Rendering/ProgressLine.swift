/// One line that is redrawn, at most ten times a second. A value: it returns the text to write, and writes nothing.
struct ProgressLine: Sendable {
  private var lastDrawn: Duration?

  static let interval: Duration = .milliseconds(100)

  /// The text to write now; `nil` where the last drawing is too recent. The line stays one cell narrower than the terminal
  /// is at this moment, so that it never wraps.
  mutating func draw(_ text: @autoclosure () -> String, width: Int, now: Duration) -> String? {
    if let lastDrawn, now - lastDrawn < Self.interval { return nil }
    lastDrawn = now
    return "\r\u{1B}[K" + DisplayWidth.fit(TerminalText.safe(text()), to: max(1, width - 1))
  }

  /// The text that erases the line; `nil` where nothing was drawn.
  mutating func clear() -> String? {
    guard lastDrawn != nil else { return nil }
    lastDrawn = nil
    return "\r\u{1B}[K"
  }
}
