/// The short texts among the members of a JSON object, in the order of their names.
///
/// It is for objects as the store writes them: no blanks, each name once.
enum ShortTexts {
  /// Longer ones say something in sentences, or are ids of other systems.
  static let longest = 60

  /// - Returns: `nil` where the object is not written so, or holds an escape: then it is for a decoder.
  static func members(of json: String) -> [(name: String, text: String)]? {
    var json = json
    return json.withUTF8 { bytes in
      var scanner = Scanner(bytes: bytes)
      return scanner.members()
    }
  }

  private struct Scanner {
    let bytes: UnsafeBufferPointer<UInt8>
    var position = 0

    init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    mutating func members() -> [(name: String, text: String)]? {
      var members: [(name: String, text: String)] = []
      guard take("{") else { return nil }
      if take("}") { return members }
      repeat {
        guard let name = string(), take(":") else { return nil }
        if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
          guard let text = string() else { return nil }
          if text.count <= longest {
            members.append((String(decoding: name, as: UTF8.self), String(decoding: text, as: UTF8.self)))
          }
        } else if !skipValue() {
          return nil
        }
      } while take(",")
      guard take("}"), position == bytes.count else { return nil }
      return members.sorted { $0.name < $1.name }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
      guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
      position += 1
      return true
    }

    /// What stands between quotes; `nil` where an escape does.
    private mutating func string() -> UnsafeBufferPointer<UInt8>? {
      guard take("\"") else { return nil }
      let start = position
      while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
        if bytes[position] == UInt8(ascii: "\\") { return nil }
        position += 1
      }
      guard take("\"") else { return nil }
      return UnsafeBufferPointer(rebasing: bytes[start..<position - 1])
    }

    /// A number, a word, an array or an object: up to the comma or the brace that follows it.
    private mutating func skipValue() -> Bool {
      guard position < bytes.count, bytes[position] > 0x20 else { return false }
      var depth = 0
      while position < bytes.count {
        switch bytes[position] {
        case UInt8(ascii: "\""):
          guard string() != nil else { return false }
          continue
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}") where depth == 0, UInt8(ascii: ",") where depth == 0: return true
        case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
        default: break
        }
        position += 1
      }
      return false
    }
  }
}
