import CatalogTestSupport
import Foundation
import Testing

/// The same code as `swift run soak`, with few and fixed seeds.
@Suite("Syncs in random trouble end where undisturbed ones end")
struct SoakTests {
  /// Those in which something was found once, and some others.
  static let seeds: [UInt64] =
    [1002, 1013, 1043, 1053, 1064, 1119, 1154, 1159, 1170, 1183, 1205, 1212, 1247] + Array(1...12)

  @Test("Random faults, moves of the catalog, budgets and cancellations", arguments: seeds)
  func script(seed: UInt64) async {
    let count = await ScriptSoak(products: 16).run(seed: seed)
    #expect(count.isClean, "\(count.findings.joined(separator: "\n"))")
    #expect(count.completeRuns > 0)
  }

  @Test(
    "Killed in the middle, again and again",
    .enabled(if: FileManager.default.isExecutableFile(atPath: KillSoak.builtProgram.path)), arguments: [1, 2])
  func kill(seed: UInt64) async {
    let count = await KillSoak(program: KillSoak.builtProgram, products: 12, killsInARow: 2).run(seed: seed)
    #expect(count.isClean, "\(count.findings.joined(separator: "\n"))")
    #expect(count.kills > 0)
  }
}
