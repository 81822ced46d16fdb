import Foundation
import PartnerCenter

/// Checks of a token's claims against the settings. Never shows the token.
enum TokenFindings {
  /// Compares the claims of a token with the settings.
  ///
  /// - Parameters:
  ///   - claims: `nil` where the token cannot be read, which is not a problem.
  ///   - audience: the audience that Partner Center accepts.
  ///   - tenant: the tenant of the settings, as a GUID or a domain.
  ///   - clientID: the application of the settings.
  /// - Returns: at least one finding.
  static func all(_ claims: TokenClaims?, audience: String, tenant: String, clientID: String) -> [Finding] {
    guard let claims else { return [.ok("token", "its claims cannot be read, which is fine")] }
    var findings = [audienceFinding(claims, wanted: audience)]
    if let issued = claims.tenant, isGUID(tenant), isGUID(issued), issued.lowercased() != tenant.lowercased() {
      findings.append(
        .warning(
          "token", "it is of tenant \(issued), not \(tenant)",
          meaning: "A sync would read the catalog of another tenant.",
          remedy: "Check PARTNER_CATALOG_TENANT."))
    }
    return findings
  }

  private static func audienceFinding(_ claims: TokenClaims, wanted: String) -> Finding {
    let found = claims.audience ?? "none"
    let plain = found.lowercased().trimmingSuffix("/")
    if plain == wanted.lowercased() || plain == partnerCenter {
      let rights = claims.roles + claims.scopes
      let until = claims.expiresAt.map { ", valid until \(Formatting.time($0))" } ?? ""
      let grants = rights.isEmpty ? ", no roles or scopes" : ", with \(rights.joined(separator: " "))"
      return .ok("token", TerminalText.safe("it is for \(found), tenant \(claims.tenant ?? "?")\(grants)\(until)"))
    }
    let whose =
      switch plain {
      case "https://graph.microsoft.com", "00000003-0000-0000-c000-000000000000": "Microsoft Graph"
      case "https://graph.windows.net", "00000002-0000-0000-c000-000000000000":
        "Azure AD Graph, which was retired in 2025"
      case "https://management.azure.com", "https://management.core.windows.net": "Azure Resource Manager"
      case "https://api.partner.microsoft.com": "the price sheets' host"
      default: "another service"
      }
    return .refusal(
      "token", TerminalText.safe("it is for \(found), not \(wanted)"),
      meaning: "A token for \(whose) is refused by Partner Center with 401.",
      remedy:
        "partner-catalog requests the right audience: check the cloud (PARTNER_CATALOG_CLOUD) and the host of "
        + "PARTNER_CATALOG_LOGIN_URL. A refresh token must be consented for Partner Center.")
  }

  /// Partner Center's application id, which some tokens name instead of its address.
  private static let partnerCenter = "fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd"

  private static func isGUID(_ text: String) -> Bool { UUID(uuidString: text) != nil }
}

extension String {
  fileprivate func trimmingSuffix(_ suffix: Character) -> String {
    var text = self
    while text.last == suffix { text.removeLast() }
    return text
  }
}
