import CatalogJSON
import CatalogModel
import Synchronization
import Testing

@testable import PartnerCatalogCLI

@Suite("Running again and again")
struct RecurrenceTests {
  private struct Enough: Error {}

  @Test(
    "The next round is the next multiple of the interval since the start: no drift, and late rounds are left out",
    arguments: [(0, 60), (1, 60), (59, 60), (60, 120), (61, 120), (200, 240)])
  func next(elapsed: Int, expected: Int) {
    #expect(RecurrenceTimes.next(after: .seconds(elapsed), interval: .seconds(60)) == .seconds(expected))
  }

  @Test("Rounds begin at once and then at multiples of the interval, however long each takes, and never overlap")
  func rounds() async throws {
    let clock = ManualClock()
    var begun: [Duration] = []
    var pauses: [Duration] = []
    let lengths = [10, 59, 61, 0, 300, 1]
    let answer = try await Recurrence(interval: .seconds(60), clock: clock).run {
      begun.append(clock.now.offset)
      clock.advance(by: .seconds(lengths[begun.count - 1]))
      return .init(answer: CommandResult(text: "\(begun.count)"), goesOn: begun.count < lengths.count)
    } finished: { _, pause in
      pauses.append(pause)
    }
    #expect(begun == [0, 60, 120, 240, 300, 660].map { .seconds($0) })
    #expect(pauses == [50, 1, 59, 60, 60].map { .seconds($0) })
    #expect(answer.text == "6")
  }

  @Test("What may pass does not end it: another sync, no network, throttling, a full disk")
  func passing() async throws {
    let problems = [
      CommandError(.busy, code: "storeBusy", message: ""), CommandError(.failure, code: "unreachable", message: ""),
      CommandError(.failure, code: "throttled", message: ""),
      CommandError(.failure, code: "storeWriteFailed", message: ""),
      CommandError(.partial, code: "budget", message: ""),
    ]
    var rounds = 0
    var told: [ErrorCode] = []
    let answer = try await Recurrence(interval: .seconds(60), clock: ManualClock()).run {
      rounds += 1
      guard rounds > problems.count else { throw problems[rounds - 1] }
      return .init(answer: CommandResult(text: "", status: .notPermitted), goesOn: false)
    } finished: { end, _ in
      if case .failure(let problem) = end { told.append(problem.code) }
    }
    #expect(told == problems.map(\.code))
    #expect(answer.status == .notPermitted)
  }

  @Test(
    "What needs a person ends it",
    arguments: [
      CommandError(.notPermitted, code: "signIn", message: ""),
      CommandError(.failure, code: "storeDamaged", message: ""),
      CommandError(.failure, code: "configuration", message: ""), CommandError(.usage, code: "usage", message: ""),
    ])
  func final(problem: CommandError) async {
    await #expect(throws: problem) {
      _ = try await Recurrence(interval: .seconds(60), clock: ManualClock()).run {
        throw problem
      } finished: { _, _ in
        Issue.record("it went on")
      }
    }
  }

  @Test("Ended between two rounds it is a success, ended in a round it is what that round came to")
  func cancelled() async throws {
    let between = Task {
      try await Recurrence(interval: .seconds(60), clock: ManualClock()).run {
        .init(answer: CommandResult(text: "", status: .partial), goesOn: true)
      } finished: { _, _ in
        withUnsafeCurrentTask { $0?.cancel() }
      }
    }
    #expect(try await between.value.status == .success)
    let within = Task {
      try await Recurrence(interval: .seconds(60), clock: ManualClock()).run {
        withUnsafeCurrentTask { $0?.cancel() }
        return .init(answer: CommandResult(text: "read", status: .partial), goesOn: true)
      } finished: { _, _ in
        Issue.record("it went on")
      }
    }
    #expect(try await within.value.status == .partial)
  }
}
