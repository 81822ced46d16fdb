import CatalogModel
import Foundation
import PartnerCenter

/// The identity service: hands out tokens, knows which are good, and rotates refresh tokens.
///
/// A refresh token is good until one that was issued for it is used. Whoever was stopped between the answer and the note of
/// the new token signs in with the old one, as at Entra, which revokes no refresh token for being used.
///
/// Source: "Refresh tokens in the Microsoft identity platform", token lifetime.
struct TokenIssuer: Sendable {
  private struct Issued {
    var audience: String
    var end: Date
    var isUser: Bool
  }

  private let lifetime: TimeInterval
  private let secret: String?
  private let firstRefreshToken: String?
  private var issued: [String: Issued] = [:]
  private var spentRefreshTokens: Set<String> = []
  /// The refresh token that each one was issued for.
  private var predecessors: [String: String] = [:]
  private var number = 0

  init(_ configuration: EmulatorConfiguration) {
    lifetime = Double(configuration.tokenLifetime.components.seconds)
    secret = configuration.clientSecret
    firstRefreshToken = configuration.refreshToken
  }

  enum Verdict { case good, unknown, wrongAudience }

  func verdict(on header: String?, audience: String, now: Date) -> Verdict {
    guard let header, header.lowercased().hasPrefix("bearer ") else { return .unknown }
    guard let token = issued[String(header.dropFirst(7))], token.end > now else { return .unknown }
    return token.audience == audience ? .good : .wrongAudience
  }

  /// Whether a token was issued to an application and user.
  func isUser(_ header: String?) -> Bool {
    header.flatMap { issued[String($0.dropFirst(7))]?.isUser } ?? false
  }

  mutating func revoke(_ header: String?) {
    guard let header else { return }
    issued[String(header.dropFirst(7))] = nil
  }

  /// `POST /{tenant}/oauth2/token` and `/{tenant}/oauth2/v2.0/token`.
  mutating func response(_ request: APIRequest, faults: FaultScript, now: Date) -> TransportResponse {
    if let code = faults.signInCode { return Self.refusal(code, now) }
    let form = Self.form(request.body)
    let isSecond = request.parts.contains { $0.lowercased() == "v2.0" }
    guard let clientID = form["client_id"], !clientID.isEmpty else {
      return Self.refusal("invalid_request", "AADSTS900144: The request body must contain 'client_id'.", 900_144, now)
    }
    guard let given = form["client_secret"], !given.isEmpty, secret == nil || secret == given else {
      return Self.refusal(
        "invalid_client", "AADSTS7000215: Invalid client secret provided.", 7_000_215, now, status: 401)
    }
    guard let audience = Self.audience(form, isSecond: isSecond) else {
      return Self.refusal("invalid_resource", "AADSTS500011: The resource is missing or invalid.", 500_011, now)
    }
    if audience.lowercased().hasPrefix("https://graph.windows.net") {
      return Self.refusal(
        "invalid_resource", "AADSTS500014: The resource 'https://graph.windows.net' is disabled.", 500_014, now)
    }
    let usedRefreshToken: String?
    switch form["grant_type"] {
    case "client_credentials": usedRefreshToken = nil
    case "refresh_token":
      guard let token = form["refresh_token"], isGood(refreshToken: token) else {
        return Self.refusal(
          "invalid_grant", "AADSTS700082: The refresh token has expired or was used before.", 700_082, now)
      }
      usedRefreshToken = token
    default:
      return Self.refusal("unsupported_grant_type", "AADSTS70003: The grant type is not supported.", 70_003, now)
    }
    let token = EmulatedToken(
      audience: faults.tokenAudience ?? audience, tenant: request.parts.first ?? "", application: clientID,
      isUser: usedRefreshToken != nil, start: now, end: now.addingTimeInterval(lifetime))
    let refreshToken = usedRefreshToken.map { rotate($0) }
    return issue(token, refreshToken: refreshToken, asked: audience, isSecond: isSecond, now: now)
  }

  /// A new refresh token for the one that is used, which ends the one before that.
  private mutating func rotate(_ used: String) -> String {
    if let before = predecessors.removeValue(forKey: used) { spentRefreshTokens.insert(before) }
    let next = "refresh-\(number + 1)-\(CatalogIdentifier.guid(SeededRandom(seed: 7)))"
    predecessors[next] = used
    return next
  }

