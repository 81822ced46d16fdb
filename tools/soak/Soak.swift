import ArgumentParser
import Foundation
import SoakKit

/// `swift run soak`: many syncs in trouble, and whether each ended where an undisturbed one ends.
@main
struct Soak: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "soak", abstract: "Sync through random faults and kills, and compare the outcome with the truth.",
    discussion: """
      Scripts run in one process, on a virtual clock. Kills end the real program, which must be built before: \
      swift build --product partner-catalog. A finding names its seed; --only plays that seed alone. Requests that are \
      under way side by side may arrive in another order then.
      """)

  @Option(help: "How many scripts of faults are played.") var scripts = 1000
  @Option(help: "How often the program is killed, at least.") var kills = 200
  @Option(help: "The first seed; the others follow it.") var seed: UInt64?
  @Option(help: "Products of a catalog, at most.") var products = 16
  @Option(help: "Play this seed and no other.") var only: UInt64?
  @Option(help: "The program to kill (default: the one built beside this).") var program: String?

  func run() async throws {
    let first = only ?? seed ?? UInt64.random(in: 1...1_000_000_000)
    print("Seed \(first)")
    var count = await Self.play(only == nil ? scripts : min(1, scripts), from: first) {
      await ScriptSoak(products: products).run(seed: $0)
    } until: { _ in
      false
    }
    let program = program.map { URL(fileURLWithPath: $0) } ?? KillSoak.builtProgram
    if kills > 0, !FileManager.default.isExecutableFile(atPath: program.path) {
      throw ValidationError("\(program.path) is not there. Build it: swift build --product partner-catalog")
    }
    let killer = KillSoak(program: program, products: products)
    let killed = await Self.play(only == nil ? kills : min(1, kills), from: first) {
      await killer.run(seed: $0)
    } until: {
      $0.kills >= kills
    }
    count.add(killed)
    print(count.summary)
    if !count.isClean { throw ExitCode(1) }
  }

  private static func play(
    _ times: Int, from first: UInt64, _ body: (UInt64) async -> SoakCount, until isEnough: (SoakCount) -> Bool
  ) async -> SoakCount {
    var count = SoakCount()
    for number in 0..<max(0, times) where !isEnough(count) {
      let played = await body(first &+ UInt64(number))
      for finding in played.findings { print(finding) }
      count.add(played)
    }
    return count
  }
}
