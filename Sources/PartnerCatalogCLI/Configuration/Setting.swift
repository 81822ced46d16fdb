/// A value with its origin.
struct Setting<Value: Sendable>: Sendable {
  var value: Value
  var origin: Origin
}

extension Setting: Equatable where Value: Equatable {}

/// The origin of a setting's value, in ascending priority.
enum Origin: Sendable, Hashable, CustomStringConvertible {
  case standard
  case file(path: String)
  case environment(variable: String)
  case flag(String)

  var description: String {
    switch self {
    case .standard: "default"
    case .file(let path): path
    case .environment(let variable): "$\(variable)"
    case .flag(let flag): flag
    }
  }
}

/// The names of all settings: keys of the configuration file as raw values, and their variables.
enum SettingKey: String, CaseIterable, Sendable {
  case cloud, tenant, clientId, clientSecretFile, refreshTokenFile, apiUrl, loginUrl, db, markets, views, locale, rate,
    concurrency, logFile, metricsFile, journal, prices, billingCurrency, priceUrl
  case clientSecret, refreshToken

  /// Whether the value is a secret, which the configuration file must not hold.
  var isSecret: Bool { self == .clientSecret || self == .refreshToken }

  /// `clientId` → `PARTNER_CATALOG_CLIENT_ID`.
  var variable: String {
    rawValue.reduce(into: "PARTNER_CATALOG_") { name, letter in
      name += (letter.isUppercase ? "_" : "") + letter.uppercased()
    }
  }
}
