import Foundation

/// The token of an `Authorization` field: `Bearer TOKEN`, or `Basic` with the token as the password, for browsers.
///
/// Source: RFC 6750, section 2.1; RFC 7617, section 2.
enum AuthorizationField {
  /// The token of a request.
  ///
  /// - Returns: `nil` where there is none; an empty text, which is no token, for a field that cannot be read.
  static func token(of request: ServiceRequest) -> String? {
    let fields = request.headers[all: "Authorization"]
    guard let field = fields.first else { return nil }
    guard fields.count == 1, field.utf8.count <= longest, let blank = field.firstIndex(of: " ") else { return "" }
    let value = field[blank...].drop { $0 == " " }
    switch field[..<blank].lowercased() {
    case "bearer": return String(value)
    case "basic":
      guard let bytes = Data(base64Encoded: String(value)), let text = String(validating: bytes, as: UTF8.self),
        let colon = text.firstIndex(of: ":")
      else { return "" }
      return String(text[text.index(after: colon)...])
    default: return ""
    }
  }

  private static let longest = 4096
}
