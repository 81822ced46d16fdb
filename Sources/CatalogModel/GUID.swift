/// GUIDs, by which the service names customers, tenants and subscriptions: it writes and takes them in either case.
///
/// Shape: 8-4-4-4-12 hexadecimal digits.
/// Source: answers of "Change the billing cycle" and "Get a subscription by ID", which give back in lower case what was
/// asked for in upper case.
public enum GUID {
  /// The text in lower case where it is a GUID; any other text as it is.
  public static func canonical(_ text: String) -> String {
    text.utf8.contains { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) } && isGUID(text)
      ? text.lowercased() : text
  }

  /// Whether a text is a GUID, in either case.
  package static func isGUID(_ text: String) -> Bool {
    let bytes = text.utf8
    guard bytes.count == 36 else { return false }
    return zip(bytes, 0...).allSatisfy { byte, place in
      switch place {
      case 8, 13, 18, 23: byte == UInt8(ascii: "-")
      default: isHexadecimal(byte)
      }
    }
  }

  /// Whether a text may be how a GUID begins: at least its first eight digits.
  public static func isBeginning(_ text: String) -> Bool {
    let bytes = text.utf8
    return (8...36).contains(bytes.count)
      && zip(bytes, 0...).allSatisfy { byte, place in
        [8, 13, 18, 23].contains(place) ? byte == UInt8(ascii: "-") : isHexadecimal(byte)
      }
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }
}
