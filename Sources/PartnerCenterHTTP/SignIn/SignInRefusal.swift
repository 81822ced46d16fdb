import Foundation
import PartnerCenter

/// An answer of the identity service that is no token, in the words a person needs.
struct SignInRefusal {
  var status: Int
  /// `invalid_client`, `invalid_grant`, …
  var error: String?
  /// `AADSTS7000215`, where the answer holds such a code.
  var code: String?
  /// The service's own first sentence, bounded, without control characters.
  var words: String?
  var correlationID: String?

  init(_ answer: TransportAnswer) {
    status = answer.status
    let body = try? JSONValue(body: answer.body)
    error = body?["error"]?.text
    let description = body?["error_description"]?.text
    code = Self.code(in: description) ?? body?["error_codes"]?.texts.first.map { "AADSTS\($0)" }
    words = description.map(Self.firstSentence)
    correlationID = body?["correlation_id"]?.text ?? answer.headers.first("client-request-id")
  }

  /// Whether the identity service is out of order rather than unwilling.
  var isTransient: Bool {
    status == 408 || status == 429 || status >= 500 || error == "temporarily_unavailable"
  }

  /// - Parameter secrets: cut out of the words, should the service repeat them.
  func failure(tenant: String, clientID: String, secrets: [Secret]) -> SignInFailure {
    var reason = words ?? error ?? "status \(status)"
    for secret in secrets where !secret.isEmpty {
      reason = reason.replacingOccurrences(of: secret.text, with: "…")
    }
    if !reason.hasSuffix(".") { reason += "." }
    return SignInFailure(
      code: code ?? error,
      message: "Signing in to tenant \(tenant) as application \(clientID) was refused: \(reason) \(advice)",
      requestID: correlationID)
  }

  /// What to do. Source: "Microsoft Entra authentication and authorization error codes".
  private var advice: String {
    switch code {
    case "AADSTS7000215":
      "The client secret is wrong: give the secret's value, not its id, of this very application."
    case "AADSTS7000222":
      "The client secret has expired: make a new one for the application in Microsoft Entra and store that."
    case "AADSTS7000218": Self.checkSecret
    case "AADSTS65001":
      "Consent is missing: an administrator of the tenant must consent to the application, or the user must consent again."
    case "AADSTS700016": "Check the client id, and that the application is registered in this tenant."
    case "AADSTS90002", "AADSTS900023", "AADSTS900021", "AADSTS90051": "Check the tenant id and the cloud."
    case "AADSTS700082", "AADSTS50173", "AADSTS70043", "AADSTS70008", "AADSTS700084", "AADSTS50076", "AADSTS50079",
      "AADSTS50078", "AADSTS9002313":
      Self.consentAgain
    case "AADSTS53003", "AADSTS53000", "AADSTS50053", "AADSTS50057":
      "A policy of the tenant or the state of the account stops the sign-in: ask its administrator."
    case "AADSTS500011", "AADSTS650057", "AADSTS500014":
      "Give the application the permission for Microsoft Partner Center, and check the cloud."
    default:
      switch error {
      case "invalid_client": Self.checkSecret
      case "invalid_grant", "interaction_required": Self.consentAgain
      case "unauthorized_client": "Check the client id, and that the application is registered in this tenant."
      default: "Check tenant, client id and cloud."
      }
    }
  }

  private static let checkSecret = "Check the client secret: it may be wrong, or have expired."
  private static let consentAgain =
    "The refresh token is not good any more: consent again, with multi-factor sign-in, and store the new refresh token."

  private static func code(in text: String?) -> String? {
    guard let text, let range = text.range(of: "AADSTS[0-9]+", options: .regularExpression) else { return nil }
    return String(text[range])
  }

  /// Up to the first line end or the trace ids; at most 400 characters.
  private static func firstSentence(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    let head = line.range(of: " Trace ID:").map { String(line[..<$0.lowerBound]) } ?? line
    let clean = head.unicodeScalars.filter { !CharacterSet.controlCharacters.contains($0) }
    return String(String(String.UnicodeScalarView(clean)).prefix(400)).trimmingCharacters(in: .whitespaces)
  }
}
