/// Reads comma-separated values from bytes that come in parts, by RFC 4180: quoted fields may hold commas, doubled
/// quotes and line breaks.
///
/// Line ends are LF or CR LF. A byte order mark is skipped, blanks behind a closing quote are too. Records are handed on
/// as they end, so that memory holds one part and one record.
package struct CSVReader {
  /// Where a text is no table of comma-separated values.
  package enum Fault: Error, Sendable, Hashable {
    /// A record has no end within the largest size.
    case recordTooLong(line: Int)
    /// A quoted field continues behind its closing quote.
    case textBehindQuote(line: Int)
    /// The text ends inside a quoted field.
    case unterminated(line: Int)
  }

  private var carry: [UInt8] = []
  private var fields: [Field] = []
  /// The line of the text at which the present record begins, counted from 1.
  private var line = 1
  private var isAtStart = true

  /// The largest record: a sheet's has half a kilobyte.
  private static let longestRecord = 1 << 20

  package init() {}

  /// The bounds of a field in its record's bytes.
  struct Field {
    var start: Int
    var end: Int
    var hasQuotes: Bool
    /// Whether doubled quotes are inside.
    var isEscaped: Bool
  }

  /// One record, good while its reader hands it on.
  package struct Record {
    let bytes: UnsafeRawBufferPointer
    let fields: [Field]
    /// The line at which it begins, counted from 1.
    package let line: Int
    /// Whether a line end follows it.
    package let isTerminated: Bool

    package var count: Int { fields.count }

    /// The bytes of a field, its doubled quotes still doubled.
    package subscript(_ index: Int) -> UnsafeRawBufferPointer {
      let field = fields[index]
      return UnsafeRawBufferPointer(rebasing: bytes[field.start..<field.end])
    }

    /// Whether a field is in quotes.
    package func isQuoted(_ index: Int) -> Bool { fields[index].hasQuotes }

    /// A field as text; invalid UTF-8 becomes U+FFFD.
    package func text(_ index: Int) -> String {
      let text = String(decoding: self[index], as: UTF8.self)
      return fields[index].isEscaped ? text.replacing("\"\"", with: "\"") : text
    }
  }

  /// Takes the next part of the text.
  ///
  /// - Parameters:
  ///   - part: any number of bytes.
  ///   - body: gets each record that is whole.
  /// - Throws: ``Fault``, and the errors of `body`.
  package mutating func read(_ part: UnsafeRawBufferPointer, _ body: (Record) throws -> Void) throws {
    if carry.isEmpty {
      let used = try scan(part, isLast: false, body)
      carry.append(contentsOf: part[used...])
    } else {
      carry.append(contentsOf: part)
      try scanCarry(isLast: false, body)
    }
    if carry.count > Self.longestRecord { throw Fault.recordTooLong(line: line) }
  }

  /// Ends the text: hands on the last record where no line end follows it.
  package mutating func end(_ body: (Record) throws -> Void) throws { try scanCarry(isLast: true, body) }

  private mutating func scanCarry(isLast: Bool, _ body: (Record) throws -> Void) throws {
    var bytes: [UInt8] = []
    swap(&bytes, &carry)
    let used = try bytes.withUnsafeBytes { try scan($0, isLast: isLast, body) }
    bytes.removeFirst(used)
    carry = bytes
  }

  /// Hands on the records that end in the bytes.
  ///
  /// - Returns: how many bytes they take.
  private mutating func scan(
    _ bytes: UnsafeRawBufferPointer, isLast: Bool, _ body: (Record) throws -> Void
  ) throws -> Int {
    var position = 0
    if isAtStart {
      // A mark that comes in two parts is waited for.
      guard bytes.count >= 3 || isLast else { return 0 }
      if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { position = 3 }
      isAtStart = false
    }
    while position < bytes.count {
      guard let end = try record(bytes, from: position, isLast: isLast) else { break }
      // A line of nothing is no record.
      if !(fields.count == 1 && fields[0].start == fields[0].end && !fields[0].hasQuotes) {
        try body(Record(bytes: bytes, fields: fields, line: line, isTerminated: end.isTerminated))
      }
      line += end.lines
      position = end.position
    }
    return position
  }

  /// Finds the fields of the record that begins at a position.
  ///
  /// - Returns: where the next one begins; `nil` where the bytes end before the record does.
  private mutating func record(
    _ bytes: UnsafeRawBufferPointer, from start: Int, isLast: Bool
  ) throws -> (position: Int, lines: Int, isTerminated: Bool)? {
    let (comma, quote, lineFeed, carriageReturn) = (UInt8(0x2C), UInt8(0x22), UInt8(0x0A), UInt8(0x0D))
    let count = bytes.count
    var position = start
    var lines = 1
    fields.removeAll(keepingCapacity: true)
    while true {
      let begin = position
      if position < count, bytes[position] == quote {
        var isEscaped = false
        position += 1
        while true {
          while position < count, bytes[position] != quote {
            if bytes[position] == lineFeed { lines += 1 }
            position += 1
          }
          guard position < count else {
            if isLast { throw Fault.unterminated(line: line) }
            return nil
          }
          if position + 1 < count, bytes[position + 1] == quote {
            isEscaped = true
            position += 2
          } else if position + 1 == count, !isLast {
            return nil
          } else {
            break
          }
        }
        fields.append(Field(start: begin + 1, end: position, hasQuotes: true, isEscaped: isEscaped))
        position += 1
        while position < count, bytes[position] == 0x20 { position += 1 }
      } else {
        while position < count {
          let byte = bytes[position]
          if byte == comma || byte == lineFeed { break }
          position += 1
        }
        var end = position
        if position < count, bytes[position] == lineFeed, end > begin, bytes[end - 1] == carriageReturn { end -= 1 }
        if position == count, isLast, end > begin, bytes[end - 1] == carriageReturn { end -= 1 }
        fields.append(Field(start: begin, end: end, hasQuotes: false, isEscaped: false))
      }
      guard position < count else { return isLast ? (count, lines, false) : nil }
      switch bytes[position] {
      case comma: position += 1
      case lineFeed: return (position + 1, lines, true)
      case carriageReturn:
        guard position + 1 < count else { return isLast ? (count, lines, true) : nil }
        guard bytes[position + 1] == lineFeed else { throw Fault.textBehindQuote(line: line) }
        return (position + 2, lines, true)
      default: throw Fault.textBehindQuote(line: line)
      }
    }
  }
}
