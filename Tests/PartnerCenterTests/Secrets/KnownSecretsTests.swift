import CatalogModel
import CatalogTestSupport
import Foundation
import Testing

@testable import PartnerCenter

@Suite("No text from outside tells a secret, however it is written")
struct KnownSecretsTests {
  static let secret = "S3cr+t/Va=lue~MARK&9 x%\"q<>'\\z"
  static let token = "aGVhZA.TOKENMARK-payload_1234567890.c2lnbmF0dXJl"

  private let secrets: KnownSecrets = {
    let secrets = KnownSecrets()
    secrets.add(Self.secret)
    secrets.add(Self.token)
    return secrets
  }()

  /// Ways of writing a text, each with its name.
  static let spellings: [(name: String, write: @Sendable (String) -> String)] = [
    ("as it is", { $0 }), ("in lower case", { $0.lowercased() }), ("in upper case", { $0.uppercased() }),
    ("percent-encoded", { percent($0) }), ("percent-encoded in lower case", { percent($0).lowercased() }),
    ("form-encoded", { percent($0).replacing("%20", with: "+") }), ("percent-encoded twice", { percent(percent($0)) }),
    ("every byte percent-encoded", { $0.utf8.map { "%" + hex($0) }.joined() }),
    ("for XML", { named($0) }), ("for XML twice", { named(named($0)) }),
    ("for HTML by number", { $0.unicodeScalars.map { "&#\($0.value);" }.joined() }),
    (
      "for HTML by hexadecimal number", { $0.unicodeScalars.map { "&#x" + String($0.value, radix: 16) + ";" }.joined() }
    ),
    (
      "for HTML by name",
      { named($0).replacing("+", with: "&plus;").replacing("/", with: "&sol;").replacing("=", with: "&equals;") }
    ),
    ("as JSON", { String(decoding: (try? JSONEncoder().encode($0)) ?? Data(), as: UTF8.self) }),
    ("as JSON by number", { $0.unicodeScalars.map { "\\u00" + hex(UInt8(truncatingIfNeeded: $0.value)) }.joined() }),
    ("as JSON in JSON", { json(json($0)) }), ("percent-encoded in XML", { named(percent($0)) }),
    ("in base 64", { base64($0) }), ("in base 64 for addresses", { urlBase64($0) }),
    ("in base 64, percent-encoded", { percent(base64($0)) }),
    ("in base 64, in lines", { base64($0).enumerated().map { $0 % 20 == 19 ? "\($1)\r\n" : "\($1)" }.joined() }),
    ("percent-encoded in base 64", { base64(percent($0)) }), ("in base 64 twice", { base64(base64($0)) }),
    ("behind an id in base 64", { base64("bbbbbbbb-0000-4000-8000-000000000002:" + $0) }),
    ("behind one character in base 64", { base64("i:" + $0) }),
    ("between others in base 64", { base64("xyz" + $0 + "abc") }),
    ("in hexadecimal", { $0.utf8.map { hex($0) }.joined() }),
    ("in lower hexadecimal", { $0.utf8.map { hex($0).lowercased() }.joined() }),
    ("with a line end inside", { String($0.prefix(9)) + "\n" + $0.dropFirst(9) }),
  ]

