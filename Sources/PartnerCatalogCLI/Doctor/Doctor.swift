import CatalogQuery
import Foundation

/// Looks at everything that a sync or a look-up stands on. Makes no file and no folder.
struct Doctor: Sendable {
  var environment: [String: String]
  var flags: Settings.Flags
  /// Whether the service is left alone.
  var isOffline: Bool
  /// How old a market may be, in seconds.
  var maxAge: Int

  /// Never throws, whatever is wrong: that is what it tells.
  func examine() async -> Diagnosis {
    let configuration = ConfigurationExamination(environment: environment, flags: flags)
    var findings = ProgramFindings.all() + configuration.findings
    guard let settings = configuration.settings else { return Diagnosis(findings: findings) }
    findings += SecretFileFindings.all(settings)
    findings += TrustFindings.all(environment: environment)
    findings += OutputFileFindings.all(settings)
    findings += FolderFindings.all(of: settings.database.value)
    findings += StoreFindings(path: settings.database.value, settings: settings, maxAge: maxAge).all()
    findings += await NetworkExamination(settings: settings, environment: environment, isOffline: isOffline).findings()
    return Diagnosis(findings: findings)
  }
}
