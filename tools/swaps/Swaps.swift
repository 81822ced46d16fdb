import ArgumentParser
import CatalogQuery
import CatalogStore
import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Swaps snapshots under a pool of readers: is each answer of one version, none failed, and none of a file that was
/// replaced two seconds before?
@main
struct Swaps: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "swaps", abstract: "Replaces the file of a pool while it is read, and compares every answer.")

  @Argument(help: "Two catalog files.") var catalogs: [String]
  @Option(help: "How often the file is replaced.") var swaps = 1_000
  @Option(help: "How many answers are read at least.") var reads = 1_000_000
  @Option(help: "What is searched.") var query = "sql server"

  func validate() throws {
    guard catalogs.count == 2, swaps > 0, reads > 0 else {
      throw ValidationError("It needs two catalogs, and at least one swap and one read.")
    }
  }

  /// The version that is in place, since when, and what was read so far.
  private final class Progress: Sendable {
    let present: Mutex<(version: DataVersion, since: ContinuousClock.Instant)>
    let counts = Mutex((reads: 0, wrong: 0, stale: 0, swaps: 0))

    init(_ version: DataVersion) { present = Mutex((version, .now)) }
  }

  func run() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("swaps-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
    let (place, draft, query) = (path("served.sqlite"), path("draft.sqlite"), query)
    let files = [path("first.sqlite"), path("second.sqlite")]
    for (catalog, file) in zip(catalogs, files) { _ = try StoreSnapshot.publish(catalog, at: file) }
    @Sendable func answer(_ catalog: Catalog) throws -> [String] {
      try catalog.search(query, SearchOptions(limit: 20)).items.map(\.item.catalogItemID.rawValue)
    }
    let versions = try files.map { try Catalog(path: $0).dataVersion() }
    let known = Dictionary(uniqueKeysWithValues: try zip(versions, files).map { ($0, try answer(Catalog(path: $1))) })
    try FileManager.default.copyItem(atPath: files[0], toPath: place)
    let pool = try CatalogPool(path: place)
    let (swaps, reads) = (swaps, reads)
    let progress = Progress(versions[0])
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        var number = 0
        while number < swaps || progress.counts.withLock({ $0.reads }) < reads {
          number += 1
          try FileManager.default.copyItem(atPath: files[number % 2], toPath: draft)
          guard rename(draft, place) == 0 else { throw CocoaError(.fileWriteUnknown) }
          let version = versions[number % 2]
          progress.present.withLock { $0 = (version, .now) }
          progress.counts.withLock { $0.swaps = number }
          try await Task.sleep(for: .milliseconds(number % 20))
        }
      }
      for _ in 0..<8 {
        group.addTask {
          while progress.counts.withLock({ $0.reads < reads || $0.swaps < swaps }) {
            let before = progress.present.withLock { $0 }
            let (version, found) = try await pool.read { (try $0.dataVersion(), try answer($0)) }
            let isStale =
              version != before.version && before.since.duration(to: .now) > .seconds(2)
              && progress.present.withLock { $0.version == before.version && $0.since == before.since }
            progress.counts.withLock { counts in
              counts.reads += 1
              if known[version] != found { counts.wrong += 1 }
              if isStale { counts.stale += 1 }
            }
          }
        }
      }
      try await group.waitForAll()
    }
    let end = progress.counts.withLock { $0 }
    print("\(end.swaps) swaps, \(end.reads) answers: \(end.wrong) wrong, \(end.stale) stale, none failed")
    if end.wrong + end.stale > 0 { throw ExitCode.failure }
  }
}
