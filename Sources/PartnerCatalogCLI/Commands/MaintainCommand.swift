import ArgumentParser
import CatalogJSON
import CatalogStore
import Foundation

struct MaintainCommand: CatalogCommand {
  static let configuration = CommandConfiguration(
    commandName: "maintain",
    abstract: "Check, compact and prune the catalog file; publish snapshots.",
    discussion: HelpText.wrapped(
      """
      Checks pages, the type and range of values, references between rows, and the search indexes, which it rebuilds \
      where they disagree with the texts. Then updates the query planner's statistics and compacts the file, which needs \
      free space for two more copies of it. Readers are not interrupted.

      --prune-history deletes older changes, removed items and runs; current items keep their dates. --snapshot does \
      nothing of this: it copies the catalog, checks the copy, and replaces FILE with it atomically. The catalog is not \
      changed, and a sync may run meanwhile. The snapshot is one file without a log, also for read-only machines and \
      folders; it includes the customers, and prices only with --with-prices. It keeps the permissions of the file that it \
      replaces; a new file follows the umask. A log beside the replaced file goes with it; where a process writes that \
      file or reads its log, the snapshot is refused.

      --snapshot FOLDER/ adds catalog-N.sqlite to a folder, unless the newest one holds the present version, and names it \
      in manifest.json with version, incarnation, SHA-256 digest, size and time; --keep limits their number. `replica pull` \
      reads it, from the folder or from a web server.

      Examples:
        partner-catalog maintain --prune-history 365d
        partner-catalog maintain --quick --no-vacuum
        partner-catalog maintain --snapshot /srv/catalog/catalog.sqlite
        partner-catalog maintain --snapshot /srv/snapshots/ --keep 3

      Exit codes: 0 sound, or repaired, 2 error, or damage that only a new sync repairs, 6 a sync is running.
      """))

  @OptionGroup var global: GlobalOptions
  @Flag(help: "Check only the pages and the full-text index.") var quick = false
  @Option(
    help: ArgumentHelp("Delete changes, removed items and runs older than this: 90d, 365d.", valueName: "age"))
  var pruneHistory: DurationArgument?
  @Flag(inversion: .prefixedNo, help: "Compact the file.") var vacuum = true
  @Option(
    help: ArgumentHelp(
      "Publish a read-only copy there, and do nothing else; with a slash at its end, add one to a folder.",
      valueName: "file"), completion: .file())
  var snapshot: String?
  @Option(help: ArgumentHelp("Keep this number of snapshots in the folder; 3 without it.", valueName: "n"))
  var keep: Int?
  @Flag(help: "Keep the prices in the snapshot; they are confidential by the partner's contract.") var withPrices =
    false

  func validate() throws {
    guard snapshot != "" else { throw ValidationError("--snapshot needs a path; it is empty.") }
    guard snapshot != nil || !withPrices else { throw ValidationError("--with-prices needs --snapshot.") }
    guard keep == nil || isFolder else { throw ValidationError("--keep needs --snapshot FOLDER/.") }
    guard keep ?? 1 > 0 else { throw ValidationError("--keep must be at least 1.") }
    guard snapshot == nil || !quick && pruneHistory == nil && vacuum else {
      throw ValidationError("--snapshot cannot be combined with --quick, --prune-history or --no-vacuum.")
    }
  }

  /// Whether snapshots are numbered in a folder.
  private var isFolder: Bool { snapshot?.hasSuffix("/") == true }

  func answer(in session: CommandContext) async throws -> CommandResult {
    if let snapshot, isFolder {
      let published = try SnapshotFolder(snapshot).publish(
        session.database, keeping: keep ?? 3, withPrices: withPrices, at: session.now)
      return CommandResult(
        text: session.console.isJSON
          ? try JSONText.pretty(published) : MaintenanceText.text(published, console: session.console))
    }
    if let snapshot {
      let published = try StoreSnapshot.publish(session.database, at: snapshot, withPrices: withPrices)
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
