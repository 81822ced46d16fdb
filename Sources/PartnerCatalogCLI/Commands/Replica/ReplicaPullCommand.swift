import ArgumentParser
import CatalogJSON
import CatalogStore
import PartnerCenter

struct ReplicaPullCommand: CatalogCommand {
  static let configuration = CommandConfiguration(
    commandName: "pull", abstract: "Replace the catalog by the newest snapshot of a folder or a web server.",
    discussion: HelpText.wrapped(
      """
      Reads manifest.json of a folder that `maintain --snapshot FOLDER/` fills, or of its copy on a web server, and the newest \
      snapshot unless the catalog holds it already. Size, SHA-256 digest, version and content are checked before the snapshot \
      takes the place of the catalog in one step; commands that are reading keep the one they opened. An interrupted \
      download continues at the next pull. Fit for a timer.

      A snapshot that is older than the catalog, of a catalog that was built again, or of another tenant, cloud or \
      locale is refused. An address is https, or plain http on this machine, and holds no credentials.

      Examples:
        partner-catalog replica pull https://snapshots.example.com/catalog --db /srv/catalog.sqlite
        partner-catalog replica pull /mnt/snapshots

      Exit codes: 0 the catalog is the newest snapshot, 2 error, 6 a sync writes the catalog.
      """))

  @OptionGroup var global: GlobalOptions
  @Argument(help: "The folder of the snapshots, or its address.", completion: .directory) var place: String
  @Flag(help: "Also take a snapshot that is older than the catalog.") var allowOlder = false
  @Flag(help: "Also take a snapshot of a catalog that was built again.") var allowRebuilt = false

  func validate() throws {
    guard place != "" else { throw ValidationError("The place of the snapshots is empty.") }
  }

  func answer(in session: CommandContext) async throws -> CommandResult {
    var allowed: Replica.Permissions = []
    if allowOlder { allowed.insert(.older) }
    if allowRebuilt { allowed.insert(.rebuilt) }
    let replica = Replica(path: session.database)
    let permissions = allowed
    let pull = try await cancelledByInterruption {
      guard HTTPSnapshotSource.isAddress(place) else {
        return try await replica.pull(from: SnapshotFolderSource(place), allowing: permissions)
      }
      let configuration = try HTTPTransportConfiguration(environment: session.environment)
      return try await LiveConnection.withTransport(configuration) { transport in
        try await replica.pull(from: HTTPSnapshotSource(place, transport: transport), allowing: permissions)
      }
    }
    return CommandResult(
      text: session.console.isJSON
        ? try JSONText.pretty(pull) : MaintenanceText.text(pull, console: session.console))
  }
}
