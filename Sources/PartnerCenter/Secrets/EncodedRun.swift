/// A part of a text that may be base 64, in either alphabet, or hexadecimal digits, with line ends in it.
struct EncodedRun {
  var range: Range<Int>

  /// Shorter runs cannot hold a secret.
  private static let shortest = 12

  static func all(in bytes: [UInt8]) -> [EncodedRun] {
    var runs: [EncodedRun] = []
    var start = 0
    while start < bytes.count {
      guard digit(bytes[start]) != nil else {
        start += 1
        continue
      }
      var end = start + 1
      while end < bytes.count, digit(bytes[end]) != nil || bytes[end] == 0x0A || bytes[end] == 0x0D { end += 1 }
      if end - start >= shortest { runs.append(EncodedRun(range: start..<end)) }
      start = end
    }
    return runs
  }

  /// The possible decodings: the offset of the first group of digits is unknown.
  func meanings(in bytes: [UInt8]) -> [[UInt8]] {
    let digits = bytes[range].compactMap(Self.digit)
    var meanings = (0..<4).map { Self.bytes(of: digits.dropFirst($0), bits: 6) }
    let hexadecimal = bytes[range].compactMap(Self.hexadecimal)
    if hexadecimal.count > range.count / 2 {
      meanings += (0..<2).map { Self.bytes(of: hexadecimal.dropFirst($0), bits: 4) }
    }
    return meanings
  }

  private static func bytes(of digits: ArraySlice<UInt8>, bits: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count * bits / 8)
    var (buffer, held) = (0, 0)
    for digit in digits {
      buffer = (buffer << bits | Int(digit)) & 0xFFFF
      held += bits
      if held >= 8 {
        held -= 8
        bytes.append(UInt8(truncatingIfNeeded: buffer >> held))
      }
    }
    return bytes
  }

  /// Source: RFC 4648, sections 4 and 5.
  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - 65
    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - 71
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte + 4
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    byte < 0x80 ? Character(Unicode.Scalar(byte)).hexDigitValue.map(UInt8.init) : nil
  }
}
