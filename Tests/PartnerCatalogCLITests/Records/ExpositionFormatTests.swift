import CatalogService
import Foundation
import Testing

@testable import PartnerCatalogCLI

@Suite("Prometheus' text format")
struct ExpositionFormatTests {
  @Test("Help, type, samples; whatever stands in a label is read back; families without samples are left out")
  func text() throws {
    let label = "a\"b\\c\nd,e}f é"
    let families = [
      MetricFamily(
        name: "x_seconds", kind: .gauge, help: "Back\\slash, line\nend.",
        samples: [
          .init(labels: [], value: 1.5), .init(labels: [.init("l", label), .init("m", "")], value: 1_800_000_000),
        ]), MetricFamily(name: "y_total", kind: .counter, help: "None."),
    ]
    let text = ExpositionFormat.text(families)
    #expect(
      text == """
        # HELP x_seconds Back\\\\slash, line\\nend.
        # TYPE x_seconds gauge
        x_seconds 1.5
        x_seconds{l="a\\"b\\\\c\\nd,e}f é",m=""} 1800000000

        """)
    let parsed = try ExpositionParser(text)
    #expect(parsed.families["x_seconds"]?.samples == [[:]: 1.5, ["l": label, "m": ""]: 1_800_000_000])
    #expect(parsed.families["y_total"] == nil)
  }

  @Test(
    "Numbers beyond the usual",
    arguments: [(Double.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"), (1e300, "1e+300")])
  func numbers(value: Double, text: String) {
    let family = MetricFamily(name: "x", kind: .gauge, help: "X.", samples: [.init(labels: [], value: value)])
    #expect(ExpositionFormat.text([family]).hasSuffix("\nx \(text)\n"))
  }

  @Test(
    "The parser of these tests is strict",
    arguments: [
      "x 1", "x 1\n", "# TYPE x gauge\nx 1\n", "# HELP x X\n# TYPE x counter\nx 1\n",
      "# HELP x X\n# TYPE x gauge\nx 1\nx 1\n", "# HELP x X\n# TYPE x gauge\nx{a=\"\\q\"} 1\n",
      "# HELP x X\n# TYPE x gauge\ny 1\n", "# HELP x X\n# TYPE x gauge\nx one\n",
    ])
  func strict(text: String) {
    #expect(throws: ExpositionParser.Fault.self) { try ExpositionParser(text) }
  }
}
