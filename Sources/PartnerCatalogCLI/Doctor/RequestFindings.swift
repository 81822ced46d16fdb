import PartnerCenter

/// The reason why the service refuses a caller whose sign-in was accepted.
///
/// Source: "Partner Center REST error codes".
enum RequestFindings {
  static func notPermitted(_ refusal: ServiceError) -> Finding {
    let (meaning, remedy) =
      switch (refusal.status, refusal.code) {
      case (401, "900420"?):
        (
          "The token is for another audience than Partner Center.",
          "Check the cloud (PARTNER_CATALOG_CLOUD) and any proxy between this machine and the sign-in."
        )
      case (401, "900421"?):
        (
          "The user consented without multi-factor sign-in.",
          "Consent again with multi-factor sign-in, and store the new refresh token."
        )
      case (401, _):
        (
          "A new token is refused: the tenant may not be a partner's, or the clock may be wrong.",
          "Check that the tenant is your partner tenant, and that the application is registered in Partner Center under "
            + "Account settings, App management."
        )
      default:
        (
          "The application, or the user who consented, may not read the catalog.",
          "Register the application in Partner Center (Account settings, App management), and give the user the role "
            + "Admin agent or Sales agent."
        )
      }
    return .refusal("catalog", "\(refusal)", meaning: meaning, remedy: remedy)
  }
}
