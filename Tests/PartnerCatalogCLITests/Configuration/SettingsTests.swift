import CatalogModel
import Foundation
import Testing

@testable import PartnerCatalogCLI

@Suite("Settings")
struct SettingsTests {
  private func file(_ json: String) throws -> ConfigurationFile {
    try ConfigurationFile(path: "/etc/config.json", text: Data(json.utf8))
  }

  @Test("Flags win over the environment, that over the file, that over the defaults; each says where it is from")
  func precedence() throws {
    let file = try file(#"{"db": "/file.sqlite", "locale": "de-DE", "rate": 100, "tenant": "t"}"#)
    let environment = ["PARTNER_CATALOG_DB": "/environment.sqlite", "PARTNER_CATALOG_LOCALE": "fr_FR"]
    let settings = try Settings.resolve(.init(db: "/flag.sqlite"), environment: environment, file: file)
    #expect(settings.database == Setting(value: "/flag.sqlite", origin: .flag("--db")))
    #expect(settings.locale == Setting(value: "fr-FR", origin: .environment(variable: "PARTNER_CATALOG_LOCALE")))
    #expect(settings.rate == Setting(value: 100, origin: .file(path: "/etc/config.json")))
    #expect(settings.concurrency == Setting(value: 8, origin: .standard))
    #expect(settings.tenant?.origin.description == "/etc/config.json")
  }

  @Test(
    "Empty variables and relative XDG folders count as unset",
    arguments: [
      (["HOME": "/h", "PARTNER_CATALOG_DB": ""], "/h/.local/share/partner-catalog/catalog.sqlite"),
      (["HOME": "/h", "XDG_DATA_HOME": "/d"], "/d/partner-catalog/catalog.sqlite"),
      (["HOME": "/h", "XDG_DATA_HOME": ""], "/h/.local/share/partner-catalog/catalog.sqlite"),
      (["HOME": "/h", "XDG_DATA_HOME": "d"], "/h/.local/share/partner-catalog/catalog.sqlite"),
    ])
  func database(environment: [String: String], path: String) throws {
    #expect(try Settings.resolve(.init(), environment: environment, file: nil).database.value == path)
  }

  @Test("Lists come as arrays or with commas, in any case, without repetition")
  func lists() throws {
    let settings = try Settings.resolve(
      .init(), environment: ["PARTNER_CATALOG_MARKETS": "us, de,US"], file: file(#"{"views": ["azure", "Software"]}"#))
    #expect(settings.markets?.value == ["US", "DE"])
    #expect(settings.views?.value == [.azure, .software])
  }

  @Test(
    "What makes no sense is refused with its origin",
    arguments: [
      (
        "PARTNER_CATALOG_MARKETS", "QQ",
        "$PARTNER_CATALOG_MARKETS: QQ is not a market of the service. `partner-catalog markets --all` lists them."
      ),
      (
        "PARTNER_CATALOG_CLOUD", "moon",
        "$PARTNER_CATALOG_CLOUD: \"moon\" is not a cloud. Valid clouds: global, us-gov, china."
      ),
      ("PARTNER_CATALOG_RATE", "0", "$PARTNER_CATALOG_RATE: \"0\" is not a number of requests a minute above zero."),
      (
        "PARTNER_CATALOG_LOGIN_URL", "http://example.com",
        "$PARTNER_CATALOG_LOGIN_URL: \"http://example.com\" would send secrets unencrypted. Plain http is allowed to this machine only: write https://."
      ),
      (
        "PARTNER_CATALOG_API_URL", "https://a/v1",
        "$PARTNER_CATALOG_API_URL: \"https://a/v1\" ends with /v1. Omit it: it is added to every request."
      ),
      ("PARTNER_CATALOG_LOCALE", "../x", "$PARTNER_CATALOG_LOCALE: \"../x\" is not a locale such as en-US or ja-JP."),
    ])
  func wrong(variable: String, value: String, message: String) {
    #expect(throws: CommandError.configuration(message)) {
      try Settings.resolve(.init(), environment: [variable: value], file: nil)
    }
  }

  @Test(
    "An address with a user, a password or a query is refused, and not repeated",
    arguments: [
      "https://user:hush@api.example.com", "https://hush@api.example.com", "https://user:hu^sh @api.example.com",
      "user:hush@api.example.com", "https://api.example.com?sig=hush", "https://api.example.com#hush",
    ], [SettingKey.apiUrl, .loginUrl])
  func addressWithPassword(value: String, key: SettingKey) {
    #expect {
      try Settings.resolve(.init(), environment: [key.variable: value], file: nil)
    } throws: {
      guard let problem = $0 as? CommandError else { return false }
      return problem.code == "configuration" && problem.message.hasPrefix("$\(key.variable): \(key.rawValue) holds")
        && !problem.message.contains("hush")
    }
  }

  @Test("A wrong flag is a usage error")
  func wrongFlag() {
    #expect(throws: CommandError.usage("--market: USA is not a market. Markets are two letters, such as US or DE.")) {
      try Settings.resolve(.init(markets: ["USA"]), environment: [:], file: nil)
    }
  }

