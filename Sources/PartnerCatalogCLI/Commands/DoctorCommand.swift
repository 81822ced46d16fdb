import ArgumentParser
import CatalogJSON
import Foundation

/// Not a `CatalogCommand`: those refuse to run with an invalid configuration, which `doctor` explains.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Find problems of this installation, and their fixes.",
    discussion: HelpText.wrapped(
      """
      Checks the SQLite library, each setting and its origin, secret files, certificates and proxy, the folder, every \
      value of the catalog file, its age and completeness, and, with an account, the connection to the service: hosts, \
      clock, sign-in, token, one request for one product. Creates no file and no folder; but a new refresh token is \
      stored, as in a sync. The check of a large catalog takes some seconds.

      Examples:
        partner-catalog doctor
        partner-catalog doctor --offline --json

      Exit codes: 0 no problem, or warnings only; 2 a problem; 4 the sign-in is refused or not permitted.
      """))

  @OptionGroup var global: GlobalOptions
  @Flag(help: "Send no request to the service.") var offline = false
  @Option(help: ArgumentHelp("Warn about markets that are older: 90s, 15m, 24h, 7d.", valueName: "age"))
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
