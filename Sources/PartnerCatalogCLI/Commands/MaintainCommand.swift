import ArgumentParser
import CatalogJSON
import CatalogStore
import Foundation

struct MaintainCommand: CatalogCommand {
  static let configuration = CommandConfiguration(
    commandName: "maintain",
    abstract: "Check the catalog file, make it compact, forget old history, publish snapshots.",
    discussion: """
      Looks for damage, for values that are not of their column's type and range, for rows that name what is not there, and \
      for search indexes that disagree with the texts; the indexes are mended. Then refreshes what queries are planned by, and writes the file anew without gaps. Who reads \
      meanwhile goes on reading. Making it compact needs room beside the file for two more of it.

      --prune-history forgets changes, removed items and runs that are older; what stands in the catalog now keeps its \
      dates. --snapshot does none of all that: it copies the catalog, checks the copy, and puts it in the place of FILE at \
      once. That changes nothing in the catalog and may be done while a sync runs. The snapshot is one file without a log, \
      for machines and folders where nothing can be written; it holds the customers too. It keeps the permissions of the \
      file in whose place it is put; a new one has those that the umask leaves.

      Examples:
        partner-catalog maintain --prune-history 365d
        partner-catalog maintain --quick --no-vacuum
        partner-catalog maintain --snapshot /srv/catalog/catalog.sqlite

      Exit codes: 0 sound, or mended, 2 error, or damage that only a new sync mends, 6 a sync holds the store.
      """)

  @OptionGroup var global: GlobalOptions
  @Flag(help: "Only look at each page, and at the full-text index.") var quick = false
  @Option(
    help: ArgumentHelp("Forget changes, removed items and runs older than this: 90d, 365d.", valueName: "age"))
  var pruneHistory: DurationArgument?
  @Flag(inversion: .prefixedNo, help: "Write the file anew without gaps.") var vacuum = true
  @Option(
    help: ArgumentHelp("Publish a copy for reading there, and do nothing else.", valueName: "file"))
  var snapshot: String?

  func validate() throws {
    guard snapshot != "" else { throw ValidationError("--snapshot needs a path; it is empty.") }
    guard snapshot == nil || !quick && pruneHistory == nil && vacuum else {
      throw ValidationError("--snapshot goes with none of --quick, --prune-history and --no-vacuum.")
    }
  }

  func answer(in session: CommandContext) async throws -> CommandResult {
    if let snapshot {
      let published = try StoreSnapshot.publish(session.database, at: snapshot)
      return CommandResult(
        text: session.console.isJSON
          ? try JSONText.pretty(published) : MaintenanceText.text(published, console: session.console))
    }
    let store = try CatalogStore(existing: session.database)
    let report = try await store.maintain(
      MaintenanceOptions(
        isQuick: quick,
        prunesBefore: pruneHistory.map { session.now.addingTimeInterval(-TimeInterval($0.seconds)) }, vacuums: vacuum))
    return CommandResult(
      text: session.console.isJSON
        ? try JSONText.pretty(report) : MaintenanceText.text(report, console: session.console),
      status: report.isSound ? .success : .failure,
      warnings: report.isSound ? [] : [MaintenanceText.advice(session.database)])
  }
}