  static func hex(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true) }
  static func percent(_ text: String) -> String {
    text.utf8.map { byte in
      SecretPlaces.isWordByte(byte) ? String(UnicodeScalar(byte)) : "%" + hex(byte)
    }.joined()
  }
  static func named(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
  }
  static func json(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("/", with: "\\/")
  }
  static func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }
  static func urlBase64(_ text: String) -> String {
    base64(text).replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  @Test("Whole secrets and parts of twelve characters, in every spelling", arguments: spellings.indices)
  func spelling(index: Int) {
    let (name, write) = Self.spellings[index]
    for secret in [Self.secret, Self.token] {
      let characters = Array(secret)
      for length in [12, 16, characters.count] {
        for start in stride(from: 0, through: characters.count - length, by: 5) {
          let part = String(characters[start..<start + length])
          let written = write(part)
          for text in ["said: \(written)", "\(written) is wrong", "key=\(written)&x=1", "(\(written))"] {
            let clean = secrets.cleaned(text)
            // Of what was written, no stretch may be left that holds twelve characters of the secret.
            #expect(!clean.contains(written), "\(name): \(text)")
            #expect(clean.contains("…"), "\(name): \(text)")
          }
        }
      }
    }
  }

  @Test("Of a text that holds a secret the rest is kept")
  func rest() {
    #expect(secrets.cleaned("before \(Self.token) after") == "before … after")
    #expect(secrets.cleaned("a=\(Self.percent(Self.token))&b=2 ü") == "a=…&b=2 ü")
    #expect(secrets.cleaned("one \(Self.token), two \(Self.token).") == "one …, two ….")
  }

  @Test(
    "Texts without a secret are left as they are",
    arguments: [
      "", "The SKU 'DZH318Z0BQ3Q:0001' isn't available. To learn more, see Azure in Cloud Solution Provider.",
      "AADSTS7000218: The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
      "Rate limit is exceeded. Try again in 57 seconds.", "Bearer token is missing", "a basic offer", "50 % & more\\n",
      "password: must be changed", "größer, 価格, 🙂 & <b>", "%7B%22a%22%3A1%7D", "11112222-3333-4444-8555-666677778888",
    ])
  func harmless(text: String) {
    #expect(secrets.cleaned(text) == text)
    #expect(KnownSecrets().cleaned(text) == text)
  }

  @Test(
    "What looks like a secret is taken out, whoever's it is",
    arguments: [
      ("Authorization: Bearer abc123def456", "Authorization: Bearer …"), ("bearer%20a.b.c-1234", "bearer%20…"),
      ("Basic dXNlcjpwYXNz", "Basic …"), ("token eyJhbGciOiJub25lIn0.eyJhIjoxfQ.c2ln here", "token … here"),
      ("client_secret=zzz-unknown&grant_type=x", "client_secret=…&grant_type=x"),
      (#"{"refresh_token":"0.AXYZ~unknown"}"#, #"{"refresh_token":"…"}"#),
      (#"{\"access_token\":\"zzzz.unknown\"}"#, #"{\"access_token\":\"…"}"#),
    ])
  func unknown(text: String, clean: String) {
    #expect(KnownSecrets().cleaned(text) == clean)
  }

  @Test("Short secrets count whole, and what is shorter than four characters is none")
  func short() {
    let secrets = KnownSecrets()
    for secret in ["tok-1", "abc", ""] { secrets.add(secret) }
    #expect(secrets.cleaned("sent tok-1, TOK-1 and tok%2D1 abc") == "sent …, … and … abc")
  }

  @Test("Tokens used earlier are still known, also hundreds of them; a text of any size costs little")
  func many() {
    let secrets = KnownSecrets()
    for number in 0..<2000 { secrets.add("token-\(number)-\(String(number * 7919, radix: 36))-abcdefgh") }
    #expect(secrets.cleaned("token-1990-\(String(1990 * 7919, radix: 36))-abcdefgh") == "…")
    #expect(secrets.cleaned(String(repeating: "a b ", count: 1_000_000)).utf8.count == KnownSecrets.longestText)
  }

  @Test(
    "Ids are kept where they look like ids",
    arguments: [
      ("ae7288e2-0000-4000-8000-000000000001", true), ("a", true), ("r.1:x_y", true), (nil, false), ("", false),
      ("two words", false), ("a\u{1B}[31m", false), (String(repeating: "a", count: 65), false), (token, false),
      ("TOKENMARK-payload", false), ("eyJhbGciOiJub25lIn0.eyJhIjoxfQ.c2ln", false),
    ] as [(String?, Bool)])
  func ids(id: String?, isKept: Bool) {
    #expect(secrets.cleanedID(id) == (isKept ? id : nil))
  }

  @Test(
    "Whatever answer quotes the token, in body or headers, the failure does not",
    arguments: [400, 401, 403, 404, 409, 429, 500, 503], spellings.indices)
  func failures(status: Int, index: Int) async {
    let echo = Self.spellings[index].write(Self.token)
    for response in [
      #"{"code":400,"description":\#(quoted("bad header Authorization: Bearer \(echo)"))}"#,
      #"{"code":\#(quoted(echo)),"description":"x"}"#,
      #"{"error":{"code":\#(quoted(echo)),"message":\#(quoted(echo))}}"#,
      "upstream said no to \(echo)", quoted(String(repeating: "y", count: 1010) + echo),
    ] {
      let headers: Headers = [
        .init("MS-RequestId", echo), .init("MS-CorrelationId", echo), .init("Retry-After", "0"),
      ]
      let service = ScriptedService([.json(status, response, headers: headers)])
      let client = client(of: service, tokens: OneToken(secret: Self.token))
      do {
        _ = try await client.get(.product("P", for: .country("DE")), as: Product.self)
      } catch {
        var told = "\(error)"
        dump(error, to: &told)
        #expect(!told.contains(echo), "\(Self.spellings[index].name), \(status), \(response)")
        #expect(!told.contains("TOKENMARK") && !told.contains("c2lnbmF0dXJl"))
      }
    }
  }

  private func quoted(_ text: String) -> String {
    String(decoding: (try? JSONEncoder().encode(text)) ?? Data(), as: UTF8.self)
  }

  @Test("An answer that is a success and repeats the token is none")
  func success() async {
    let service = ScriptedService([.json(200, #"{"id":"P","title":"\#(Self.token)"}"#)])
    await #expect {
      try await client(of: service, tokens: OneToken(secret: Self.token)).get(
        .product("P", for: .country("DE")), as: Product.self)
    } throws: { "\($0)".contains("it repeats a secret of this program") }
  }

  @Test("Words of a transport that quote what was sent are cleaned")
  func transportWords() async {
    let service = ScriptedService { _, _ in throw TransportFailure.refused(reason: "no: Bearer \(Self.token)") }
    await #expect {
      try await client(of: service, tokens: OneToken(secret: Self.token)).get(
        .product("P", for: .country("DE")), as: Product.self)
    } throws: { "\($0)" == "/products/P?country=DE failed: no: Bearer … (MS-RequestId id-2)" }
  }
}

private struct OneToken: AccessTokenSource {
  var secret: String
  func token(replacing refused: AccessToken?) async throws -> AccessToken { AccessToken(secret: secret) }
}
