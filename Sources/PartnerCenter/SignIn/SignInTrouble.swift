/// The reason why the identity service refuses a token, from its codes.
///
/// Source: "Microsoft Entra authentication and authorization error codes", and codes observed by partners.
enum SignInTrouble: Hashable, CaseIterable {
  case wrongSecret, expiredSecret, secretNeeded, publicClient
  case unknownApplication, disabledApplication, otherApplicationsToken
  case unknownTenant, otherTenantsToken, wrongCloud
  case consentMissing, permissionMissing, multiFactorMissing
  case refreshTokenSpent, wrongPassword, account, policy
  case requestUnreadable

  /// - Parameter code: the digits behind `AADSTS`; the result is `nil` for an unspecific code, since another code of
  ///   the response may be specific.
  init?(code: Int) {
    guard let trouble = Self.troubles.first(where: { $0.codes.contains(code) })?.trouble else { return nil }
    self = trouble
  }

  /// The reason by the OAuth error alone. Source: RFC 6749, section 5.2.
  init?(error: String?) {
    switch error {
    case "invalid_client": self = .wrongSecret
    case "invalid_grant": self = .refreshTokenSpent
    case "interaction_required": self = .multiFactorMissing
    case "consent_required": self = .consentMissing
    case "unauthorized_client": self = .unknownApplication
    case "invalid_resource", "invalid_scope": self = .permissionMissing
    default: return nil
    }
  }

  private static let troubles: [(trouble: SignInTrouble, codes: Set<Int>)] = [
    (.wrongSecret, [7_000_215, 50_012, 700_027]),
    (.expiredSecret, [7_000_222, 700_024]),
    (.secretNeeded, [7_000_218, 7_000_216]),
    (.publicClient, [700_025]),
    (.unknownApplication, [700_016, 70_001, 700_011, 700_038, 7_000_229]),
    (.disabledApplication, [7_000_112, 7_000_113]),
    (.otherApplicationsToken, [700_007]),
    (.unknownTenant, [90_002, 900_023, 900_021, 90_019, 50_059]),
    (.otherTenantsToken, [700_005, 50_020, 90_072]),
    (.wrongCloud, [900_433, 900_432, 900_439, 900_382, 90_051, 90_038, 900_384]),
    (.consentMissing, [65_001, 65_004, 90_094, 90_093, 90_095]),
    (
      .permissionMissing,
      [500_011, 500_014, 650_052, 650_053, 650_056, 650_057, 65_005, 50_001, 70_011, 28_002, 28_003]
    ),
    (.multiFactorMissing, [50_076, 50_079, 50_078, 50_074, 50_072, 50_158, 53_004, 500_121, 50_097]),
    (
      .refreshTokenSpent,
      [700_082, 50_173, 70_043, 70_008, 700_084, 700_081, 70_000, 50_089, 50_132, 50_133, 54_005, 700_003, 50_085]
    ),
    (.wrongPassword, [50_126, 50_056]),
    (.account, [50_053, 50_055, 50_057, 50_034, 50_144, 50_105, 501_051]),
    (.policy, [53_000, 53_001, 53_002, 53_003, 53_009, 53_011, 530_003, 530_032, 50_005, 50_131, 500_021, 500_022]),
    (.requestUnreadable, [90_013, 90_014, 900_144, 9_002_313, 90_015, 90_016, 90_023, 70_016]),
  ]
}

extension SignInTrouble {
  /// The remedy, as a sentence.
  var advice: String {
    switch self {
    case .wrongSecret:
      "The client secret is wrong: use the value, not the ID, of a secret of this application."
    case .expiredSecret:
      "The client secret has expired: create a new one for the application in Microsoft Entra and store it."
    case .secretNeeded:
      "The application needs its client secret: set it, or allow public client flows for the application in Microsoft Entra."
    case .publicClient:
      "The application is registered as a public client: sign in without the client secret, or register it as a web application."
    case .unknownApplication: "Check the client ID, and that the application is registered in this tenant."
    case .disabledApplication: "The application is disabled: an administrator of the tenant must enable it."
    case .otherApplicationsToken:
      "The refresh token belongs to another application: sign in with the client ID of its consent, or consent again for this application."
    case .unknownTenant: "Check the tenant ID and the cloud."
    case .otherTenantsToken:
      "The refresh token, or its user, belongs to another tenant: check the tenant ID, or consent again with a user of the partner's tenant."
    case .wrongCloud:
      "The tenant, the application or the refresh token belongs to another national cloud: check the cloud (global, us-gov, china) and the address of the sign-in."
    case .consentMissing:
      "Consent is missing: an administrator of the tenant must consent to the application, or the user must consent again."
    case .permissionMissing:
      "Give the application the permission for Microsoft Partner Center, and check the cloud."
    case .multiFactorMissing:
      "The tenant requires multi-factor sign-in: consent again with multi-factor sign-in, and store the new refresh token."
    case .refreshTokenSpent:
      "The refresh token is no longer valid: consent again, with multi-factor sign-in, and store the new refresh token."
    case .wrongPassword:
      "The user's name or password was refused: consent again with the right account, and store the new refresh token."
    case .account: "The state of the user's account prevents the sign-in: ask the tenant's administrator."
    case .policy: "A policy of the tenant prevents the sign-in: ask its administrator."
    case .requestUnreadable:
      "The sign-in service could not read the request: check tenant, client ID and refresh token for invalid characters."
    }
  }

  /// The remedy for unknown codes and errors.
  static let generalAdvice = "Check tenant, client ID and cloud."
}
