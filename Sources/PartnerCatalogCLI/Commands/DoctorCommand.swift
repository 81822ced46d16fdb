import ArgumentParser
import CatalogJSON
import Foundation

/// Not a `CatalogCommand`: those refuse to begin where the configuration makes no sense, which is one of the things
/// that this one explains.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "What is wrong with this installation, and how to mend it.",
    discussion: """
      Looks at the SQLite library, each setting and where it comes from, secret files, certificates and proxy, the folder \
      and the catalog file with each of its values, how old and complete the catalog is, and, where an account is set up, at the way to the \
      service: reach, clock, sign-in, token, one request for one product. Makes no file and no folder; but where the \
      sign-in answers with a new refresh token, that is stored, as a sync would. Checking a large catalog for damage \
      takes some seconds.

      Examples:
        partner-catalog doctor
        partner-catalog doctor --offline --json

      Exit codes: 0 nothing is wrong, or warnings only; 2 a problem; 4 the sign-in is refused or not permitted.
      """)

  @OptionGroup var global: GlobalOptions
  @Flag(help: "Leave the service alone.") var offline = false
  @Option(help: ArgumentHelp("Warn of markets that are older: 90s, 15m, 24h, 7d.", valueName: "age"))
  var maxAge = DurationArgument(seconds: 172_800)

  func run() async throws {
    let environment = ProcessInfo.processInfo.environment
    let console = Console(global, environment: environment)
    try await console.concluding {
      let diagnosis = await Doctor(
        environment: environment, flags: Settings.Flags(db: global.db), isOffline: offline, maxAge: maxAge.seconds
      ).examine()
      return CommandResult(
        text: console.isJSON ? try JSONText.pretty(diagnosis) : DoctorText.text(diagnosis, console: console),
        status: diagnosis.status)
    }
  }
}
