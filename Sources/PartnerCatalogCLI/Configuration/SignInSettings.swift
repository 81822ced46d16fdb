import Foundation
import PartnerCenter

extension Settings {
  /// The addresses of the service.
  var endpoint: ServiceEndpoint {
    ServiceEndpoint(cloud: cloud.value, api: apiURL?.value, login: loginURL?.value)
  }

  /// Whether any setting of the sign-in is set.
  var namesAnAccount: Bool { tenant != nil || clientID != nil || clientSecret != nil || refreshToken != nil }

  /// The credentials. Secrets are read here and nowhere else.
  ///
  /// - Throws: ``CommandError`` naming the missing setting or the unreadable file.
  func credentials() throws -> Credentials {
    var missing: [String] = []
    if tenant == nil { missing.append(SettingKey.tenant.variable) }
    if clientID == nil { missing.append(SettingKey.clientId.variable) }
    if clientSecret == nil && refreshToken == nil {
      missing.append("\(SettingKey.clientSecret.variable) (or …_FILE, or \(SettingKey.refreshToken.variable))")
    }
    guard let tenant, let clientID, missing.isEmpty else {
      throw CommandError.configuration(
        "No account to sign in with: \(missing.joined(separator: ", ")) not set. Nothing was changed. "
          + "Set them, or try `--demo`, which needs no account.")
    }
    let secret = try clientSecret.map { try $0.secret() }
    let kind: Credentials.Kind
    switch (secret, refreshToken?.value) {
    case (_, .value(let token)?): kind = .appAndUser(secret: secret, refreshToken: FixedRefreshToken(token))
    case (_, .file(let path)?):
      kind = .appAndUser(secret: secret, refreshToken: RefreshTokenFile(URL(fileURLWithPath: path)))
    case (let secret?, nil): kind = .appOnly(secret: secret)
    case (nil, nil):
      throw CommandError.configuration("No secret to sign in with.")
    }
    return Credentials(tenant: tenant.value, clientID: clientID.value, kind: kind)
  }
}

extension Setting<Settings.SecretPlace> {
  fileprivate func secret() throws -> Secret {
    switch value {
    case .value(let secret): return secret
    case .file(let path):
      guard let bytes = FileManager.default.contents(atPath: path) else {
        throw CommandError.configuration(
          "The secret file \(path) (\(origin)) cannot be read. Check the path and permissions.")
      }
      let text = String(decoding: bytes, as: UTF8.self)
      guard text.contains(where: { !$0.isWhitespace }) else {
        throw CommandError.configuration("The secret file \(path) (\(origin)) is empty.")
      }
      return Secret(text)
    }
  }
}
