/// The language of market names.
package enum LocaleChoice {
  package static let english = "en-US"

  /// The first of: flags or configuration, the catalog's language where it is not English, the environment's, English.
  package static func choose(said: String?, stored: String?, environment: [String: String]) -> String {
    if let said { return said }
    if let stored, !isEnglish(stored) { return stored }
    return system(environment) ?? english
  }

  /// The first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is set: `ja_JP.UTF-8` → `ja-JP`; `nil` for `C` and `POSIX`.
  package static func system(_ environment: [String: String]) -> String? {
    let said = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    let name = said.map { String($0.prefix { $0 != "." && $0 != "@" }) } ?? ""
    guard name.wholeMatch(of: /[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*/) != nil else { return nil }
    return name.replacing("_", with: "-")
  }

  private static func isEnglish(_ locale: String) -> Bool {
    locale.lowercased().prefix { $0 != "-" && $0 != "_" } == "en"
  }
}
