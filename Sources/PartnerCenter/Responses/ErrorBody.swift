import CatalogModel
import Foundation

/// Code and message of an error body, in any of its shapes.
///
/// | shape | seen in |
/// |---|---|
/// | `{"code":1002,"description":"…"}` | most of the API; the code is a number or a string |
/// | `{"statusCode":429,"message":"…"}` | the gateway's throttle |
/// | `{"code":…,"message":"…","description":"…","errorName":"…"}` | newer customer services |
/// | `{"error":{"code":"…","message":"…"}}` | pricing host |
/// | `{"code":"OMS_7038","error_code":"…","message":"…"}` | the order system behind the gateway |
/// | `{"code":"…","message":"…","details":[{"code":"…","message":"…"}]}` | marketplace |
/// | `{"error":"…","error_description":"…"}` | sign-in |
/// | nothing, HTML, plain text | gateways and proxies |
struct ErrorBody {
  var code: String?
  var message: String?
  /// Whether the body is of the service's own shape: an object with a code of its own, not of a gateway's.
  var isOwn = false

  /// The bound of a message, in characters: messages end up in outputs and in the store.
  static let longestMessage = 1024

  /// Reads an error body; a body of none of the shapes leaves code and message `nil`. The secrets are removed from its
  /// texts.
  init(_ body: Data, secrets: KnownSecrets) {
    // Cleaned before it is cut: the rest of a cut secret is still a part of it.
    func bounded(_ text: String) -> String { String(secrets.cleaned(text).prefix(Self.longestMessage)) }
    guard let object = try? JSONValue(body: body) else {
      message = Self.plainText(WireBytes.withoutMark(body)).map(bounded)
      return
    }
    if case .string(let text) = object {
      message = bounded(text)
      return
    }
    let nested = object["error"]
    isOwn = object["code"]?.text != nil
    code = secrets.cleanedCode(
      object["code"]?.text ?? nested?["code"]?.text ?? object["statusCode"]?.text ?? nested?.text)
    let words =
      object["description"]?.text ?? object["message"]?.text ?? nested?["message"]?.text
      ?? object["error_description"]?.text
    let name = object["error_code"]?.text.map { "\($0): " } ?? ""
    message = words.map { bounded(([name + $0] + Self.details(of: object)).joined(separator: " ")) }
  }

  /// The words of inner errors, which the outer ones refer to.
  private static func details(of object: JSONValue) -> [String] {
    guard case .array(let details)? = object["details"] ?? object["error"]?["details"] else { return [] }
    return details.compactMap { $0["message"]?.text ?? $0["description"]?.text }
  }

  /// The first line of a short plain text; nothing of a page of HTML.
  private static func plainText(_ body: Data) -> String? {
    let text = String(decoding: body.prefix(KnownSecrets.longestText), as: UTF8.self)
    let line =
      text.split(whereSeparator: \.isNewline).first.map(String.init)?
      .trimmingCharacters(in: .whitespaces) ?? ""
    return line.isEmpty || line.hasPrefix("<") || line.hasPrefix("{") ? nil : line
  }
}
