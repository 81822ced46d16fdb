/// A text that never appears when printed, dumped or reflected.
public struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  let text: String

  /// - Parameter text: as it was read; blanks and line ends around it are cut off.
  public init(_ text: String) {
    let start = text.drop(while: \.isWhitespace)
    let end = start.lastIndex { !$0.isWhitespace }.map(start.index(after:)) ?? start.startIndex
    self.text = String(start[..<end])
  }

  var isEmpty: Bool { text.isEmpty }

  /// `Secret(…)`; never the text.
  public var description: String { "Secret(…)" }
  /// As ``description``.
  public var debugDescription: String { description }
  /// Empty, so that `dump` prints no text.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
