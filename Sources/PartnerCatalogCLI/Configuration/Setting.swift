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
  case cloud, tenant, clientId, clientSecretFile, refreshTokenFile, apiUrl, loginUrl, graphUrl, db, markets, views,
    locale, rate, concurrency, logFile, metricsFile, journal, prices, billingCurrency, priceUrl, retailPriceUrl, listen,
    socket,
    hosts, tokenFile
  case clientSecret, refreshToken

  /// Whether the value is a secret, which the configuration file must not hold.
  var isSecret: Bool { self == .clientSecret || self == .refreshToken }

  /// Whether the configuration file may hold it.
  var isInFile: Bool { !isSecret }

  /// What the setting is, for help and man pages.
  var explanation: String {
    switch self {
    case .cloud: "global, us-gov or china (default: global)"
    case .tenant: "the partner's tenant, an ID or a domain"
    case .clientId: "the ID of the application in Microsoft Entra"
    case .clientSecretFile: "a file that holds the application's secret"
    case .refreshTokenFile: "a file that holds a refresh token for app+user sign-in; replaced when it rotates"
    case .apiUrl: "another address of the service, such as that of an emulator"
    case .loginUrl: "another address of the sign-in"
    case .graphUrl: "another base of the billing export (default: apiUrl, else Microsoft Graph)"
    case .db: "the catalog file"
    case .markets: "the markets to read, as US,DE"
    case .views: "the target views to read, as OnlineServices,Software"
    case .locale: "the language of titles, such as en-US"
    case .rate: "requests per minute (default: 500)"
    case .concurrency: "simultaneous requests (default: 8)"
    case .logFile: "a file that receives one JSON line for each run"
    case .metricsFile: "a file that receives metrics after each run, for node_exporter"
    case .journal: "the journal of purchases"
    case .prices: "true: sync reads price sheets, too"
    case .billingCurrency: "the currency that Microsoft bills the partner in, such as EUR"
    case .priceUrl: "another address of the price sheets"
    case .retailPriceUrl: "another address of Azure's retail prices"
    case .listen: "the address and port that serve listens at, such as 127.0.0.1:8787"
    case .socket: "the Unix socket that serve listens at"
    case .hosts: "the host names that serve answers to, as a.example.com,b.example.com"
    case .tokenFile: "the file of tokens of serve"
    case .clientSecret: "the application's secret itself"
    case .refreshToken: "a refresh token itself"
    }
  }

  /// `clientId` → `PARTNER_CATALOG_CLIENT_ID`.
  var variable: String {
    rawValue.reduce(into: "PARTNER_CATALOG_") { name, letter in
      name += (letter.isUppercase ? "_" : "") + letter.uppercased()
    }
  }
}
