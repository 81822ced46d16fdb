import CatalogQuery
import Foundation

/// Answers a question a line, so that another program can ask several engines in turn.
struct Service {
  var catalog: Catalog

  /// Ends where the input ends.
  func run() throws {
    let decoder = JSONDecoder()
    while let line = readLine() {
      let question = try decoder.decode(Question.self, from: Data(line.utf8))
      let (found, time) = try Self.timed { try catalog.search(question.text, question.options) }
      let answer = Answer(milliseconds: time, documents: found.items.map { "\($0.sku)" }, total: found.total)
      FileHandle.standardOutput.write(Data((try Self.line(answer) + "\n").utf8))
    }
  }

  private struct Answer: Encodable {
    var milliseconds: Double
    var documents: [String]
    var total: Int
  }

  /// What the body gives, and how many milliseconds it took.
  static func timed<Value>(_ body: () throws -> Value) rethrows -> (Value, Double) {
    let start = ContinuousClock.now
    let value = try body()
    let time = ContinuousClock.now - start
    return (value, Double(time.components.seconds) * 1e3 + Double(time.components.attoseconds) / 1e15)
  }

  static func line(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
