import FileSystem
public import Foundation

/// A place that offers snapshots with a manifest: a folder, or a web server.
public protocol SnapshotSource: Sendable {
  /// The place in messages; without credentials.
  var name: String { get }

  /// The content of the manifest.
  ///
  /// - Throws: ``SnapshotError``, or the error of the transport.
  func manifest() async throws -> Data

  /// Adds the missing bytes of a snapshot to those that an earlier pull received.
  ///
  /// - Parameters:
  ///   - file: the name that the manifest gives.
  ///   - bytes: the size that the manifest gives. Fewer bytes than that are found out by the caller.
  ///   - download: the bytes received so far.
  /// - Throws: the error of the transport; what was received stays.
  func receive(_ file: String, bytes: Int, into download: SnapshotDownload) async throws
}

/// Snapshots in a folder of this machine, or of a mounted one.
public struct SnapshotFolderSource: SnapshotSource {
  private let folder: SnapshotFolder

  /// - Parameter path: a folder that ``SnapshotFolder`` fills, or a copy of one.
  public init(_ path: String) { folder = SnapshotFolder(path) }

  /// The path.
  public var name: String { folder.path }

  /// The manifest, as the folder holds it.
  public func manifest() async throws -> Data {
    guard let manifest = try folder.manifest() else { throw SnapshotError.manifestUnreadable(name) }
    return try manifest.content
  }

  /// Copies the missing bytes.
  public func receive(_ file: String, bytes: Int, into download: SnapshotDownload) async throws {
    do {
      try download.append(contentsOf: folder.place(of: file), from: download.size, atMost: bytes)
    } catch let error as CocoaError {
      throw SnapshotError.unreadable(folder.place(of: file), reason: error.systemReason)
    }
  }
}
