import CatalogModel
import PartnerCenter

extension Settings {
  /// Each setting with its value and where it was said, one a line; of secrets only where they come from.
  var origins: [String] {
    func line<Value>(_ name: String, _ setting: Setting<Value>?, _ text: (Value) -> String) -> String? {
      setting.map { TerminalText.safe("\(name) = \(text($0.value)) (\($0.origin))") }
    }
    func place(_ place: SecretPlace) -> String {
      if case .file(let path) = place { path } else { "…" }
    }
    return [
      line("db", database) { $0 }, line("cloud", cloud) { $0.rawValue }, line("apiUrl", apiURL) { $0 },
      line("loginUrl", loginURL) { $0 }, line("tenant", tenant) { $0 }, line("clientId", clientID) { $0 },
      line("clientSecret", clientSecret, place), line("refreshToken", refreshToken, place),
      line("markets", markets) { $0.map(\.code).joined(separator: ",") },
      line("views", views) { $0.map(\.rawValue).joined(separator: ",") }, line("locale", locale) { $0 },
      line("logFile", logFile) { $0 }, line("metricsFile", metricsFile) { $0 },
      line("rate", rate) { "\($0)" }, line("concurrency", concurrency) { "\($0)" },
    ].compactMap(\.self)
  }
}
