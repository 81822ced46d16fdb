import CatalogModel
import CatalogStore
import Foundation
import Testing

@testable import CatalogQuery

@Suite("Runs of commands, and what to do next") struct JobTests {
  private func ending(_ command: String, _ exitCode: Int, at seconds: TimeInterval, error: String? = nil) -> RunEnding {
    let at = SmallStore.read.addingTimeInterval(seconds)
    return RunEnding(
      command: command, runID: nil, startedAt: at, finishedAt: at.addingTimeInterval(10),
      state: exitCode == 0 ? .complete : exitCode == 3 ? .partial : .failed, exitCode: exitCode, errorCode: error,
      requests: 100, retries: 5, throttled: 2)
  }

  @Test("Of each command the last run, when one last succeeded, and sums over all")
  func jobs() async throws {
    let store = try await SmallStore()
    #expect(try store.catalog().jobs() == [])
    for run in [
      ending("sync", 0, at: 0), ending("customers sync", 0, at: 50), ending("sync", 3, at: 100, error: "budget"),
      ending("sync", 4, at: 200, error: "signIn"),
    ] { try await store.store.record(run) }
    let jobs = try store.catalog().jobs()
    #expect(jobs.map(\.command) == ["customers sync", "sync"])
    #expect(jobs.map(\.exitCode) == [0, 4])
    #expect(jobs.map(\.errorCode) == [nil, "signIn"])
    #expect(jobs.map(\.succeededAt) == [60, 10].map { SmallStore.read.addingTimeInterval($0) })
    #expect(jobs.map(\.totals.runs) == [[0: 1], [0: 1, 3: 1, 4: 1]])
    #expect(jobs.map(\.totals.requests) == [100, 300])
    #expect(jobs.map(\.totals.throttled) == [2, 6])
    #expect(try store.catalog().status().jobs == jobs)
  }

  @Test(
    "The most pressing step comes first",
    arguments: [
      ([("complete", nil), ("forbidden", "400036")], nil), ([("unread", nil)], .sync),
      ([("partial", "budget"), ("complete", nil)], .sync),
      ([("partial", "budget"), ("partial", "unreadable")], .investigate),
      ([("partial", "refused"), ("partial", "removalsHeldBack")], .confirmRemovals),
      ([("partial", "removalsHeldBack"), ("unread", "signIn")], .signIn),
      ([("forbidden", "signIn")], nil),
    ] as [([(String, String?)], NextStep?)])
  func nextStep(lists: [(String, String?)], step: NextStep?) {
    let partitions = lists.map { state, reason in
      PartitionRecord(
        market: "DE", view: .azure, state: ReadState(rawValue: state) ?? .unread, items: 0, reason: reason)
    }
    #expect(NextStep(partitions) == step)
  }

  @Test("A step says what to do without naming a command", arguments: NextStep.allCases)
  func message(step: NextStep) {
    #expect(!step.message.isEmpty && !step.message.contains("`") && !step.message.contains("--"))
  }
}
