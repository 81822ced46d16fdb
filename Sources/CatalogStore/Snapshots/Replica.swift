import CatalogSchema
import FileSystem
import GRDB

/// A copy of a catalog that is kept up to date from snapshots of another machine.
///
/// A snapshot takes the place of the copy only when all its bytes are there and checked. Readers that have the copy open
/// keep it; those that open the path find the new one.
public struct Replica: Sendable {
  /// The path of the copy.
  public let path: String

  /// A copy that need not be there yet.
  public init(path: String) { self.path = path }

  /// Which snapshots may take the place of a copy, beside later ones of the same catalog.
  public struct Permissions: OptionSet, Sendable {
    /// The bits.
    public let rawValue: Int
    /// A set of its bits.
    public init(rawValue: Int) { self.rawValue = rawValue }
    /// An older one of the same catalog.
    public static let older = Permissions(rawValue: 1)
    /// One of a catalog that was built again, of the same tenant, cloud and locale.
    public static let rebuilt = Permissions(rawValue: 2)
  }

  /// The result of a pull.
  public struct Pull: Sendable, Hashable, Encodable {
    /// The path of the copy.
    public var path: String
    /// Whether the copy was replaced; otherwise it holds the newest snapshot already.
    public var isReplaced: Bool
    /// The newest snapshot.
    public var snapshot: SnapshotManifest.Entry
  }

  /// Takes the newest snapshot, where it is newer than the copy.
  ///
  /// A pull that was interrupted is continued by the next one of the same snapshot.
  ///
  /// - Parameters:
  ///   - source: the place of the snapshots.
  ///   - allowed: which other snapshots are taken, too.
  /// - Returns: the snapshot, and whether it was taken.
  /// - Throws: ``SnapshotError``, `StoreError`, `FileError`, the errors of the source, and `CancellationError`; the copy
  ///   is then unchanged.
  public func pull(from source: some SnapshotSource, allowing allowed: Permissions = []) async throws -> Pull {
    let manifest = try SnapshotManifest.read(try await source.manifest(), of: source.name)
    guard let newest = manifest.snapshots.first else { throw SnapshotError.none(source.name) }
    let held = try state()
    if let held {
      if held.version == StoredVersion(incarnation: newest.incarnation, number: newest.version) {
        return Pull(path: path, isReplaced: false, snapshot: newest)
      }
      try check(newest.incarnation, newest.version, after: held.version, allowed)
    }
    let draft = try DraftFile(for: path, permissions: FileFacts(path) == nil ? 0o600 : nil)
    defer { draft.discard() }
    let download = try SnapshotDownload(of: newest.sha256, for: path)
    if download.size < newest.bytes { try await source.receive(newest.file, bytes: newest.bytes, into: download) }
    do {
      try verify(download, newest, after: held, source: source.name)
    } catch {
      download.discard()
      throw error
    }
    try download.move(to: draft)
    try StoreFile.translating(path) { try StoreSnapshot.replace(draft) }
    return Pull(path: path, isReplaced: true, snapshot: newest)
  }

  /// The version and the source of a file.
  private struct State {
    var version: StoredVersion
    var source: [String: String]

    init(_ db: Database) throws {
      version = try StoredVersion(db)
      source = [:]
      for key in ["tenant", "cloud", "locale"] {
        source[key] = try String.fetchOne(
          db, sql: "SELECT CAST(value AS TEXT) FROM setting WHERE key = ?", arguments: [key])
      }
    }
  }

  /// The state of the copy; `nil` where there is none.
  private func state() throws -> State? {
    guard FileFacts(path) != nil else { return nil }
    do {
      let copy = try StoreFile.openForReading(path)
      return try StoreFile.translating(path) { try copy.read { try State($0) } }
    } catch StoreError.older {
      // A copy that an earlier version of the program took.
      return nil
    }
  }

  private func check(
    _ incarnation: String, _ version: Int, after held: StoredVersion, _ allowed: Permissions
  ) throws(SnapshotError) {
    guard incarnation == held.incarnation else {
      if allowed.contains(.rebuilt) { return }
      throw .rebuilt(copy: path)
    }
    guard version > held.number || allowed.contains(.older) else {
      throw .older(version: version, copy: path, holds: held.number)
    }
  }

  /// Compares the file with the manifest, and examines it as a catalog.
  private func verify(
    _ download: SnapshotDownload, _ entry: SnapshotManifest.Entry, after held: State?, source: String
  ) throws {
    func refusal(_ reason: String) -> SnapshotError {
      SnapshotError.damaged(file: "\(entry.file) of \(source)", copy: path, reason: reason)
    }
    guard download.size == entry.bytes else {
      throw refusal("it has \(download.size) bytes, and its manifest says \(entry.bytes)")
    }
    guard try download.digest() == entry.sha256 else {
      throw refusal("its SHA-256 digest is not that of its manifest")
    }
    let offered: State
    do {
      let file = try StoreFile.openForReading(download.path)
      offered = try StoreFile.translating(download.path) { try file.read { try State($0) } }
      if let finding = try StoreHealth.issues(of: download.path).first { throw refusal(finding) }
    } catch StoreError.newer(_, let version, let known) {
      throw refusal("a newer version of the program wrote it (schema \(version), this one knows up to \(known))")
    } catch let error as StoreError {
      throw refusal(Self.reason(error))
    }
    guard offered.version == StoredVersion(incarnation: entry.incarnation, number: entry.version) else {
      throw refusal("it does not hold the version that its manifest says")
    }
    for (setting, value) in (held?.source ?? [:]).sorted(by: { $0.key < $1.key }) {
      let other = offered.source[setting] ?? ""
      guard other == value else {
        throw SnapshotError.other(copy: path, setting: setting, holds: value, offered: other)
      }
    }
  }

  private static func reason(_ error: StoreError) -> String {
    switch error {
    case .older(_, let version, let known):
      "an older version of the program wrote it (schema \(version), this one reads \(known))"
    case .foreign: "it is not a catalog"
    case .corrupt(_, let finding): "it is damaged" + (finding.map { ": \($0)" } ?? "")
    default: "it cannot be opened as a catalog"
    }
  }
}
