/// Help about something other than a command: `partner-catalog help exit-codes`.
enum HelpTopic: String, CaseIterable {
  case environment, config
  case exitCodes = "exit-codes"

  var abstract: String {
    switch self {
    case .environment: "Environment variables."
    case .config: "The configuration file."
    case .exitCodes: "Exit codes of all commands."
    }
  }

  var text: String {
    switch self {
    case .environment: Self.environmentText
    case .config: Self.configText
    case .exitCodes: Self.exitCodesText
    }
  }

  private static var environmentText: String {
    let width = SettingKey.allCases.map(\.variable.count).max() ?? 0
    func line(_ name: String, _ text: String) -> String {
      "  \(name)\(String(repeating: " ", count: max(0, width - name.count)))  \(text)"
    }
    let settings = SettingKey.allCases.map { line($0.variable, $0.explanation) }
    let others = [
      line("HTTPS_PROXY, NO_PROXY", "the proxy of requests over https, as for curl"),
      line("SSL_CERT_FILE", "a PEM file of additional certificate authorities"),
      line("NO_COLOR", "no colors, unless --color always"), line("COLUMNS", "the width of tables and help"),
      line("XDG_CONFIG_HOME", "where partner-catalog/config.json is (default: ~/.config)"),
      line("XDG_DATA_HOME", "where partner-catalog/catalog.sqlite is (default: ~/.local/share)"),
    ]
    return """
      An option goes before a variable, and a variable before the configuration file. An empty variable counts as unset.

      \((settings + others).joined(separator: "\n"))
      """
  }

  private static var configText: String {
    let keys = SettingKey.allCases.filter(\.isInFile)
    let width = keys.map(\.rawValue.count).max() ?? 0
    let lines = keys.map { key in
      "  \(key.rawValue)\(String(repeating: " ", count: width - key.rawValue.count))  \(key.explanation)"
    }
    return """
      $XDG_CONFIG_HOME/partner-catalog/config.json, by default ~/.config/partner-catalog/config.json: one JSON object. \
      Unknown keys are ignored with a warning. `partner-catalog doctor` shows each value and its origin.

      \(lines.joined(separator: "\n"))

      Example:
        {
          "tenant": "11111111-2222-3333-4444-555555555555",
          "clientId": "66666666-7777-8888-9999-000000000000",
          "clientSecretFile": "/etc/partner-catalog/secret",
          "markets": ["US", "DE"]
        }
      """
  }

  private static let exitCodesText = """
      0   found, complete, bought or nothing to do
      1   nothing matches, a choice is missing, refused, or a check failed
      2   error; the message says what failed and what state is left
      3   ended before everything was read, by a stop, a budget or a fault: run again to continue
      4   sign-in refused, or not permitted
      5   the answer is older than asked, or could not be verified; a plan is expired or used, or its price moved
      6   another sync is running
      7   a purchase became orders in part
      8   it is not known whether a purchase was made: do not buy again, run `partner-catalog order resume`
      64  wrong usage
    """
}
