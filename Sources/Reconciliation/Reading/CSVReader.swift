import Foundation

/// Reads comma-separated values by RFC 4180, record by record, from a file of any size.
struct CSVReader {
  private let handle: FileHandle
  private var buffer = [UInt8]()
  private var position = 0
  private var isAtEnd = false
  /// The number of the line at which the next record begins.
  private(set) var line = 1

  /// - Throws: where the file cannot be opened.
  init(path: String) throws {
    handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    try fill()
    if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  /// A record that is none; the text says why.
  struct Malformed: Error {
    var reason: String
  }

  /// - Returns: the fields of the next record; `nil` at the end. Empty lines are passed.
  /// - Throws: ``Malformed`` where a quote is never closed, and where a text is not UTF-8; errors of the file.
  mutating func next() throws -> [String]? {
    while true {
      guard let fields = try record() else { return nil }
      if fields.count > 1 || fields[0] != "" { return fields }
    }
  }

  private mutating func record() throws -> [String]? {
    guard try peek() != nil else { return nil }
    var fields: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    func text() throws -> String {
      guard let text = String(validating: field, as: UTF8.self) else { throw Malformed(reason: "a text is not UTF-8") }
      return text
    }
    while let byte = try take() {
      if isQuoted {
        if byte == UInt8(ascii: "\"") {
          if try peek() == UInt8(ascii: "\"") { field.append(try take() ?? byte) } else { isQuoted = false }
        } else {
          if byte == 0x0A { line += 1 }
          field.append(byte)
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\"") where field.isEmpty: isQuoted = true
      case UInt8(ascii: ","):
        fields.append(try text())
        field.removeAll(keepingCapacity: true)
      case 0x0D: continue
      case 0x0A:
        line += 1
        fields.append(try text())
        return fields
      default: field.append(byte)
      }
      guard field.count <= Self.longestField else { throw Malformed(reason: "a field is longer than 1 MB") }
    }
    if isQuoted { throw Malformed(reason: "a quote is never closed: the file is cut") }
    fields.append(try text())
    return fields
  }

  private static let longestField = 1 << 20
  private static let chunk = 1 << 18

  private mutating func peek() throws -> UInt8? {
    if position == buffer.count { try fill() }
    return position < buffer.count ? buffer[position] : nil
  }

  private mutating func take() throws -> UInt8? {
    guard let byte = try peek() else { return nil }
    position += 1
    return byte
  }

  private mutating func fill() throws {
    if isAtEnd { return }
    let data = try handle.read(upToCount: Self.chunk) ?? Data()
    buffer = Array(data)
    position = 0
    isAtEnd = buffer.isEmpty
  }
}
