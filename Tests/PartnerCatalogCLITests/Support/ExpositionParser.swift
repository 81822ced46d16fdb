import Foundation

/// Reads Prometheus' text format 0.0.4 strictly: what its own parser and its linter refuse is an error here.
struct ExpositionParser {
  struct Family: Equatable {
    var help: String
    var type: String
    /// Values by their labels; those of a histogram have its suffix as the label `__suffix__`, such as `_bucket`.
    var samples: [[String: String]: Double] = [:]
  }

  struct Fault: Error, CustomStringConvertible {
    var description: String
  }

  private(set) var families: [String: Family] = [:]

  init(_ text: String) throws {
    guard text.isEmpty || text.hasSuffix("\n") else { throw Fault(description: "no line end at the end") }
    var current: String?
    var help: (name: String, text: String)?
    for line in text.split(separator: "\n", omittingEmptySubsequences: true).map(String.init) {
      if let match = line.wholeMatch(of: /# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)/) {
        guard help == nil else { throw Fault(description: "HELP without TYPE: \(line)") }
        help = (String(match.1), String(match.2))
      } else if let match = line.wholeMatch(of: /# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (gauge|counter|histogram)/) {
        let name = String(match.1)
        guard let said = help, said.name == name else { throw Fault(description: "TYPE without HELP: \(line)") }
        guard families[name] == nil else { throw Fault(description: "a family twice: \(line)") }
        guard (match.2 == "counter") == name.hasSuffix("_total") else {
          throw Fault(description: "name of a counter: \(line)")
        }
        families[name] = Family(help: said.text, type: String(match.2))
        (current, help) = (name, nil)
      } else {
        guard let name = current, help == nil else { throw Fault(description: "a sample without its family: \(line)") }
        let (labels, value) = try Self.sample(line, of: name, isHistogram: families[name]?.type == "histogram")
        guard families[name]?.samples.updateValue(value, forKey: labels) == nil else {
          throw Fault(description: "a series twice: \(line)")
        }
      }
    }
  }

  /// The value of the only series of a family with these labels, whatever others it has.
  func value(_ name: String, _ labels: [String: String] = [:]) -> Double? {
    let found = families[name]?.samples.filter { series in labels.allSatisfy { series.key[$0.key] == $0.value } }
    return found?.count == 1 ? found?.first?.value : nil
  }

  private static func sample(_ line: String, of name: String, isHistogram: Bool) throws -> ([String: String], Double) {
    guard line.hasPrefix(name) else { throw Fault(description: "not of the family \(name): \(line)") }
    var rest = line.dropFirst(name.count)
    var labels: [String: String] = [:]
    if isHistogram {
      guard let suffix = ["_bucket", "_sum", "_count"].first(where: { rest.hasPrefix($0) }),
        (suffix == "_bucket") == rest.contains("le=\"")
      else { throw Fault(description: "not of a histogram: \(line)") }
      rest = rest.dropFirst(suffix.count)
      labels["__suffix__"] = suffix
    }
    if rest.first == "{" {
      rest.removeFirst()
      while rest.first != "}" {
        guard let match = rest.prefixMatch(of: /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)",?/) else {
          throw Fault(description: "labels: \(line)")
        }
        let value = match.2.replacing("\\\\", with: "\u{0}").replacing("\\n", with: "\n").replacing("\\\"", with: "\"")
          .replacing("\u{0}", with: "\\")
        guard labels.updateValue(String(value), forKey: String(match.1)) == nil else {
          throw Fault(description: "a label twice: \(line)")
        }
        rest = rest[match.range.upperBound...]
      }
      rest.removeFirst()
    }
    guard rest.first == " ", let value = Double(rest.dropFirst()) else { throw Fault(description: "value: \(line)") }
    return (labels, value)
  }
}