  private func isGood(refreshToken token: String) -> Bool {
    guard !token.isEmpty, !spentRefreshTokens.contains(token) else { return false }
    return firstRefreshToken == nil || token == firstRefreshToken || token.hasPrefix("refresh-")
  }

  private mutating func issue(
    _ claims: EmulatedToken, refreshToken: String?, asked: String, isSecond: Bool, now: Date
  ) -> TransportResponse {
    number += 1
    issued = issued.filter { $0.value.end > now }
    let isUser = claims.isUser
    let token = claims.text(
      signature: "emulated-\(number)-\(CatalogIdentifier.guid(SeededRandom(seed: UInt64(number))))")
    issued[token] = Issued(audience: claims.audience, end: claims.end, isUser: isUser)
    let seconds = Int(lifetime)
    let start = Int(now.timeIntervalSince1970)
    // The v1 endpoint writes every value as text; the v2 endpoint writes numbers and omits unknown members.
    var writer = DialectWriter(WireDialect { $0.numbersAsStrings = !isSecond })
    writer.object { writer in
      writer.member("token_type", "Bearer")
      if isUser { writer.member("scope", "user_impersonation") }
      writer.member("expires_in", seconds)
      writer.member("ext_expires_in", seconds)
      if !isSecond {
        writer.member("expires_on", start + seconds)
        writer.member("not_before", start)
        writer.member("resource", asked)
      }
      writer.member("access_token", token)
      if let refreshToken { writer.member("refresh_token", refreshToken) }
    }
    return TransportResponse(
      status: 200, headers: [.init("Content-Type", "application/json; charset=utf-8")], body: writer.data)
  }

  private static func audience(_ form: [String: String], isSecond: Bool) -> String? {
    if !isSecond { return form["resource"].flatMap { $0.isEmpty ? nil : withoutSlash($0) } }
    let scope = form["scope"]?.split(separator: " ").first {
      $0.hasSuffix("/.default") || $0.hasSuffix("/user_impersonation")
    }
    guard let scope, let slash = scope.lastIndex(of: "/") else { return nil }
    return withoutSlash(String(scope[..<slash]))
  }

  private static func withoutSlash(_ text: String) -> String {
    text.hasSuffix("/") ? String(text.dropLast()) : text
  }

  private static func form(_ body: Data) -> [String: String] {
    var result: [String: String] = [:]
    for pair in String(decoding: body, as: UTF8.self).split(separator: "&") {
      let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let value = sides.count == 2 ? sides[1].replacing("+", with: " ") : ""
      result[String(sides[0])] = String(value).removingPercentEncoding ?? String(value)
    }
    return result
  }

  /// The refusals that a fault may ask for by their code; any other code comes with `invalid_client`.
  ///
  /// Source: "Microsoft Entra authentication and authorization error codes".
  private static func refusal(_ code: Int, _ now: Date) -> TransportResponse {
    let (error, words) =
      switch code {
      case 7_000_215: ("invalid_client", "Invalid client secret provided.")
      case 7_000_222: ("invalid_client", "The provided client secret keys for app 'emulator' are expired.")
      case 700_016: ("unauthorized_client", "Application with identifier 'emulator' was not found in the directory.")
      case 90_002:
        ("invalid_request", "Tenant 'emulator' not found. Check to make sure you have the correct tenant ID.")
      case 65_001:
        ("invalid_grant", "The user or administrator has not consented to use the application with ID 'emulator'.")
      case 700_082: ("invalid_grant", "The refresh token has expired due to inactivity.")
      case 500_011: ("invalid_resource", "The resource principal was not found in the tenant.")
      default: ("invalid_client", "The sign-in is refused.")
      }
    return refusal(error, "AADSTS\(code): \(words)", code, now, status: error == "invalid_client" ? 401 : 400)
  }

  private static func refusal(
    _ error: String, _ description: String, _ code: Int, _ now: Date, status: Int = 400
  ) -> TransportResponse {
    var writer = DialectWriter(WireDialect())
    writer.object { writer in
      writer.member("error", error)
      writer.member("error_description", description)
      writer.arrayMember("error_codes") { writer in writer.element { $0.number(code) } }
      writer.member("timestamp", HTTPDate.text(now))
      writer.member("trace_id", CatalogIdentifier.guid(SeededRandom(seed: UInt64(code))))
      writer.member("correlation_id", CatalogIdentifier.guid(SeededRandom(seed: UInt64(code) + 1)))
    }
    return TransportResponse(
      status: status, headers: [.init("Content-Type", "application/json; charset=utf-8")], body: writer.data)
  }
}
