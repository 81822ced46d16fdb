import Foundation

/// A body of `application/x-www-form-urlencoded`.
enum FormBody {
  /// Names and values percent-encoded down to the unreserved characters, in the order given.
  static func encode(_ fields: [(String, String)]) -> Data {
    Data(fields.map { "\(escape($0))=\(escape($1))" }.joined(separator: "&").utf8)
  }

  static func escape(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
  }

  private static let unreserved = CharacterSet(
    charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}
