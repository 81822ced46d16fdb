import CatalogModel
import Foundation

/// Checks of the configuration file and of each setting: an invalid one does not affect the others.
struct ConfigurationExamination {
  var findings: [Finding] = []
  /// The settings without the invalid ones; `nil` where none can be resolved.
  var settings: Settings?

  init(environment: [String: String], flags: Settings.Flags) {
    let path = Locations(environment: environment).configuration
    var file: ConfigurationFile?
    do {
      file = try ConfigurationFile.read(path)
      findings.append(.ok("configuration", file == nil ? "\(path) does not exist, which is fine" : path))
    } catch {
      findings.append(
        .problem(
          "configuration", CommandError(error).message,
          meaning: "The file is ignored, and every command refuses to run.",
          remedy: "Fix the file, or move it away."))
    }
    for key in file?.unknownKeys ?? [] {
      let near = NearestWord.to(key, among: SettingKey.allCases.filter { !$0.isSecret }.map(\.rawValue))
      findings.append(
        .warning(
          "configuration", "unknown key \(key)", meaning: "It is ignored.",
          remedy: (near.map { "Did you mean \($0)? " } ?? "") + "Correct its spelling in \(path), or remove it."))
    }
    var values = SettingValues(flags: flags, environment: environment, file: file)
    for key in SettingKey.allCases {
      do {
        try values.check(key)
      } catch {
        values.ignored.insert(key)
        findings.append(
          .problem(
            "setting \(key.rawValue)", CommandError(error).message, meaning: "Every command refuses to run.",
            remedy: "Correct the value at its origin."))
      }
    }
    settings = try? Settings.resolve(values)
    findings += settings.map { Self.settings($0) + [Self.account($0)] + Self.prices($0) } ?? []
  }

  /// Every setting with a value, with its origin; of secrets only that they are set.
  private static func settings(_ settings: Settings) -> [Finding] {
    settings.all.map { key, value, origin in .ok("setting \(key.rawValue)", "\(value) (\(origin))") }
  }

  /// The sign-in that price sheets need, where a sync reads them.
  private static func prices(_ settings: Settings) -> [Finding] {
    guard settings.prices.value, settings.namesAnAccount else { return [] }
    let needs =
      "a user with the role Admin Agent or Sales Agent, and for the application the permission Partner Center of the API "
      + "\"Microsoft Partner\" with an administrator's consent"
    guard settings.refreshToken != nil else {
      return [
        .problem(
          "prices", "an application alone is configured", meaning: "The catalog is read, price sheets are refused.",
          remedy: "Set \(SettingKey.refreshTokenFile.variable) to a refresh token of \(needs).")
      ]
    }
    return [.ok("prices", "application and user; they need \(needs)")]
  }

  private static func account(_ settings: Settings) -> Finding {
    guard settings.namesAnAccount else {
      return .ok("account", "no account is configured: `sync --demo` and look-ups need none")
    }
    do {
      _ = try settings.credentials()
      return .ok("account", "complete")
    } catch {
      return .problem(
        "account", CommandError(error).message, meaning: "No request can be sent to the service.",
        remedy: "Set the missing values, or fix the file.")
    }
  }
}

extension SettingValues {
  /// - Throws: ``CommandError`` where the setting is invalid.
  fileprivate func check(_ key: SettingKey) throws {
    switch key {
    case .cloud: _ = try cloud()
    case .apiUrl, .loginUrl, .graphUrl, .priceUrl, .retailPriceUrl: _ = try url(key)
    case .markets: _ = try markets()
    case .views: _ = try views()
    case .locale: _ = try locale()
    case .rate: _ = try rate()
    case .concurrency: _ = try concurrency()
    case .prices: _ = try flag(key)
    case .billingCurrency: _ = try currency(key)
    case .listen: _ = try address(key)
    case .clientSecretFile: _ = try secret(.clientSecret, file: .clientSecretFile)
    case .refreshTokenFile: _ = try secret(.refreshToken, file: .refreshTokenFile)
    case .tenant, .clientId, .db, .journal, .logFile, .metricsFile, .clientSecret, .refreshToken, .socket, .hosts,
      .tokenFile:
      break
    }
  }
}
