/// What one check of this installation found.
struct Finding: Sendable, Hashable {
  enum Verdict: String, Sendable, Encodable { case ok, warning, problem }

  /// A stable word, such as `clock`; of a setting its key after `setting `.
  var name: String
  var verdict: Verdict
  /// What was found, in a few words.
  var found: String
  /// What follows from it; `nil` where all is well.
  var meaning: String?
  /// What to do; `nil` where there is nothing.
  var remedy: String?
  /// Whether it is the sign-in that is refused.
  var isRefusal = false

  static func ok(_ name: String, _ found: String) -> Finding { Finding(name: name, verdict: .ok, found: found) }

  static func warning(_ name: String, _ found: String, meaning: String, remedy: String) -> Finding {
    Finding(name: name, verdict: .warning, found: found, meaning: meaning, remedy: remedy)
  }

  static func problem(_ name: String, _ found: String, meaning: String, remedy: String) -> Finding {
    Finding(name: name, verdict: .problem, found: found, meaning: meaning, remedy: remedy)
  }

  /// The sign-in, or what it gives, is refused.
  static func refusal(_ name: String, _ found: String, meaning: String, remedy: String) -> Finding {
    var finding = problem(name, found, meaning: meaning, remedy: remedy)
    finding.isRefusal = true
    return finding
  }
}

extension Finding: Encodable {
  private enum Keys: String, CodingKey { case name, finding, found, meaning, remedy }

  /// Writes every key, null where there is nothing.
  func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: Keys.self)
    try object.encode(name, forKey: .name)
    try object.encode(verdict, forKey: .finding)
    try object.encode(found, forKey: .found)
    try object.encode(meaning, forKey: .meaning)
    try object.encode(remedy, forKey: .remedy)
  }
}

/// All findings, and what they come to.
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
