import Foundation

/// The claims of an access token, in the form of the identity service: a JSON Web Token.
struct EmulatedToken {
  /// The audience of the token.
  var audience: String
  var tenant: String
  var application: String
  /// Whether the token is of a user, who consented with multi-factor sign-in.
  var isUser: Bool
  var start: Date
  var end: Date

  /// Header, claims and signature, with dots between. The signature is not checked; it makes each token unique.
  func text(signature: String) -> String {
    "\(Self.part(#"{"typ":"JWT","alg":"RS256"}"#)).\(Self.part(claims)).\(signature)"
  }

  private var claims: String {
    var writer = DialectWriter(WireDialect())
    writer.object { writer in
      writer.member("aud", audience)
      writer.member("iss", "https://sts.windows.net/\(tenant)/")
      writer.member("iat", Int(start.timeIntervalSince1970))
      writer.member("nbf", Int(start.timeIntervalSince1970))
      writer.member("exp", Int(end.timeIntervalSince1970))
      writer.member("appid", application)
      writer.member("tid", tenant)
      if isUser { writer.member("scp", "user_impersonation") }
      writer.member("ver", "1.0")
    }
    return String(decoding: writer.data, as: UTF8.self)
  }

  /// Base 64 for addresses, without padding. Source: RFC 7515, appendix C.
  private static func part(_ text: String) -> String {
    Data(text.utf8).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }
}
