import CatalogJSON
import CatalogModel
import Foundation
import Testing

@testable import PartnerCatalogCLI

@Suite("Arguments")
struct ArgumentTests {
  @Test(
    "Durations are a number and a unit",
    arguments: [("90s", 90), ("15m", 900), ("24h", 86_400), ("7d", 604_800), ("0s", 0)])
  func duration(text: String, seconds: Int) { #expect(DurationArgument(argument: text)?.seconds == seconds) }

  @Test(
    "Anything else is no duration",
    arguments: ["", "s", "90", "-1s", "+1s", "1.5h", "1w", "1 h", "1H", "٣s", "99999999999999999999s", "9999999999d"])
  func noDuration(text: String) { #expect(DurationArgument(argument: text) == nil) }

  @Test(
    "A moment is a duration before now or ISO 8601",
    arguments: [
      ("1h", 1_769_846_400.0), ("2026-01-31T09:00:00Z", 1_769_850_000), ("2026-01-31T10:00:00+01:00", 1_769_850_000),
      ("2026-01-31T09:00:00.5Z", 1_769_850_000.5), ("2026-01-31", 1_769_817_600),
    ])
  func moment(text: String, seconds: Double) {
    let now = Date(timeIntervalSince1970: 1_769_850_000)
    #expect(MomentArgument(argument: text)?.date(before: now).timeIntervalSince1970 == seconds)
  }

  @Test("Anything else is no moment", arguments: ["", "yesterday", "2026-13-01", "31.01.2026"])
  func noMoment(text: String) { #expect(MomentArgument(argument: text) == nil) }

  @Test("Markets: what is said, else the store's, else the customers', else a usage error")
  func marketChoice() throws {
    #expect(try MarketChoice.choose(said: ["US"], stored: ["DE"], customers: ["JP"]) == ["US"])
    #expect(try MarketChoice.choose(said: nil, stored: ["DE"], customers: ["JP"]) == ["DE"])
    #expect(try MarketChoice.choose(said: [], stored: [], customers: ["JP"]) == ["JP"])
    let problem = #expect(throws: CommandError.self) { try MarketChoice.choose(said: nil, stored: [], customers: []) }
    #expect(problem?.status == .usage)
  }

  @Test(
    "Language: what is said, else the store's where it is not English, else the system's, else English",
    arguments: [
      ("ja-JP", "de-DE", ["LANG": "fr_FR.UTF-8"], "ja-JP"), (nil, "de-DE", ["LANG": "fr_FR.UTF-8"], "de-DE"),
      (nil, "en-US", ["LANG": "fr_FR.UTF-8"], "fr-FR"), (nil, nil, ["LC_ALL": "zh_TW@x", "LANG": "fr_FR"], "zh-TW"),
      (nil, nil, ["LC_ALL": "", "LC_MESSAGES": "ja", "LANG": "fr_FR"], "ja"), (nil, nil, ["LANG": "C.UTF-8"], "en-US"),
      (nil, nil, ["LANG": "POSIX"], "en-US"), (nil, "en-GB", [:], "en-US"),
    ] as [(String?, String?, [String: String], String)])
  func language(said: String?, stored: String?, environment: [String: String], expected: String) {
    #expect(LocaleChoice.choose(said: said, stored: stored, environment: environment) == expected)
  }
}
