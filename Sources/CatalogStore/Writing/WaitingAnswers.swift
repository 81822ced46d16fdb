import CatalogModel
import GRDB
import Synchronization

/// Answers of units that are not whole yet, kept in memory for a moment: most units are whole before it is over, and then
/// their answers need never be in the file.
///
/// What a killed process had not written yet is asked for once more by the run that goes on: no more than twice as many answers
/// as are on their way.
final class WaitingAnswers: Sendable {
  struct Answer: Sendable {
    var key: UnitKey
    var list: UnitFingerprint.List
    var content: StagedAnswer
    var hash: Int64
    var run: Int64
    var at: Int64
  }

  /// For so many seconds they are kept back at most.
  static let longest: Int64 = 2

  private struct Unit {
    /// Its place in the order in which units came.
    var order: Int
    var answers: [UnitFingerprint.List: Answer] = [:]
  }

  private struct State {
    var units: [UnitKey: Unit] = [:]
    var count = 0
    /// When the first of them came, or one before it whose unit is whole by now.
    var since: Int64 = 0
    var unitsSeen = 0
    /// So many are kept back at most.
    var most: Int

    init(most: Int) { self.most = most }

    mutating func add(_ answer: Answer) {
      if count == 0 { since = answer.at }
      if units[answer.key] == nil {
        units[answer.key] = Unit(order: unitsSeen)
        unitsSeen += 1
      }
      if units[answer.key]?.answers.updateValue(answer, forKey: answer.list) == nil { count += 1 }
    }

    mutating func take(_ key: UnitKey) -> [Answer] {
      guard let unit = units.removeValue(forKey: key) else { return [] }
      count -= unit.answers.count
      return Array(unit.answers.values)
    }
  }

  private let state: Mutex<State>

  init(most: Int) { state = Mutex(State(most: max(1, most))) }

  func limit(to most: Int) { state.withLock { $0.most = max(1, most) } }

  /// - Returns: what should be written now; it waits no more.
  ///
  /// Where too many wait, that is the answers of the units that came last, until half as many are left: the units before them
  /// are likely to be whole in a moment.
  func add(_ answer: Answer) -> [Answer] {
    state.withLock { state in
      state.add(answer)
      if answer.at >= state.since + Self.longest { return Self.takeAll(&state) }
      guard state.count >= state.most else { return [] }
      var taken: [Answer] = []
      for (key, _) in state.units.sorted(by: { $0.value.order > $1.value.order }) {
        if state.count <= state.most / 2 { break }
        taken += state.take(key)
      }
      return taken
    }
  }

  /// Takes those of a unit that is about to be whole out.
  func take(of key: UnitKey) -> [Answer] { state.withLock { $0.take(key) } }

  /// Takes all of them out, to be written.
  func takeAll() -> [Answer] { state.withLock { Self.takeAll(&$0) } }

  private static func takeAll(_ state: inout State) -> [Answer] {
    defer { state = State(most: state.most) }
    return state.units.values.flatMap(\.answers.values)
  }

  /// Puts back what could not be written, where nothing newer came meanwhile.
  func putBack(_ answers: [Answer]) {
    state.withLock { state in
      for answer in answers where state.units[answer.key]?.answers[answer.list] == nil { state.add(answer) }
    }
  }
}

extension WaitingAnswers.Answer {
  /// Writes the answer, inside the caller's transaction.
  func write(_ names: Names, _ statement: PreparedStatements) throws {
    let insertion = try statement(
      """
      INSERT OR REPLACE INTO staged_answer (place_id, product_id, sku, segment, run_id, hash, content)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """)
    for value in [try names.place(key.place), try names.product(key.product)] { insertion.bind(value) }
    insertion.bind(list.sku?.rawValue ?? "")
    insertion.bind(list.segment?.rawValue ?? "")
    for value in [run, hash] { insertion.bind(value) }
    insertion.bind(content.text)
    try insertion.execute()
  }
}
