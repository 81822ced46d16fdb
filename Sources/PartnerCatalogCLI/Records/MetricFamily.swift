/// Metrics of one name.
struct MetricFamily: Sendable, Hashable {
  enum Kind: String, Sendable { case gauge, counter }

  struct Label: Sendable, Hashable {
    var name: String
    var value: String

    init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  struct Sample: Sendable, Hashable {
    var labels: [Label]
    var value: Double
  }

  /// The name with its unit at the end, in base units; counters end in `_total`.
  var name: String
  var kind: Kind
  var help: String
  var samples: [Sample] = []
}

/// Metrics as text.
///
/// Source: "Exposition formats", Prometheus documentation, text format 0.0.4.
enum ExpositionFormat {
  /// Families without samples are left out.
  static func text(_ families: [MetricFamily]) -> String {
    families.filter { !$0.samples.isEmpty }.map(text).joined()
  }

  private static func text(_ family: MetricFamily) -> String {
    var text = "# HELP \(family.name) \(escaped(family.help))\n# TYPE \(family.name) \(family.kind.rawValue)\n"
    for sample in family.samples {
      let labels = sample.labels.map { "\($0.name)=\"\(escaped($0.value).replacing("\"", with: "\\\""))\"" }
      text += family.name + (labels.isEmpty ? "" : "{\(labels.joined(separator: ","))}") + " \(number(sample.value))\n"
    }
    return text
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
  }

  private static func number(_ value: Double) -> String {
    switch value {
    case .infinity: "+Inf"
    case -.infinity: "-Inf"
    case _ where value.isNaN: "NaN"
    case _ where value == value.rounded() && abs(value) < 1e15: "\(Int64(value))"
    default: "\(value)"
    }
  }
}
