import Foundation

/// A body of `application/x-www-form-urlencoded`.
enum FormBody {
  /// Encodes names and values, in the order given; all but the unreserved characters are escaped.
  static func encode(_ fields: [(String, String)]) -> Data {
    Data(fields.map { "\(escape($0))=\(escape($1))" }.joined(separator: "&").utf8)
  }

  static func escape(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
  }

  private static let unreserved = CharacterSet(
    charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}
