/// Findings for a person: one line each, problems first, with consequence and remedy below.
enum DoctorText {
  static func text(_ diagnosis: Diagnosis, console: Console) -> String {
    let width = diagnosis.findings.map { DisplayWidth.of($0.name) }.max() ?? 0
    var text = ""
    // Within one verdict in the order of the checks: a cause is checked before what depends on it.
    let verdicts: [Finding.Verdict] = [.problem, .warning, .ok]
    for finding in verdicts.flatMap({ verdict in diagnosis.findings.filter { $0.verdict == verdict } }) {
      let (mark, style): (String, Style) =
        switch finding.verdict {
        case .ok: ("ok     ", .good)
        case .warning: ("warning", .caution)
        case .problem: ("PROBLEM", .bad)
        }
      let name = finding.name + String(repeating: " ", count: width - DisplayWidth.of(finding.name))
      text +=
        style.applied(to: mark, inColour: console.outputHasColour) + "  \(name)  \(TerminalText.safe(finding.found))\n"
      for line in [finding.meaning, finding.remedy.map { "→ \($0)" }].compactMap(\.self) {
        text += Paragraph.lines(TerminalText.safe(line), width: console.width, margin: "         ")
      }
    }
    return text + "\n" + summary(diagnosis) + "\n"
  }

  private static func summary(_ diagnosis: Diagnosis) -> String {
    if diagnosis.problems + diagnosis.warnings == 0 { return "No problems found." }
    return "\(Formatting.count(diagnosis.problems, "problem")), \(Formatting.count(diagnosis.warnings, "warning"))."
  }
}
