import Foundation

/// The default places of files by the XDG Base Directory Specification, which ignores relative paths.
struct Locations: Sendable {
  /// `$XDG_CONFIG_HOME/partner-catalog/config.json`.
  let configuration: String
  /// `$XDG_DATA_HOME/partner-catalog/catalog.sqlite`.
  let database: String
  /// `$XDG_DATA_HOME/partner-catalog/orders.sqlite`.
  let journal: String

  init(environment: [String: String]) {
    let home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? NSHomeDirectory()
    func base(_ variable: String, _ standard: String) -> String {
      environment[variable].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "\(home)/\(standard)"
    }
    configuration = base("XDG_CONFIG_HOME", ".config") + "/partner-catalog/config.json"
    database = base("XDG_DATA_HOME", ".local/share") + "/partner-catalog/catalog.sqlite"
    journal = base("XDG_DATA_HOME", ".local/share") + "/partner-catalog/orders.sqlite"
  }
}
