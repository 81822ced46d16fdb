import Foundation
import Testing

@testable import PartnerCatalogCLI

@Suite("can-buy --verify")
struct VerifyTests {
  @Test("reads the items shown anew at the service and answers with their new age")
  func verify() throws {
    let program = try Program()
    #expect(
      try program.run("sync", "--demo", "--market", "US", "--view", "OnlineServices", "--quiet").status == 0)
    #expect(try program.run("customers", "sync", "--demo", "--quiet").status == 0)
    let before = try program.run("can-buy", "contoso.onmicrosoft.com", "--limit", "2", "--json")
    let verified = try program.run("can-buy", "contoso.onmicrosoft.com", "--limit", "2", "--verify", "--json")
    #expect((before.status, verified.status) == (0, 0))
    #expect(verified.errors.isEmpty || !verified.errors.contains("erified"))
    #expect(try program.run("can-buy", "contoso.onmicrosoft.com", "--max-age", "1d").status == 0)
    let runs = try program.run("status", "--json").output
    #expect(runs.contains("\"complete\""))
    #expect(try program.run("changes", "--json").output == "{\n  \"total\": 0,\n  \"changes\": []\n}\n")
  }
}
