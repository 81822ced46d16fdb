/// One line that is redrawn, at most ten times a second. A value: it returns the text to write, and writes nothing.
struct ProgressLine: Sendable {
  /// The width of the terminal; the line stays one cell narrower, so that it never wraps.
  var width: Int
  private var lastDrawn: Duration?

  static let interval: Duration = .milliseconds(100)

  init(width: Int) { self.width = width }

  /// The text to write now; `nil` where the last drawing is too recent.
  mutating func draw(_ text: @autoclosure () -> String, now: Duration) -> String? {
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
