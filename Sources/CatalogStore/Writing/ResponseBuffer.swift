import CatalogModel
import CatalogSchema
import GRDB
import Synchronization

/// Responses of incomplete products, buffered for a moment: most products are complete before it is over, and their
/// responses are never written.
///
/// Those that a killed process did not write are requested again by the run that resumes: no more than twice the number
/// of concurrent requests.
final class ResponseBuffer: Sendable {
  struct Answer: Sendable {
    var key: ProductKey
    var list: ProductFingerprint.List
    var content: StagedResponse
    var hash: Int64
    var run: Int64
    var at: Int64
  }

  /// The longest time in the buffer, in seconds.
  static let longest: Int64 = 2

  private struct Unit {
    /// Its position in the order of products.
    var order: Int
    var responses: [ProductFingerprint.List: Answer] = [:]
  }

  private struct State {
    var units: [ProductKey: Unit] = [:]
    var count = 0
    /// The time of its first response, or of an earlier product's that is complete by now.
    var since: Int64 = 0
    var unitsSeen = 0
    /// So many are kept back at most.
    var most: Int

    init(most: Int) { self.most = most }

    mutating func add(_ response: Answer) {
      if count == 0 { since = response.at }
      if units[response.key] == nil {
        units[response.key] = Unit(order: unitsSeen)
        unitsSeen += 1
      }
      if units[response.key]?.responses.updateValue(response, forKey: response.list) == nil { count += 1 }
    }

    mutating func take(_ key: ProductKey) -> [Answer] {
      guard let unit = units.removeValue(forKey: key) else { return [] }
      count -= unit.responses.count
      return Array(unit.responses.values)
    }
  }

  private let state: Mutex<State>

  init(most: Int) { state = Mutex(State(most: max(1, most))) }

  func limit(to most: Int) { state.withLock { $0.most = max(1, most) } }

  /// Removes the responses to write from the buffer.
  ///
  /// A full buffer loses the responses of the latest products until it is half empty: earlier products are likely to be
  /// complete in a moment.
  func add(_ response: Answer) -> [Answer] {
    state.withLock { state in
      state.add(response)
      if response.at >= state.since + Self.longest { return Self.takeAll(&state) }
      guard state.count >= state.most else { return [] }
      var taken: [Answer] = []
      for (key, _) in state.units.sorted(by: { $0.value.order > $1.value.order }) {
        if state.count <= state.most / 2 { break }
        taken += state.take(key)
      }
      return taken
    }
  }

  /// Takes out the responses of a product that is about to be complete.
  func take(of key: ProductKey) -> [Answer] { state.withLock { $0.take(key) } }

  /// Takes all of them out, to be written.
  func takeAll() -> [Answer] { state.withLock { Self.takeAll(&$0) } }

  private static func takeAll(_ state: inout State) -> [Answer] {
    defer { state = State(most: state.most) }
    return state.units.values.flatMap(\.responses.values)
  }

  /// Puts back responses that could not be written, unless newer ones came.
  func putBack(_ responses: [Answer]) {
    state.withLock { state in
      for response in responses where state.units[response.key]?.responses[response.list] == nil { state.add(response) }
    }
  }
}

extension ResponseBuffer.Answer {
  /// Writes the response, within the caller's transaction.
  func write(_ rowIDs: RowIDs, _ statement: PreparedStatements) throws {
    let insertion = try statement(
      """
      INSERT OR REPLACE INTO staged_answer (place_id, product_id, sku, segment, run_id, hash, content)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """)
    for value in [try rowIDs.marketScope(key.marketScope), try rowIDs.product(key.product)] { insertion.bind(value) }
    insertion.bind(list.sku?.rawValue ?? "")
    insertion.bind(list.segment?.rawValue ?? "")
    for value in [run, hash] { insertion.bind(value) }
    insertion.bind(content.text)
    try insertion.execute()
  }
}
