import Foundation

/// Code and words of an error body, in whichever shape it comes.
///
/// | shape | seen where |
/// |---|---|
/// | `{"code":1002,"description":"…"}` | most of the API; the code is a number or a string |
/// | `{"statusCode":429,"message":"…"}` | the gateway's throttle |
/// | `{"code":…,"message":"…","description":"…","errorName":"…"}` | newer customer services |
/// | `{"error":{"code":"…","message":"…"}}` | pricing host |
/// | `{"error":"…","error_description":"…"}` | sign-in |
/// | nothing, HTML, plain text | gateways and proxies |
struct ErrorBody {
  var code: String?
  var message: String?
  /// Whether the body is of the service's own shape: an object with a code of its own, not of a gateway's.
  var isOwn = false

  /// Words longer than this are cut: they end up in messages and in the store.
  static let longestMessage = 1024

  init(_ body: Data) {
    guard let object = try? JSONValue(body: body) else {
      message = Self.plainText(WireBytes.withoutMark(body))
      return
    }
    if case .string(let text) = object {
      message = String(text.prefix(Self.longestMessage))
      return
    }
    let nested = object["error"]
    isOwn = object["code"]?.text != nil
    code =
      object["code"]?.text ?? nested?["code"]?.text ?? object["statusCode"]?.text ?? nested?.text
    let words =
      object["description"]?.text ?? object["message"]?.text ?? nested?["message"]?.text
      ?? object["error_description"]?.text
    message = words.map { String($0.prefix(Self.longestMessage)) }
  }

  /// The first line of a short plain text; nothing of a page of HTML.
  private static func plainText(_ body: Data) -> String? {
    let text = String(decoding: body.prefix(longestMessage), as: UTF8.self)
    let line =
      text.split(whereSeparator: \.isNewline).first.map(String.init)?
      .trimmingCharacters(in: .whitespaces) ?? ""
    return line.isEmpty || line.hasPrefix("<") || line.hasPrefix("{") ? nil : line
  }
}
