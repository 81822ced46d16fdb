import CatalogModel
import GRDB
import Synchronization

/// Answers of units that are not whole yet, kept in memory for a moment: most units are whole before it is over, and then
/// their answers need never be in the file.
///
/// What a killed process had not written yet is asked for once more by the run that goes on: no more than as many answers as
/// are usually on their way.
final class WaitingAnswers: Sendable {
  struct Answer: Sendable {
    var key: UnitKey
    var list: UnitFingerprint.List
    var content: StagedAnswer
    var hash: Int64
    var run: Int64
    var at: Int64
  }

  /// So many are kept back at most, and for so many seconds.
  static let most = 32
  static let longest: Int64 = 2

  private struct State {
    var answers: [UnitKey: [UnitFingerprint.List: Answer]] = [:]
    var count = 0
    /// When the first of them came, or one before it whose unit is whole by now.
    var since: Int64 = 0

    mutating func add(_ answer: Answer) {
      if count == 0 { since = answer.at }
      if answers[answer.key, default: [:]].updateValue(answer, forKey: answer.list) == nil { count += 1 }
    }
  }

  private let state = Mutex(State())

  /// - Returns: whether they should be written now.
  func add(_ answer: Answer) -> Bool {
    state.withLock { state in
      state.add(answer)
      return state.count >= Self.most || answer.at >= state.since + Self.longest
    }
  }

  /// Takes those of a unit that is about to be whole out.
  func take(of key: UnitKey) -> [Answer] {
    state.withLock { state in
      guard let taken = state.answers.removeValue(forKey: key) else { return [] }
      state.count -= taken.count
      return Array(taken.values)
    }
  }

  /// Takes all of them out, to be written.
  func takeAll() -> [Answer] {
    state.withLock { state in
      let taken = state.answers.values.flatMap(\.values)
      state = State()
      return taken
    }
  }

  /// Puts back what could not be written, where nothing newer came meanwhile.
  func putBack(_ answers: [Answer]) {
    state.withLock { state in
      for answer in answers where state.answers[answer.key]?[answer.list] == nil { state.add(answer) }
    }
  }
}

extension WaitingAnswers.Answer {
  /// Writes the answer, inside the caller's transaction.
  func write(_ db: Database, _ names: Names) throws {
    try db.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO staged_answer (place_id, product_id, sku, segment, run_id, hash, content)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(
      arguments: [
        try names.place(key.place), try names.product(key.product), list.sku?.rawValue ?? "",
        list.segment?.rawValue ?? "", run, hash, content.text,
      ])
  }
}
