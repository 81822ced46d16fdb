import CatalogModel
import CatalogStore
import CatalogSync
import Foundation
import PartnerCenter
import PartnerCenterEmulator
import SeededRandom
import Synchronization

/// Runs scripts of faults against the emulator in process, and compares what is stored with what is served.
public struct ScriptSoak: Sendable {
  public var products: Int

  /// Leaves the store where it is, and tells the narrator where.
  public var keepsStore: Bool
  /// Is told each run of a script and what befell it.
  public var narrator: @Sendable (String) -> Void

  public init(
    products: Int = 16, keepsStore: Bool = false, narrator: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.products = products
    self.keepsStore = keepsStore
    self.narrator = narrator
  }

  /// Runs the script of a seed to its end.
  public func run(seed: UInt64) async -> SoakCount {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("soak-\(UUID().uuidString)")
    defer {
      if keepsStore { narrator("store: \(folder.path)") } else { try? FileManager.default.removeItem(at: folder) }
    }
    let run = ScriptRun(
      seed: seed, products: products, path: folder.appendingPathComponent("catalog.sqlite").path,
      narrator: narrator)
    return await run.play()
  }
}

/// One script while it runs.
final class ScriptRun {
  private let seed: UInt64
  private let narrator: @Sendable (String) -> Void
  private let script: SoakScript
  private let time = SoakTime()
  private let emulator: Emulator
  private let store: SoakStore
  private var numbers: SplitMix64
  private var count = SoakCount()
  /// What was stored before a run of the present chain: only of that can it be known that a list leaves it out.
  private var seen: Set<Key> = []
  /// What was read by runs up to this one may be of another version.
  private var lastMove: Int64 = 0
  /// What was read by runs up to this one may be short.
  private var lastShortage: Int64 = 0
  /// What was served while the last run, and those it went on with, read: they keep each other's answers.
  private var truthsOfChain: [[ExpectedItem]] = []

  /// Healthy runs that a store needs at most: one to go on, one to begin from the start, and those that confirm held
  /// removals some hours later.
  private static let mostHealthyRuns = 8

  init(seed: UInt64, products: Int, path: String, narrator: @escaping @Sendable (String) -> Void) {
    self.seed = seed
    self.narrator = narrator
    script = SoakScript(seed: seed, products: products)
    emulator = Emulator(script.configuration, clock: time.emulatorClock)
    store = SoakStore(path: path)
    numbers = SplitMix64(seed: ~seed)
    count.scripts = 1
  }

  func play() async -> SoakCount {
    narrator(script.description)
    do {
      for step in script.steps {
        _ = try await sync(step)
        if script.configuration.shape.customers > 0 { _ = try await syncCustomers(step) }
      }
      try await heal()
      if script.configuration.shape.customers > 0 { try await healCustomers() }
      let issues = try store.issues()
      if !issues.isEmpty { note(\.damagedStores, "\(issues)") }
    } catch {
      note(\.unfinished, "\(error)")
    }
    return count
  }

  /// Lets a healthy service be read whole, until a run that began on it is complete.
  private func heal() async throws {
    let firstHealthy = try await sync(.healthy)
    var last = firstHealthy
    for _ in 1..<Self.mostHealthyRuns where try !(last.state == .complete && isFresh(last)) {
      last = try await sync(.healthy)
    }
    guard last.state == .complete else {
      let open = last.partitions.filter { $0.state == .partial || $0.state == .unread }
      return note(\.unfinished, "\(last.state) \(open.map { "\($0.key) \($0.reason ?? "")" })")
    }
    let difference = try Difference(found: store.items(), expected: Array(emulator.truth()))
    if !difference.isEmpty { note(\.unequalContents, "\(difference)") }
  }

