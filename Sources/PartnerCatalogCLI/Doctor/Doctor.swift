import CatalogQuery
import Foundation

/// Checks everything that a sync or a look-up depends on. Creates no file and no folder.
struct Doctor: Sendable {
  var environment: [String: String]
  var flags: Settings.Flags
  /// Whether to send no request.
  var isOffline: Bool
  /// The maximum age of a market, in seconds.
  var maxAge: Int

  /// Never throws: every problem is a finding.
  func examine() async -> Diagnosis {
    let configuration = ConfigurationExamination(environment: environment, flags: flags)
    var findings = ProgramFindings.all() + configuration.findings
    guard let settings = configuration.settings else { return Diagnosis(findings: findings) }
    findings += SecretFileFindings.all(settings)
    findings += TrustFindings.all(environment: environment)
    findings += OutputFileFindings.all(settings)
    findings += FolderFindings.all(of: settings.database.value)
    findings += StoreFindings(path: settings.database.value, settings: settings, maxAge: maxAge).all()
    findings += JournalFindings.all(settings)
    findings += await NetworkExamination(settings: settings, environment: environment, isOffline: isOffline).findings()
    return Diagnosis(findings: findings)
  }
}
