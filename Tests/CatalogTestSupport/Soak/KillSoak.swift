import CatalogModel
public import Foundation
import PartnerCenter
import PartnerCenterEmulator
import PartnerCenterEmulatorServer
import SeededRandom
import Synchronization

/// Starts the real program against an emulator on loopback, kills it in the middle, and lets it finish in the end.
public struct KillSoak: Sendable {
  /// The program `partner-catalog`.
  public var program: URL
  public var products: Int
  /// How often one store is killed at most before it may finish.
  public var killsInARow: Int

  public init(program: URL, products: Int = 16, killsInARow: Int = 4) {
    self.program = program
    self.products = products
    self.killsInARow = killsInARow
  }

  /// The program beside the running one, where the build puts it.
  public static var builtProgram: URL {
    URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
      .appendingPathComponent("partner-catalog")
  }

  /// Plays one seed: some kills, then a run to the end.
  public func run(seed: UInt64) async -> SoakCount {
    var count = SoakCount()
    do {
      try await play(seed: seed, &count)
    } catch {
      count.unfinished += 1
      count.findings.append("kill seed \(seed): \(error)")
    }
    return count
  }

  private func play(seed: UInt64, _ count: inout SoakCount) async throws {
    var numbers = SplitMix64(seed: seed ^ 0x6B69_6C6C)
    let switchboard = KillSwitch()
    var configuration = EmulatorConfiguration(
      shape: CatalogShape(
        seed: numbers.next(), markets: ["US", "DE"], products: products, skusPerProduct: 3, customers: 0))
    // The emulator waits before each answer: that wait is the hook that counts, and kills.
    configuration.latency = .milliseconds(1)
    let emulator = Emulator(
      configuration, clock: EmulatorClock(now: { Date() }, sleep: { _ in await switchboard.serve() }))
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kill-soak-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let killed = folder.appendingPathComponent("killed.sqlite").path
    let undisturbed = folder.appendingPathComponent("undisturbed.sqlite").path
    let (drawn, rounds) = (numbers, numbers.number(1...2))
    let found = try await EmulatorServer.serving(emulator) { base in
      var numbers = drawn
      var count = SoakCount()
      let program = SyncProgram(program: self.program, base: base, folder: folder)
      for round in 1...rounds {
        if round > 1 { emulator.setVersion(numbers.number(2...5)) }
        let truth = Array(emulator.truth())
        // A store that holds something is read whole only when that is asked for; the last run goes on with what the
        // killed ones began, without being asked again.
        let arguments = round > 1 ? ["--full"] : []
        let whole = try await self.served(by: emulator) {
          try await program.run(store: undisturbed, arguments: arguments).status
        }
        guard whole.result == 0 else { throw SoakFailure(words: "the undisturbed run ended with \(whole.result)") }
        var spent = 0
        var kills = 0
        let before = try SoakStore(path: killed).items()
        for _ in 0..<numbers.number(1...self.killsInARow) {
          let target = numbers.number(1...max(2, whole.requests * 4 / 5))
          let delay = numbers.chance(0.5) ? 0 : numbers.number(1...8)
          let attempt = try await self.served(by: emulator) {
            try await program.run(
              store: killed, arguments: arguments, killedBy: switchboard, at: target, afterMilliseconds: delay)
          }
          spent += attempt.requests
          count.runs += 1
          guard attempt.result.isKilled else { break }
          kills += 1
          if numbers.chance(0.5) { try self.check(killed, before: before, truth: truth, seed: seed, &count) }
        }
        let last = try await self.served(by: emulator) { try await program.run(store: killed) }
        spent += last.requests
        count.runs += 1
        count.kills += kills
        if last.result.status == 0 { count.completeRuns += 1 }
        if kills > 0 { count.mostRepeated = max(count.mostRepeated, (spent - whole.requests) / kills) }
        try self.conclude(killed, truth: truth, status: last.result.status, seed: seed, &count)
      }
      return count
    }
    count.add(found)
  }

  private func served<Result: Sendable>(
    by emulator: Emulator, _ body: () async throws -> Result
  ) async throws -> (result: Result, requests: Int) {
    let before = emulator.servedCount
    let result = try await body()
    return (result, emulator.servedCount - before)
  }

  /// Just after a kill: the file is whole, what it shows is either the last state or the new one of each product.
  private func check(
    _ path: String, before: [ExpectedItem], truth: [ExpectedItem], seed: UInt64, _ count: inout SoakCount
  ) throws {
    guard FileManager.default.fileExists(atPath: path) else { return }
    let store = SoakStore(path: path)
    guard try store.lastRun() != nil else { return }
    let issues = try store.issues()
    if !issues.isEmpty {
      count.damagedStores += 1
      count.findings.append("kill seed \(seed): \(issues)")
    }
    let (old, new, now) = (Units(before), Units(truth), Units(try store.items()))
    let half = now.units.filter { unit, items in old.units[unit] != items && new.units[unit] != items }
    let lost = Set(old.units.keys).intersection(new.units.keys).subtracting(now.units.keys)
    if let first = half.keys.sorted().first ?? lost.sorted().first {
      count.falseCompletions += 1
      count.findings.append("kill seed \(seed): \(half.count) half and \(lost.count) lost units, such as \(first)")
    }
  }

  private func conclude(
    _ path: String, truth: [ExpectedItem], status: Int32, seed: UInt64, _ count: inout SoakCount
  ) throws {
    let store = SoakStore(path: path)
    func note(_ kind: WritableKeyPath<SoakCount, Int>, _ words: String) {
      count[keyPath: kind] += 1
      count.findings.append("kill seed \(seed): \(words)")
    }
    let difference = try Difference(found: store.items(), expected: truth)
    if !difference.isEmpty { note(\.unequalContents, "\(difference)") }
    if status != 0 { note(\.unfinished, "the last run ended with \(status)") }
    let issues = try store.issues()
    if !issues.isEmpty { note(\.damagedStores, "\(issues)") }
    let shown = try store.allRemovals().filter { removal in truth.contains(where: removal.covers) }
    if let first = shown.first { note(\.falseRemovals, "\(shown.count) removals of what is there, such as \(first)") }
  }
}

/// Items by the product, market and scope they stand in: what is replaced whole or not at all.
private struct Units {
  var units: [String: Set<ExpectedItem>] = [:]

  init(_ items: [ExpectedItem]) {
    for item in items {
      units["\(item.market) \(item.reservationScope ?? "-") \(item.productID)", default: []].insert(item)
    }
  }
}

/// Something without which a soak cannot go on.
package struct SoakFailure: Error, CustomStringConvertible {
  package var words: String
  package var description: String { words }

  package init(words: String) { self.words = words }
}