  private func healCustomers() async throws {
    var last = try await syncCustomers(.healthy)
    for _ in 1..<Self.mostHealthyRuns where last.state != .complete {
      time.advance(by: .seconds(3600 * SoakScript.Step.healthy.hoursLater))
      last = try await syncCustomers(.healthy)
    }
    guard last.state == .complete else {
      return note(\.unfinished, "customers \(last.state): \(last.firstFailure.map { "\($0)" } ?? "")")
    }
    // What one undisturbed reading finds.
    let undisturbed = SoakStore(path: store.path + ".undisturbed")
    _ = await customerSync(into: try openStore(at: undisturbed.path), .healthy)
    let difference = Set(try store.customers()).symmetricDifference(try undisturbed.customers())
    if let first = difference.min() {
      note(\.unequalContents, "\(difference.count) customers or subscriptions differ, such as \(first)")
    }
  }

  private func sync(_ step: SoakScript.Step) async throws -> SyncReport {
    time.advance(by: .seconds(3600 * step.hoursLater + 1))
    let isMoved = step.version.map { $0 != emulator.version } ?? false
    if let version = step.version { emulator.setVersion(version) }
    emulator.setFaults(step.faults)
    var truths = [Array(emulator.truth())]
    let before = try store.items()
    let version = emulator.version
    let report = try await report(of: step)
    count.runs += 1
    if emulator.version != version { truths.append(Array(emulator.truth())) }
    if isMoved { lastMove = report.runId - 1 }
    if truths.count > 1 { lastMove = report.runId }
    if step.faults.faults.contains(where: { $0.kind == .short }) { lastShortage = report.runId }
    if case .unexpected(let name)? = report.stop { note(\.unfinished, "the run stopped at \(name)") }
    narrator(try words(for: report, step))
    if try store.resumedRunID(report.runId) == report.runId { (truthsOfChain, seen) = ([], []) }
    truthsOfChain += truths
    seen.formUnion(before.map(Key.init))
    try check(report, before: before)
    return report
  }

  private func words(for report: SyncReport, _ step: SoakScript.Step) throws -> String {
    let open = report.partitions.filter { $0.state == .partial || $0.state == .unread }
    return
      "run \(report.runId) (begun by \(try store.resumedRunID(report.runId))): version \(emulator.version), \(step)\n  "
      + "\(report.state), \(report.traffic.requests) requests, \(report.items)"
      + open.map { "\n  \($0.key): \($0.state) \($0.reason ?? "")" }.joined()
  }

  private func report(of step: SoakScript.Step) async throws -> SyncReport {
    let catalog = try openStore()
    let cancelling = Mutex<Task<SyncReport, Never>?>(nil)
    let emulator = emulator
    let transport = CountingTransport(emulator.transport()) { request in
      if let move = step.move, move.request == request { emulator.setVersion(move.version) }
      if step.cancelledAt == request { cancelling.withLock { $0?.cancel() } }
    }
    let client = client(transport, asUser: false, budget: Budget(requests: step.budget))
    let synchronizer = CatalogSynchronizer(
      store: catalog, client: client, concurrency: script.width, now: { [time] in time.now })
    let options = SyncOptions(markets: script.configuration.shape.markets, isFull: step.isFull)
    let task = Task { await synchronizer.sync(options) }
    cancelling.withLock { $0 = task }
    return await task.value
  }

  private func openStore(at path: String? = nil) throws -> CatalogStore {
    try CatalogStore(
      path: path ?? store.path, source: CatalogStore.Source(locale: "en-US", tenant: "soak", cloud: "global"))
  }

  private func client(_ transport: any Transport, asUser: Bool, budget: Budget) -> PartnerCenterClient {
    let jitter = Mutex(numbers)
    return PartnerCenterClient(
      endpoint: ServiceEndpoint(cloud: .global), transport: transport, tokens: emulator.accessTokens(asUser: asUser),
      limiter: RequestLimiter(
        requestsPerMinute: 60_000, concurrency: script.width, budget: budget, clock: time.requestClock()),
      randomness: .init(
        unit: { jitter.withLock { Double.random(in: 0...1, using: &$0) } },
        identifier: { UUID().uuidString.lowercased() }),
      now: { [time] in time.now })
  }

