/// The validity of an identifier, which is stored as a key and used as a part of an address.
enum Identifier {
  /// The bound in bytes; the service's identifiers have 12 to 36, those of marketplace offers up to some 200.
  static let longest = 512

  /// False for a text that is empty, too long, or holds a control character, U+0000 included; and for `.` and `..`,
  /// which in an address mean another path. Source: RFC 3986, section 5.2.4.
  static func isGood(_ text: String) -> Bool {
    let bytes = text.utf8
    guard (1...longest).contains(bytes.count), text != ".", text != ".." else { return false }
    var before: UInt8 = 0
    for byte in bytes {
      if byte < 0x20 || byte == 0x7F || (before == 0xC2 && byte < 0xA0) { return false }
      before = byte
    }
    return true
  }
}
