package import Foundation

/// The place where a text stops being JSON, for people who wrote it by hand.
package struct JSONFault: Sendable, Hashable {
  /// Counted from 1.
  package var line: Int
  /// Counted from 1, in bytes.
  package var column: Int

  /// The first fault of a text in UTF-8.
  ///
  /// - Returns: `nil` where the text is one JSON value. Numbers and escapes are not looked into.
  package static func first(in text: Data) -> JSONFault? {
    var allowance = ReadingAllowance.pieces
    return withUnsafeMutablePointer(to: &allowance) { allowance in
      text.withUnsafeBytes { raw in
        raw.withMemoryRebound(to: UInt8.self) { bytes in
          var scanner = JSONScanner(bytes, allowance: allowance)
          do {
            _ = try scanner.document { try $0.value() }
            return nil
          } catch {
            let before = bytes.prefix(scanner.position)
            let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
            return JSONFault(
              line: before.count { $0 == UInt8(ascii: "\n") } + 1, column: before.count - lineStart + 1)
          }
        }
      }
    }
  }
}
