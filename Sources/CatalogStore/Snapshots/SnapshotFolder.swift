import CatalogSchema
import FileSystem
public import Foundation
import GRDB
import MessageDigest

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A folder of numbered snapshots with a manifest, for replicas on other machines.
///
/// A file is never changed once the manifest names it. Older ones stay for a while, for downloads that have begun.
public struct SnapshotFolder: Sendable {
  /// The path of the folder.
  public let path: String

  /// A folder that need not be there yet.
  public init(_ path: String) { self.path = path }

  /// The result of a publication.
  public struct Publication: Sendable, Hashable, Encodable {
    /// The path of the newest snapshot.
    public var path: String
    /// Whether it was made now; otherwise the newest one holds the present version already.
    public var isNew: Bool
    /// The entry of the manifest.
    public var snapshot: SnapshotManifest.Entry
  }

  /// Adds a snapshot of a catalog, unless the newest one holds its version already, and deletes the oldest.
  ///
  /// The catalog is only read. The manifest is replaced atomically when the snapshot is complete; files that it no
  /// longer names are deleted after that.
  ///
  /// - Parameters:
  ///   - catalog: the file of a catalog.
  ///   - count: how many snapshots are kept, at least 1.
  ///   - withPrices: keeps the prices, which are confidential.
  ///   - now: the time of the copy.
  /// - Returns: the newest snapshot.
  /// - Throws: `StoreError`, `FileError` and ``SnapshotError``; what the folder held is then as it was.
  public func publish(
    _ catalog: String, keeping count: Int, withPrices: Bool = false, at now: Date = Date()
  ) throws -> Publication {
    let lock = try locked()
    defer { close(lock) }
    let present = try StoreFile.openForReading(catalog)
    let version = try StoreFile.translating(catalog) { try present.read { try StoredVersion($0) } }
    let old = try manifest()
    if let newest = old?.snapshots.first, newest.incarnation == version.incarnation, newest.version == version.number,
      newest.hasPrices == withPrices, FileFacts(place(of: newest.file))?.size == newest.bytes
    {
      try keep(Array((old?.snapshots ?? []).prefix(max(1, count))), before: old)
      return Publication(path: place(of: newest.file), isNew: false, snapshot: newest)
    }
    let file = SnapshotManifest.Entry.name((numbers().max() ?? 0) + 1)
    var digest = ""
    let copy = try StoreSnapshot.publish(catalog, at: place(of: file), withPrices: withPrices) {
      digest = try SHA256.hexadecimal(ofFile: $0)
    }
    let entry = SnapshotManifest.Entry(
      file: file, version: copy.version.number, incarnation: copy.version.incarnation, sha256: digest,
      bytes: copy.bytes, madeAt: Date(stamp: now.stamp), hasPrices: withPrices)
    try keep([entry] + (old?.snapshots ?? []).prefix(max(1, count) - 1), before: old)
    return Publication(path: copy.path, isNew: true, snapshot: entry)
  }

  /// The manifest; `nil` where there is none yet.
  ///
  /// - Throws: ``SnapshotError`` where it cannot be read.
  func manifest() throws(SnapshotError) -> SnapshotManifest? {
    let place = place(of: SnapshotManifest.fileName)
    guard FileFacts(place) != nil else { return nil }
    guard let facts = FileFacts(place), facts.isRegular, facts.size <= SnapshotManifest.most,
      let bytes = FileManager.default.contents(atPath: place)
    else { throw .manifestUnreadable(path) }
    return try SnapshotManifest.read(bytes, of: path)
  }

  /// Writes the manifest, and deletes the snapshots that it no longer names.
  private func keep(_ snapshots: [SnapshotManifest.Entry], before old: SnapshotManifest?) throws {
    if snapshots != old?.snapshots {
      let draft = try DraftFile(for: place(of: SnapshotManifest.fileName))
      do {
        try draft.write(try SnapshotManifest(snapshots: snapshots).content)
        try draft.publish()
      } catch {
        draft.discard()
        throw error
      }
    }
    for file in Set((old?.snapshots ?? []).map(\.file)).subtracting(snapshots.map(\.file)) { unlink(place(of: file)) }
  }

  func place(of file: String) -> String { URL(fileURLWithPath: path).appendingPathComponent(file).path }

  /// The numbers of all files in the folder that have the name of a snapshot.
  private func numbers() -> [Int] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.compactMap { SnapshotManifest.Entry.number(of: $0) }
  }

  /// Makes the folder where it is missing, and locks it against other publications.
  private func locked() throws -> Int32 {
    if mkdir(path, 0o777) != 0, errno != EEXIST {
      throw FileError.unusable(path: path, reason: String(cString: strerror(errno)))
    }
    let folder = open(path, O_RDONLY | O_CLOEXEC | O_DIRECTORY)
    guard folder >= 0 else { throw FileError.unusable(path: path, reason: String(cString: strerror(errno))) }
    guard flock(folder, LOCK_EX | LOCK_NB) == 0 else {
      close(folder)
      throw StoreError.busy(path: path, holder: "another process publishes a snapshot there")
    }
    return folder
  }
}
