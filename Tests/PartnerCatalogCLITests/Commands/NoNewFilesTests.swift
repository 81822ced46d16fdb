import Foundation
import Testing

@testable import PartnerCatalogCLI

@Suite("Commands that only read")
struct NoNewFilesTests {
  @Test("make no files and no folders")
  func noFiles() throws {
    let program = try Program()
    #expect(try program.run("sync", "--demo", "--market", "US", "--view", "Software", "--quiet").status == 0)
    #expect(try program.run("customers", "sync", "--demo", "--quiet").status == 0)
    let before = try program.files()
    #expect(before.contains { $0.hasSuffix("catalog.sqlite") })
    for arguments in [
      ["search", "sql"], ["can-buy", "contoso.onmicrosoft.com"], ["changes"], ["markets"], ["customers"], ["status"],
      ["doctor"], ["doctor", "--db", "nowhere/catalog.sqlite"],
      ["show", "DZH318Z0BQ3Q"], ["search", "sql", "--db", "nowhere/catalog.sqlite"],
    ] {
      _ = try program.run(arguments)
      #expect(try program.files() == before, "\(arguments)")
    }
  }
}

extension Program {
  /// Everything below the home folder but the outputs of the runs.
  fileprivate func files() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: home.path)
      .filter { !$0.hasPrefix("output-") && !$0.hasPrefix("errors-") }.sorted()
  }
}
