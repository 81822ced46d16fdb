/// A line of a stream of messages.
public enum MessageLine: Sendable, Hashable {
  /// The bytes of a line, without its end.
  case message([UInt8])
  /// A line that is longer than a message may be; its bytes are gone.
  case tooLong
}

/// Cuts bytes into lines, however they arrive.
public struct MessageLines: Sendable {
  /// The longest line, in bytes.
  public static let longest = 1_048_576

  private var rest: [UInt8] = []
  private var isDropping = false

  /// Nothing was read yet.
  public init() {}

  /// The lines that further bytes complete.
  ///
  /// - Parameter bytes: the next bytes of the stream; a line may end with a carriage return before its line feed.
  /// - Returns: the complete lines; blank ones are left out.
  public mutating func lines(adding bytes: some Sequence<UInt8>) -> [MessageLine] {
    var lines: [MessageLine] = []
    for byte in bytes {
      if byte == UInt8(ascii: "\n") {
        if let line = ended() { lines.append(line) }
      } else if rest.count == Self.longest {
        isDropping = true
      } else {
        rest.append(byte)
      }
    }
    return lines
  }

  /// The last line, which the end of the stream ends; `nil` where nothing is left.
  public mutating func ended() -> MessageLine? {
    defer {
      rest.removeAll(keepingCapacity: rest.count < 65_536)
      isDropping = false
    }
    if isDropping { return .tooLong }
    if rest.last == UInt8(ascii: "\r") { rest.removeLast() }
    return rest.allSatisfy { $0 == 0x20 || $0 == 0x09 } ? nil : .message(rest)
  }
}
