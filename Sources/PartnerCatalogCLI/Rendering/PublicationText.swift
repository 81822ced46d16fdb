import CatalogPublication

/// The result of a publication, for people.
enum PublicationText {
  private static let idle = " already.\n"

  static func text(_ report: PublicationReport) -> String {
    let database = TerminalText.safe(report.database)
    var text: String
    if report.steps == 0 {
      text = "\(database) holds version \(report.version)\(idle)"
    } else if report.isLoad {
      text = "\(database): loaded \(Formatting.count(report.rows, "row")), version \(report.version)\n"
    } else {
      text =
        "\(database): \(Formatting.count(report.units, "unit")) in \(Formatting.count(report.steps, "step")), "
        + "\(Formatting.count(report.rows, "row")), version \(report.version)\n"
    }
    if report.differences?.isEmpty == true { text += "Verified: both sides are equal\n" }
    return text
  }

  /// Whether nothing was done.
  static func isIdle(_ text: String) -> Bool { text.hasSuffix(idle) }

  static func warnings(_ report: PublicationReport) -> [String] {
    guard let differences = report.differences, !differences.isEmpty else { return [] }
    let some = differences.prefix(5).joined(separator: ", ")
    let more = differences.count > 5 ? " and \(differences.count - 5) more" : ""
    return ["\(some)\(more) differed in \(TerminalText.safe(report.database)), and were copied again."]
  }

  static func text(_ plan: PublicationPlan) -> String {
    let database = TerminalText.safe(plan.database)
    guard let reason = plan.load else {
      return "\(database): \(Formatting.count(plan.units, "unit")) would be copied, to version \(plan.version)\n"
    }
    let why =
      switch reason {
      case .absent: "it holds nothing of it yet"
      case .asked: "as asked"
      case .rebuilt: "the catalog was built again"
      case .otherHistory: "the file does not continue what was published"
      }
    return "\(database): everything would be loaded, version \(plan.version): \(why)\n"
  }
}
