import ArgumentParser
import CatalogModel
import CatalogService
import Foundation
import Testing

@testable import PartnerCatalogCLI

/// What `tools/examples` shows must work: command lines, settings, metric names, and where their own checkers are
/// installed, what those say.
@Suite("Example files")
struct ExampleFileTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../tools/examples").standardizedFileURL

  private static func text(_ file: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
  }

  private static let commandFiles = [
    "systemd/partner-catalog.service", "systemd/partner-catalog-sync.service", "cron/partner-catalog",
    "systemd/partner-catalog-http.service",
  ]

  @Test("Every command line is one that the program takes", arguments: commandFiles)
  func commands(file: String) throws {
    let lines = try Self.text(file).split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { line in
      line.firstMatch(
        of: /(?:^Exec[A-Za-z]+=-?\/usr\/local\/bin\/partner-catalog|  partner-catalog  partner-catalog) (.+)/)
    }
    #expect(!lines.isEmpty)
    for line in lines {
      let words = line.1.split(separator: " ").map(String.init).filter { !$0.hasPrefix(">") }
      #expect(throws: Never.self) { try PartnerCatalog.parseAsRoot(words) }
    }
  }

  @Test("Every variable is one that the program reads", arguments: commandFiles + ["systemd/environment"])
  func variables(file: String) throws {
    let known = Set(SettingKey.allCases.map(\.variable))
    let used = try Self.text(file).matches(of: /PARTNER_CATALOG_[A-Z_]+/).map { String($0.0) }
    #expect(!used.isEmpty)
    #expect(Set(used).subtracting(known) == [])
  }

  @Test("Every metric that an alert rule asks for is written")
  func metrics() throws {
    let run = EndedRun(
      .sync, failed: CommandError(.busy, code: "storeBusy", message: ""), startedAt: Date(), finishedAt: Date())
    let written = Set(CatalogMetrics(database: "/c", status: nil, customers: nil, run: run).families.map(\.name))
      .union([
        "partner_catalog_market_completed_timestamp_seconds", "partner_catalog_market_removals_held_back",
        "partner_catalog_partitions",
      ])
    let rules = try Self.text("prometheus/partner-catalog.rules.yml")
    let asked = Set(rules.matches(of: /partner_catalog_[a-z_]+/).map { String($0.0) })
    #expect(asked.count > 6)
    #expect(asked.subtracting(written) == [])
    let alerts = rules.matches(of: /- alert: ([A-Za-z]+)/).map { String($0.1) }
    let tests = try Self.text("prometheus/partner-catalog.rules.test.yml")
    #expect(alerts.allSatisfy { tests.contains("alertname: \($0)\n") }, "each alert is tested")
  }

  @Test("promtool takes the rules, and they do what their tests say", .enabled(if: isInstalled("promtool")))
  func promtool() throws {
    let folder = Self.folder.appendingPathComponent("prometheus").path
    let result = try Program().shell(
      "cd '\(folder)' && promtool check rules partner-catalog.rules.yml && promtool test rules partner-catalog.rules.test.yml"
    )
    #expect(result.status == 0, "\(result.output)\(result.errors)")
  }

  @Test("promtool finds nothing wrong with the metrics", .enabled(if: isInstalled("promtool")))
  func lint() throws {
    let program = try Program()
    let file = program.home.appendingPathComponent("catalog.prom").path
    _ = try program.run("sync", "--demo", "--market", "US", "--view", "Software", "--quiet", "--metrics-file", file)
    let result = try program.shell("promtool check metrics < '\(file)'")
    #expect((result.status, result.output, result.errors) == (0, "", ""))
  }

  @Test("systemd takes the units", .enabled(if: isInstalled("systemd-analyze")))
  func systemd() throws {
    let program = try Program()
    let folder = Self.folder.appendingPathComponent("systemd").path
    let result = try program.shell(
      """
      cd '\(program.home.path)' && cp '\(folder)'/*.service '\(folder)'/*.timer '\(folder)'/*.socket . \
        && sed -i 's#/usr/local/bin/partner-catalog#/bin/true#' *.service \
        && systemd-analyze verify --man=no ./*.service ./*.timer ./*.socket
      """)
    #expect(result.status == 0, "\(result.errors)")
    #expect(!result.errors.contains("partner-catalog"), "\(result.errors)")
  }

  private static func isInstalled(_ program: String) -> Bool {
    ["/usr/bin", "/bin"].contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
  }
}
