import ArgumentParser
import CatalogQuery
import CatalogSchema
import Testing

@testable import PartnerCatalogCLI

@Suite("Command hints") struct CommandHintTests {
  @Test("A step for markets names its command with all of them")
  func markets() {
    #expect(
      CommandHint.nextStep(.sync, for: ["DE", "US"])
        == "Run `partner-catalog sync --market DE --market US`. A sync reads the missing parts.")
    #expect(CommandHint.nextStep(.sync, for: []) == "Run `partner-catalog sync`. A sync reads the missing parts.")
  }

  @Test("Every step, remedy and error that has a command names one that exists")
  func exist() {
    let steps = PurchaseStep.Code.allCases.map { CommandHint.step(PurchaseStep(code: $0, message: "Do it.")) }
    let nextSteps = NextStep.allCases.map { CommandHint.nextStep($0, for: ["DE"]) }
    let errors: [StoreError] = [
      .missing(path: "a"), .foreign(path: "a"), .newer(path: "a", version: 9, known: 8),
      .older(path: "a", version: 1, known: 8), .unreadable(path: "a", reason: "b"), .corrupt(path: "a"),
      .other(path: "a", setting: "b", holds: "c", asked: "d"), .busy(path: "a", holder: "b"),
      .writeFailed(path: "a", reason: "b"),
    ]
    let commands = Set(PartnerCatalog.configuration.subcommands.map { $0._commandName })
    var named: Set<String> = []
    for text in steps + nextSteps + errors.map({ CommandError($0).message }) {
      for match in text.matches(of: /`partner-catalog ([a-z-]+)/) { named.insert(String(match.output.1)) }
    }
    #expect(named.isSuperset(of: ["sync", "customers", "inventory", "registration", "doctor"]))
    #expect(named.subtracting(commands) == [])
  }

  @Test("A refused catalog and a refused question to it have the same code and the same advice")
  func oneCode() {
    let errors: [(StoreError, CatalogError.Code)] = [
      (.missing(path: "a"), .storeMissing), (.foreign(path: "a"), .storeForeign), (.corrupt(path: "a"), .storeDamaged),
      (.older(path: "a", version: 1, known: 8), .storeOlder), (.newer(path: "a", version: 9, known: 8), .storeNewer),
      (.unreadable(path: "a", reason: "b"), .storeUnreadable),
    ]
    for (error, code) in errors {
      let written = CommandError(error)
      let read = CommandError(CatalogError(code: code, message: error.description))
      #expect(written.code == read.code && written.message == read.message)
    }
  }
}