  /// Reads the customers through the same faults, and checks that none of them and nothing they hold is lost.
  private func syncCustomers(_ step: SoakScript.Step) async throws -> CustomerSyncReport {
    let before = try store.customers()
    let report = await customerSync(into: try openStore(), step)
    count.runs += 1
    // The emulator takes no customer away and ends no subscription.
    let lost = Set(before).subtracting(try store.customers())
    if let first = lost.min() {
      note(\.falseRemovals, "\(lost.count) customers or subscriptions lost, such as \(first)")
    }
    if report.state == .complete {
      count.completeRuns += 1
      let known = try store.customers().count { !$0.contains("/") }
      if known < script.configuration.shape.customers, step.faults.faults.contains(where: { $0.kind == .short }) {
        // Those left out were never seen before: nobody can tell.
        count.unseenShortages += 1
      } else if known < script.configuration.shape.customers {
        note(\.falseCompletions, "\(known) customers after a complete reading")
      }
    }
    return report
  }

  private func customerSync(into store: CatalogStore, _ step: SoakScript.Step) async -> CustomerSyncReport {
    let client = client(emulator.transport(), asUser: true, budget: Budget(requests: step.budget))
    return await CatalogSynchronizer(
      store: store, client: client, concurrency: script.width, now: { [time] in time.now }
    )
    .syncCustomers(CustomerSyncOptions(isFull: step.isFull))
  }

  // MARK: - Checks

  private func isFresh(_ report: SyncReport) throws -> Bool {
    let resumedRunID = try store.resumedRunID(report.runId)
    return resumedRunID > lastMove && resumedRunID > lastShortage
  }

  private func check(_ report: SyncReport, before: [ExpectedItem]) throws {
    let found = try store.items()
    let truths = truthsOfChain
    let held = truths.dropFirst().reduce(Set(truths[0].map(Key.init))) { $0.intersection($1.map(Key.init)) }
    let lost = Set(before.map(Key.init)).intersection(held).subtracting(found.map(Key.init))
    if let first = lost.first { note(\.falseRemovals, "run \(report.runId) lost \(lost.count), such as \(first)") }
    for removal in try store.removals(in: report.runId) {
      guard truths.allSatisfy({ $0.contains(where: removal.covers) }) else { continue }
      note(\.falseRemovals, "run \(report.runId) wrote down \(removal)")
    }
    if report.state == .complete { count.completeRuns += 1 }
    guard try store.resumedRunID(report.runId) > lastMove else { return }
    for market in script.configuration.shape.markets {
      let partitions = report.partitions.filter { $0.key.market == market }
      let isWhole = partitions.allSatisfy { $0.state == .complete || $0.state == .forbidden }
      guard isWhole, !partitions.isEmpty else { continue }
      try check(market, of: report, found: found, truth: truths[0])
    }
  }

  /// A run that reads what is due speaks of what it read, and of what it should have read: products never seen before.
  private func check(_ market: Market, of report: SyncReport, found: [ExpectedItem], truth: [ExpectedItem]) throws {
    let resumedRunID = try store.resumedRunID(report.runId)
    let left = try store.isFull(report.runId) ? [] : store.unitsLeftAlone(since: resumedRunID)
    let isSpokenOf: (ExpectedItem) -> Bool = { $0.market == market.code && !left.contains(Unit($0)) }
    let difference = Difference(found: found.filter(isSpokenOf), expected: truth.filter(isSpokenOf))
    guard !difference.isEmpty else { return }
    let isUnseen = difference.surplus.isEmpty && !difference.missing.contains { seen.contains(Key($0)) }
    if try !isFresh(report), isUnseen {
      count.unseenShortages += 1
    } else {
      note(\.falseCompletions, "run \(report.runId) calls \(market) complete: \(difference)")
    }
  }

  private func note(_ kind: WritableKeyPath<SoakCount, Int>, _ words: String) {
    count[keyPath: kind] += 1
    count.findings.append("seed \(seed): \(words)")
  }
}

extension SoakScript.Step {
  /// A run that nothing befalls, and that reads everything.
  static let healthy = Self(
    faults: [], version: nil, move: nil, cancelledAt: nil, budget: nil, isFull: true, hoursLater: 3)
}
