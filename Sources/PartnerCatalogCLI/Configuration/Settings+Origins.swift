import CatalogModel
import PartnerCenter

extension Settings {
  /// Each setting with a value, as text, and its origin; of secrets only that they are set, or their file.
  var all: [(key: SettingKey, value: String, origin: Origin)] {
    func entry<Value>(
      _ key: SettingKey, _ setting: Setting<Value>?, _ text: (Value) -> String
    ) -> (key: SettingKey, value: String, origin: Origin)? {
      setting.map { (key, TerminalText.safe(text($0.value)), $0.origin) }
    }
    func place(
      _ value: SettingKey, _ file: SettingKey, _ setting: Setting<SecretPlace>?
    ) -> (key: SettingKey, value: String, origin: Origin)? {
      switch setting?.value {
      case .file(let path): entry(file, setting) { _ in path }
      case .value: entry(value, setting) { _ in "set" }
      case nil: nil
      }
    }
    return [
      entry(.db, database) { $0 }, entry(.cloud, cloud) { $0.rawValue }, entry(.apiUrl, apiURL) { $0 },
      entry(.loginUrl, loginURL) { $0 }, entry(.graphUrl, graphURL) { $0 }, entry(.priceUrl, priceURL) { $0 },
      entry(.retailPriceUrl, retailPriceURL) { $0 },
      entry(.tenant, tenant) { $0 },
      entry(.clientId, clientID) { $0 },
      place(.clientSecret, .clientSecretFile, clientSecret), place(.refreshToken, .refreshTokenFile, refreshToken),
      entry(.markets, markets) { $0.map(\.code).joined(separator: ",") },
      entry(.views, views) { $0.map(\.rawValue).joined(separator: ",") }, entry(.locale, locale) { $0 },
      entry(.rate, rate) { $0 == $0.rounded() && $0 < 1e15 ? "\(Int($0))" : "\($0)" },
      entry(.concurrency, concurrency) { "\($0)" }, entry(.logFile, logFile) { $0 },
      entry(.metricsFile, metricsFile) { $0 }, entry(.journal, journal) { $0 },
      entry(.prices, prices) { "\($0)" }, entry(.billingCurrency, billingCurrency) { $0 },
      entry(.listen, listen) { $0.description }, entry(.socket, socket) { $0 },
      entry(.hosts, hosts) { $0.joined(separator: ",") }, entry(.tokenFile, tokenFile) { $0 },
    ].compactMap(\.self)
  }

  /// ``all``, one per line.
  var origins: [String] { all.map { "\($0.key.rawValue) = \($0.value) (\($0.origin))" } }
}