  @Test("A secret has no place in the configuration file", arguments: ["clientSecret", "refreshToken"])
  func secretInFile(key: String) {
    let problem = #expect(throws: CommandError.self) { try file("{\"\(key)\": \"hunter2\"}") }
    #expect(problem?.message.hasPrefix("/etc/config.json holds \(key) itself.") == true)
    #expect(problem?.message.contains("hunter2") == false)
  }

  @Test("A secret prints nowhere, its origin does")
  func secretNeverPrints() throws {
    let settings = try Settings.resolve(
      .init(), environment: ["PARTNER_CATALOG_CLIENT_SECRET": "hunter2"], file: nil)
    #expect(settings.origins.contains("clientSecret = set ($PARTNER_CATALOG_CLIENT_SECRET)"))
    #expect(!"\(settings)".contains("hunter2"))
    #expect(!String(reflecting: settings).contains("hunter2"))
  }

  @Test("Unknown keys are told and passed over")
  func unknownKeys() throws {
    let settings = try Settings.resolve(.init(), environment: [:], file: file(#"{"tennant": "x"}"#))
    #expect(settings.warnings == ["/etc/config.json: unknown key tennant ignored"])
  }

  @Test("Every setting has the variable of the contract")
  func variables() {
    #expect(
      SettingKey.allCases.map(\.variable) == [
        "PARTNER_CATALOG_CLOUD", "PARTNER_CATALOG_TENANT", "PARTNER_CATALOG_CLIENT_ID",
        "PARTNER_CATALOG_CLIENT_SECRET_FILE", "PARTNER_CATALOG_REFRESH_TOKEN_FILE", "PARTNER_CATALOG_API_URL",
        "PARTNER_CATALOG_LOGIN_URL", "PARTNER_CATALOG_GRAPH_URL", "PARTNER_CATALOG_DB", "PARTNER_CATALOG_MARKETS",
        "PARTNER_CATALOG_VIEWS",
        "PARTNER_CATALOG_LOCALE", "PARTNER_CATALOG_RATE", "PARTNER_CATALOG_CONCURRENCY",
        "PARTNER_CATALOG_LOG_FILE", "PARTNER_CATALOG_METRICS_FILE", "PARTNER_CATALOG_JOURNAL",
        "PARTNER_CATALOG_PRICES", "PARTNER_CATALOG_BILLING_CURRENCY", "PARTNER_CATALOG_PRICE_URL",
        "PARTNER_CATALOG_RETAIL_PRICE_URL",
        "PARTNER_CATALOG_LISTEN", "PARTNER_CATALOG_SOCKET", "PARTNER_CATALOG_HOSTS", "PARTNER_CATALOG_TOKEN_FILE",
        "PARTNER_CATALOG_CLIENT_SECRET", "PARTNER_CATALOG_REFRESH_TOKEN",
      ])
  }
}
