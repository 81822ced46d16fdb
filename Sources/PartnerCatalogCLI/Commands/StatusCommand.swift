import ArgumentParser
import CatalogQuery

struct StatusCommand: CatalogCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Age and completeness per market and view, and the last runs.",
    discussion: """
      With --verbose every view of every market is listed, and where each setting comes from; without, only views that \
      are not complete.

      Example:
        partner-catalog status --verbose

      Exit codes: 0, also where something is not complete; 2 where there is no catalog or it cannot be read.
      """)

  @OptionGroup var global: GlobalOptions

  func answer(in session: Session) async throws -> Answer {
    let status = try Catalog(path: session.database).status()
    return Answer(
      text: session.console.isJSON
        ? try JSONText.pretty(status) : StatusText.text(status, path: session.database, console: session.console),
      notes: session.console.isVerbose ? session.settings.origins : [])
  }
}
