import CatalogModel
import Foundation

/// An error response of the identity service, as text for a person.
struct SignInError {
  var status: Int
  /// `invalid_client`, `invalid_grant`, …
  var error: String?
  /// `AADSTS7000215`, where the response holds such a code; of several the most specific.
  var code: String?
  /// The service's first sentences, bounded, without control characters, secrets and ids.
  var words: String?
  var correlationID: String?
  private var trouble: SignInTrouble?

  /// Reads an error response; the secrets are removed from every text kept, should the service repeat them.
  init(_ response: TransportResponse, secrets: KnownSecrets) {
    status = response.status
    let body = try? JSONValue(body: response.body)
    error = secrets.cleanedCode(body?["error"]?.text)
    // Cleaned before it is cut: the rest of a cut secret is still a part of it.
    let description = body?["error_description"]?.text.map(secrets.cleaned)
    var codes = Self.codes(in: description)
    if codes.isEmpty { codes = body?["error_codes"]?.texts.compactMap { Int($0) } ?? [] }
    let telling = codes.last { SignInTrouble(code: $0) != nil }
    code = (telling ?? codes.first).map { "AADSTS\($0)" }
    trouble = telling.flatMap { SignInTrouble(code: $0) } ?? SignInTrouble(error: error)
    words = description.map(Self.withoutIDs)
    correlationID =
      secrets.cleanedID(body?["correlation_id"]?.text) ?? secrets.cleanedID(response.headers.first("client-request-id"))
  }

  /// Whether the identity service is down, rather than refusing.
  var isTransient: Bool {
    ServiceError(status: status).isTransient || status >= 500 || error == "temporarily_unavailable"
  }

  func failure(tenant: String, clientID: String) -> SignInFailure {
    let said = words.flatMap { $0.isEmpty ? nil : $0 }
    var reason = said ?? error ?? "status \(status)"
    if !reason.hasSuffix(".") { reason += "." }
    return SignInFailure(
      code: code ?? error,
      message: "Signing in to tenant \(tenant) as application \(clientID) was refused: \(reason) "
        + (trouble?.advice ?? SignInTrouble.generalAdvice),
      correlationID: correlationID)
  }

  /// The digits of every code in the text, in order.
  private static func codes(in text: String?) -> [Int] {
    (text ?? "").matches(of: /AADSTS([0-9]{1,9})/).compactMap { Int($0.1) }
  }

  /// Up to the first line end or the ids behind it; at most 400 characters.
  private static func withoutIDs(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    let ids = line.firstMatch(of: /(?i)\s*\b(trace|correlation|request)[ _-]?id\s*:|\s*\btimestamp\s*:/)
    let head = ids.map { String(line[..<$0.range.lowerBound]) } ?? line
    let clean = head.unicodeScalars.filter { !CharacterSet.controlCharacters.contains($0) }
    return String(String(String.UnicodeScalarView(clean)).prefix(400)).trimmingCharacters(in: .whitespaces)
  }
}
