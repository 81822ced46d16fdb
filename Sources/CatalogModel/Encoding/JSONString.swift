/// The content of a JSON string, between its quotes.
package enum JSONString {
  /// - Returns: `nil` for invalid UTF-8 or an invalid escape.
  package static func text(_ inside: UnsafeBufferPointer<UInt8>) -> String? {
    var isEscaped = false
    var all: UInt8 = 0
    for byte in inside {
      all |= byte
      if byte == UInt8(ascii: "\\") { isEscaped = true }
    }
    guard isEscaped else {
      // Nearly all are ASCII, and need no validation.
      return all < 0x80 ? String(decoding: inside, as: UTF8.self) : String(validating: inside, as: UTF8.self)
    }
    var plain: [UInt8] = []
    plain.reserveCapacity(inside.count)
    var position = 0
    func unit(at start: Int) -> UInt16? {
      guard start + 4 <= inside.count else { return nil }
      var unit: UInt16 = 0
      for byte in inside[start..<start + 4] {
        guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else { return nil }
        unit = unit << 4 | UInt16(digit)
      }
      return unit
    }
    while position < inside.count {
      guard inside[position] == UInt8(ascii: "\\") else {
        plain.append(inside[position])
        position += 1
        continue
      }
      guard position + 1 < inside.count else { return nil }
      position += 2
      switch inside[position - 1] {
      case UInt8(ascii: "\""): plain.append(0x22)
      case UInt8(ascii: "\\"): plain.append(0x5C)
      case UInt8(ascii: "/"): plain.append(0x2F)
      case UInt8(ascii: "b"): plain.append(0x08)
      case UInt8(ascii: "f"): plain.append(0x0C)
      case UInt8(ascii: "n"): plain.append(0x0A)
      case UInt8(ascii: "r"): plain.append(0x0D)
      case UInt8(ascii: "t"): plain.append(0x09)
      case UInt8(ascii: "u"):
        guard let high = unit(at: position) else { return nil }
        position += 4
        var scalar = Unicode.Scalar(high)
        if UTF16.isLeadSurrogate(high) {
          guard position + 1 < inside.count, inside[position] == UInt8(ascii: "\\"),
            inside[position + 1] == UInt8(ascii: "u"), let low = unit(at: position + 2), UTF16.isTrailSurrogate(low)
          else { return nil }
          position += 6
          scalar = Unicode.Scalar(0x10000 + (UInt32(high) & 0x3FF) << 10 + (UInt32(low) & 0x3FF))
        }
        guard let scalar else { return nil }
        plain.append(contentsOf: UTF8.encode(scalar).map { Array($0) } ?? [])
      default: return nil
      }
    }
    return String(validating: plain, as: UTF8.self)
  }
}
