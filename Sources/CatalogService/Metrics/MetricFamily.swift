/// Metrics of one name.
package struct MetricFamily: Sendable, Hashable {
  package enum Kind: String, Sendable { case gauge, counter, histogram }

  package struct Label: Sendable, Hashable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  package struct Sample: Sendable, Hashable {
    /// What a histogram appends to the name, such as `_bucket`; empty for others.
    package var suffix: String
    package var labels: [Label]
    package var value: Double

    package init(suffix: String = "", labels: [Label], value: Double) {
      self.suffix = suffix
      self.labels = labels
      self.value = value
    }
  }

  /// The name with its unit at the end, in base units; counters end in `_total`.
  package var name: String
  package var kind: Kind
  package var help: String
  package var samples: [Sample]

  package init(name: String, kind: Kind, help: String, samples: [Sample] = []) {
    self.name = name
    self.kind = kind
    self.help = help
    self.samples = samples
  }
}

/// Metrics as text.
///
/// Source: "Exposition formats", Prometheus documentation, text format 0.0.4.
package enum ExpositionFormat {
  /// Families without samples are left out.
  package static func text(_ families: [MetricFamily]) -> String {
    families.filter { !$0.samples.isEmpty }.map(text).joined()
  }

  private static func text(_ family: MetricFamily) -> String {
    var text = "# HELP \(family.name) \(escaped(family.help))\n# TYPE \(family.name) \(family.kind.rawValue)\n"
    for sample in family.samples {
      let labels = sample.labels.map { "\($0.name)=\"\(escaped($0.value).replacing("\"", with: "\\\""))\"" }
      text +=
        family.name + sample.suffix + (labels.isEmpty ? "" : "{\(labels.joined(separator: ","))}")
        + " \(number(sample.value))\n"
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
