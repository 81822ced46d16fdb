/// Percent-encoded text of paths and queries (RFC 3986, section 2.1).
package enum PercentText {
  /// The text without its escapes.
  ///
  /// - Parameters:
  ///   - text: a part of a path or query.
  ///   - isForm: whether `+` is a blank, as HTML forms write it.
  /// - Returns: `nil` where `%` is not followed by two hexadecimal digits, and where the bytes are not UTF-8.
  package static func decoded(_ text: some StringProtocol, isForm: Bool = false) -> String? {
    let source = text.utf8
    guard source.contains(where: { $0 == UInt8(ascii: "%") || (isForm && $0 == UInt8(ascii: "+")) }) else {
      return String(text)
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(source.count)
    var position = source.startIndex
    while position < source.endIndex {
      let byte = source[position]
      source.formIndex(after: &position)
      switch byte {
      case UInt8(ascii: "%"):
        guard let high = digit(in: source, at: &position), let low = digit(in: source, at: &position) else {
          return nil
        }
        bytes.append(high << 4 | low)
      case UInt8(ascii: "+") where isForm: bytes.append(UInt8(ascii: " "))
      default: bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }

  /// The hexadecimal digit at a position, which moves behind it.
  private static func digit<Source: Collection<UInt8>>(in source: Source, at position: inout Source.Index) -> UInt8? {
    guard position < source.endIndex else { return nil }
    let byte = source[position]
    source.formIndex(after: &position)
    switch byte {
    case 0x30...0x39: return byte - 0x30
    case 0x41...0x46: return byte - 0x41 + 10
    case 0x61...0x66: return byte - 0x61 + 10
    default: return nil
    }
  }
}
