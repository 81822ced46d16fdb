/// What a soak came to.
public struct SoakCount: Sendable, Hashable {
  public var scripts = 0
  public var kills = 0
  public var runs = 0
  public var completeRuns = 0
  /// Final contents that were not the service's.
  public var unequalContents = 0
  /// Items that were removed, or lost, while the service held them.
  public var falseRemovals = 0
  /// Runs or markets that were called complete and were not.
  public var falseCompletions = 0
  /// Complete readings of short lists that left out what no earlier reading had shown: nobody can tell.
  public var unseenShortages = 0
  /// Stores that SQLite, FTS5 or their own counts find fault with.
  public var damagedStores = 0
  /// Scripts that did not end: an error, or no complete run in spite of a healthy service.
  public var unfinished = 0
  /// After a kill: requests sent beyond those of an undisturbed run, at most for one kill.
  public var mostRepeated = 0
  /// One line for each thing found, with its seed.
  public var findings: [String] = []

  public init() {}

  public var isClean: Bool {
    unequalContents + falseRemovals + falseCompletions + damagedStores + unfinished == 0
  }

  /// Adds what another part of the soak came to.
  public mutating func add(_ other: SoakCount) {
    scripts += other.scripts
    kills += other.kills
    runs += other.runs
    completeRuns += other.completeRuns
    unequalContents += other.unequalContents
    falseRemovals += other.falseRemovals
    falseCompletions += other.falseCompletions
    unseenShortages += other.unseenShortages
    damagedStores += other.damagedStores
    unfinished += other.unfinished
    mostRepeated = max(mostRepeated, other.mostRepeated)
    findings += other.findings
  }

  /// One line with all counts.
  public var summary: String {
    "\(scripts) scripts, \(kills) kills, \(runs) runs (\(completeRuns) complete): \(unequalContents) contents unequal, "
      + "\(falseRemovals) false removals, \(falseCompletions) false completions, \(damagedStores) damaged stores, "
      + "\(unfinished) unfinished; \(unseenShortages) complete readings of lists short of what was never seen; "
      + "at most \(mostRepeated) requests repeated after a kill"
  }
}
