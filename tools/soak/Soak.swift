import ArgumentParser
import CatalogTestSupport
import Foundation

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
  @Option(help: "Play this seed and no other, tell what befell it, and keep its store.") var only: UInt64?
  @Flag(help: "Tell what befell each script that something was found in.") var explain = false
  @Option(help: "The program to kill (default: the one built beside this).") var program: String?

  func run() async throws {
    let first = only ?? seed ?? UInt64.random(in: 1...1_000_000_000)
    Self.say("Seed \(first)")
    var count = await Self.play(only == nil ? scripts : min(1, scripts), from: first) {
      await script($0)
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
    Self.say(count.summary)
    if !count.isClean { throw ExitCode(1) }
  }

  private func script(_ seed: UInt64) async -> SoakCount {
    let story = Story()
    let count = await ScriptSoak(products: products, keepsStore: only != nil, narrator: story.add).run(seed: seed)
    if only != nil || (explain && !count.isClean) { Self.say(story.text) }
    return count
  }

  /// Prints a line at once, also into a file.
  private static func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

  private static func play(
    _ times: Int, from first: UInt64, _ body: (UInt64) async -> SoakCount, until isEnough: (SoakCount) -> Bool
  ) async -> SoakCount {
    var count = SoakCount()
    for number in 0..<max(0, times) where !isEnough(count) {
      let played = await body(first &+ UInt64(number))
      for finding in played.findings { say(finding) }
      count.add(played)
    }
    return count
  }
}
