/// The result of one check of this installation.
struct Finding: Sendable, Hashable {
  enum Verdict: String, Sendable, Encodable { case ok, warning, problem }

  /// A stable word, such as `clock`; for a setting its key after `setting `.
  var name: String
  var verdict: Verdict
  /// The fact, in a few words.
  var found: String
  /// The consequence; `nil` without a problem.
  var meaning: String?
  /// The remedy; `nil` without a problem.
  var remedy: String?
  /// Whether it is a refused sign-in.
  var isRefusal = false

  static func ok(_ name: String, _ found: String) -> Finding { Finding(name: name, verdict: .ok, found: found) }

  static func warning(_ name: String, _ found: String, meaning: String, remedy: String) -> Finding {
    Finding(name: name, verdict: .warning, found: found, meaning: meaning, remedy: remedy)
  }

  static func problem(_ name: String, _ found: String, meaning: String, remedy: String) -> Finding {
    Finding(name: name, verdict: .problem, found: found, meaning: meaning, remedy: remedy)
  }

  /// The sign-in, or its token, is refused.
  static func refusal(_ name: String, _ found: String, meaning: String, remedy: String) -> Finding {
    var finding = problem(name, found, meaning: meaning, remedy: remedy)
    finding.isRefusal = true
    return finding
  }
}

extension Finding: Encodable {
  private enum Keys: String, CodingKey { case name, finding, found, meaning, remedy }

  /// Writes every key, null for absent values.
  func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: Keys.self)
    try object.encode(name, forKey: .name)
    try object.encode(verdict, forKey: .finding)
    try object.encode(found, forKey: .found)
    try object.encode(meaning, forKey: .meaning)
    try object.encode(remedy, forKey: .remedy)
  }
}

/// All findings, with their totals and exit status.
struct Diagnosis: Sendable, Encodable {
  var findings: [Finding]

  var problems: Int { findings.count { $0.verdict == .problem } }
  var warnings: Int { findings.count { $0.verdict == .warning } }

  var status: ExitStatus {
    if findings.contains(where: \.isRefusal) { return .notPermitted }
    return problems > 0 ? .failure : .success
  }

  private enum Keys: String, CodingKey { case problems, warnings, checks }

  func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: Keys.self)
    try object.encode(problems, forKey: .problems)
    try object.encode(warnings, forKey: .warnings)
    try object.encode(findings, forKey: .checks)
  }
}
