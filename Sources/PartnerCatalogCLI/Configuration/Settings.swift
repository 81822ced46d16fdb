import CatalogModel
import PartnerCenter

/// The settings: the configuration file, overridden by the environment, overridden by flags.
struct Settings: Sendable {
  var database: Setting<String>
  var cloud: Setting<ServiceEndpoint.Cloud>
  var apiURL: Setting<String>?
  var loginURL: Setting<String>?
  /// The base of the billing export; `nil` for the API's own base where that is given, else for Microsoft Graph.
  var graphURL: Setting<String>?
  /// The host of price sheets.
  var priceURL: Setting<String>?
  var retailPriceURL: Setting<String>?
  var tenant: Setting<String>?
  var clientID: Setting<String>?
  var clientSecret: Setting<SecretPlace>?
  var refreshToken: Setting<SecretPlace>?
  var markets: Setting<[Market]>?
  var views: Setting<[TargetView]>?
  var locale: Setting<String>?
  /// Requests a minute.
  var rate: Setting<Double>
  var concurrency: Setting<Int>
  var logFile: Setting<String>?
  var metricsFile: Setting<String>?
  /// The journal of purchases.
  var journal: Setting<String>
  /// Whether a sync reads price sheets too.
  var prices: Setting<Bool>
  /// The currency that the partner is billed in, ISO 4217.
  var billingCurrency: Setting<String>?
  /// The address of the server.
  var listen: Setting<NetworkAddress>?
  /// The Unix socket of the server.
  var socket: Setting<String>?
  /// The further host names of the server.
  var hosts: Setting<[String]>?
  /// The file of the server's tokens.
  var tokenFile: Setting<String>?
  /// Warnings, which stop nothing.
  var warnings: [String] = []

  static let standardRate = 500.0
  static let standardConcurrency = 8

  /// The place of a secret. The secret itself is never printed.
  enum SecretPlace: Sendable, Equatable {
    case value(Secret)
    case file(path: String)
  }

  /// The flags; `nil` and empty where they are not given.
  struct Flags: Sendable {
    var db: String?
    var markets: [String] = []
    var views: [String] = []
    var locale: String?
    var rate: Double?
    var concurrency: Int?
    var logFile: String?
    var metricsFile: String?
    var journal: String?
    var listen: String?
    var socket: String?
    var hosts: [String] = []
    var tokenFile: String?
  }

  /// Resolves all settings: flags first, then environment, then the configuration file.
  ///
  /// - Parameters:
  ///   - flags: the flags of the command.
  ///   - environment: empty variables count as unset.
  ///   - file: `nil` where there is none.
  /// - Returns: each setting with its origin.
  /// - Throws: ``CommandError`` naming the value and its origin.
  static func resolve(_ flags: Flags, environment: [String: String], file: ConfigurationFile?) throws -> Settings {
    try resolve(SettingValues(flags: flags, environment: environment, file: file))
  }

  /// - Throws: ``CommandError`` naming the value and its origin.
  static func resolve(_ values: SettingValues) throws -> Settings {
    var settings = Settings(
      database: values.text(.db)
        ?? Setting(value: Locations(environment: values.environment).database, origin: .standard),
      cloud: try values.cloud() ?? Setting(value: .global, origin: .standard),
      apiURL: try values.url(.apiUrl), loginURL: try values.url(.loginUrl), graphURL: try values.url(.graphUrl),
      priceURL: try values.url(.priceUrl), retailPriceURL: try values.url(.retailPriceUrl),
      tenant: values.text(.tenant),
      clientID: values.text(.clientId),
      clientSecret: try values.secret(.clientSecret, file: .clientSecretFile),
      refreshToken: try values.secret(.refreshToken, file: .refreshTokenFile),
      markets: try values.markets(), views: try values.views(), locale: try values.locale(),
      rate: try values.rate() ?? Setting(value: standardRate, origin: .standard),
      concurrency: try values.concurrency() ?? Setting(value: standardConcurrency, origin: .standard),
      logFile: values.text(.logFile), metricsFile: values.text(.metricsFile),
      journal: values.text(.journal)
        ?? Setting(value: Locations(environment: values.environment).journal, origin: .standard),
      prices: try values.flag(.prices) ?? Setting(value: false, origin: .standard),
      billingCurrency: try values.currency(.billingCurrency), listen: try values.address(.listen),
      socket: values.text(.socket), hosts: values.list(.hosts), tokenFile: values.text(.tokenFile))
    if let file = values.file {
      settings.warnings = file.unknownKeys.map { "\(file.path): unknown key \($0) ignored" }
    }
    return settings
  }
}
