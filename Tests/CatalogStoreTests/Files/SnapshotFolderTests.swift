import CatalogModel
import FileSystem
import Foundation
import GRDB
import MessageDigest
import Testing

@testable import CatalogSchema
@testable import CatalogStore

@Suite("Numbered snapshots and their copies") struct SnapshotFolderTests {
  /// A folder of snapshots of a store, and a copy that is not there yet.
  private struct Place {
    let store: TemporaryStore
    let folder: SnapshotFolder
    let copy: String

    init() async throws {
      store = try await TemporaryStore()
      folder = SnapshotFolder(store.folder.appendingPathComponent("snapshots").path)
      copy = store.folder.appendingPathComponent("copy.sqlite").path
    }

    func change(_ title: String) async throws { _ = try await store.replace(unit(title, ["0001": [item("A1")]])) }

    @discardableResult
    func publish(keeping count: Int = 3) throws -> SnapshotFolder.Publication {
      try folder.publish(store.path, keeping: count, at: TemporaryStore.start)
    }

    func pull(_ allowed: Replica.Permissions = []) async throws -> Replica.Pull {
      try await Replica(path: copy).pull(from: SnapshotFolderSource(folder.path), allowing: allowed)
    }

    func title(of path: String) throws -> String? {
      try StoreFile.openForReading(path).read {
        try String.fetchOne($0, sql: "SELECT product_title FROM catalog_items")
      }
    }

    var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()) ?? [] }
    /// What lies beside the copy, but for the store's own files.
    var rest: [String] {
      let all = (try? FileManager.default.contentsOfDirectory(atPath: store.folder.path)) ?? []
      return all.filter { !$0.hasPrefix("catalog.sqlite") && $0 != "snapshots" }.sorted()
    }

    func manifest(_ edit: (inout [String: Any]) -> Void) throws {
      let path = folder.place(of: SnapshotManifest.fileName)
      var object = try #require(
        try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: path))) as? [String: Any])
      var entries = try #require(object["snapshots"] as? [[String: Any]])
      edit(&entries[0])
      object["snapshots"] = entries
      try JSONSerialization.data(withJSONObject: object).write(to: URL(fileURLWithPath: path))
    }
  }

  @Test("Each version is one file; the manifest names the newest first, and the oldest goes")
  func numbered() async throws {
    let place = try await Place()
    for number in 1...4 {
      try await place.change("Title \(number)")
      let published = try place.publish(keeping: 2)
      #expect(published.isNew)
      #expect(published.snapshot.file == "catalog-\(number).sqlite")
      // Nothing was written since.
      #expect(try place.publish(keeping: 2).isNew == false)
    }
    #expect(place.names == ["catalog-3.sqlite", "catalog-4.sqlite", "manifest.json"])
    let manifest = try #require(try place.folder.manifest())
    #expect(manifest.snapshots.map(\.file) == ["catalog-4.sqlite", "catalog-3.sqlite"])
    for entry in manifest.snapshots {
      let path = place.folder.place(of: entry.file)
      let content = try Data(contentsOf: URL(fileURLWithPath: path))
      #expect(entry.bytes == content.count && entry.sha256 == SHA256.hexadecimal(of: content))
      let file = try StoreFile.openForReading(path)
      let version = try await file.read { try StoredVersion($0) }
      #expect(version == StoredVersion(incarnation: entry.incarnation, number: entry.version))
    }
    #expect(manifest.snapshots[0].version > manifest.snapshots[1].version)
  }

  @Test("Files that no manifest named are left alone, and their numbers are not used")
  func foreignFiles() async throws {
    let place = try await Place()
    try FileManager.default.createDirectory(atPath: place.folder.path, withIntermediateDirectories: true)
    try Data("mine".utf8).write(to: URL(fileURLWithPath: place.folder.place(of: "catalog-7.sqlite")))
    for number in 1...3 {
      try await place.change("Title \(number)")
      try place.publish(keeping: 1)
    }
    #expect(place.names == ["catalog-10.sqlite", "catalog-7.sqlite", "manifest.json"])
  }

  @Test("A copy follows the snapshots, and is not touched where it holds the newest")
  func follows() async throws {
    let place = try await Place()
    for title in ["One", "Two"] {
      try await place.change(title)
      try place.publish()
      let pull = try await place.pull()
      #expect(pull.isReplaced)
      #expect(try place.title(of: place.copy) == title)
      #expect(try await place.pull().isReplaced == false)
    }
    #expect(place.rest == ["copy.sqlite"])
    #expect(FileFacts(place.copy)?.permissions == 0o600)
  }

  @Test("An interrupted pull continues: bytes that were received are not read again")
  func continues() async throws {
    let place = try await Place()
    try await place.change("One")
    let entry = try place.publish().snapshot
    let source = place.folder.place(of: entry.file)
    do {
      let download = try SnapshotDownload(of: entry.sha256, for: place.copy)
      try download.append(contentsOf: source, atMost: 10_000)
      #expect(download.size == 10_000)
    }
    // The bytes at the beginning of the source are never asked for.
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: source))
    try handle.write(contentsOf: Data(repeating: 0, count: 10_000))
    try handle.close()
    #expect(try await place.pull().isReplaced)
    #expect(try place.title(of: place.copy) == "One")
  }

  @Test("A log that lies beside the copy changes nothing of the snapshot that takes its place")
  func leftoverLog() async throws {
    let place = try await Place()
    try await place.change("One")
    try place.publish()
    _ = try await place.pull()
    // A writer of the copy that was killed: its rows stand in the log alone.
    let killed = place.store.folder.appendingPathComponent("killed.sqlite").path
    try FileManager.default.copyItem(atPath: place.copy, toPath: killed)
    let queue = try DatabaseQueue(path: killed)
    try await queue.writeWithoutTransaction { db in
      _ = try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL")
      try db.execute(sql: "UPDATE product_text SET title = 'Old'")
    }
    for ending in ["", "-wal"] {
      try? FileManager.default.removeItem(atPath: place.copy + ending)
      try FileManager.default.copyItem(atPath: killed + ending, toPath: place.copy + ending)
    }
    #expect(try place.title(of: place.copy) == "Old")
    try await place.change("Two")
    try place.publish()
    _ = try await place.pull()
    #expect(try place.title(of: place.copy) == "Two")
    #expect(FileFacts(place.copy + "-wal") == nil)
    withExtendedLifetime(queue) {}
  }

  private func refused(
    _ place: Place, _ allowed: Replica.Permissions = [], _ isExpected: (SnapshotError) -> Bool
  ) async throws {
    let before = try Data(contentsOf: URL(fileURLWithPath: place.copy))
    let error = await #expect(throws: SnapshotError.self) { try await place.pull(allowed) }
    #expect(error.map(isExpected) == true, "\(error.map { "\($0)" } ?? "")")
    #expect(error.map { "\($0)".contains("unchanged") } == true)
    #expect(try Data(contentsOf: URL(fileURLWithPath: place.copy)) == before)
    #expect(place.rest == ["copy.sqlite"])
  }

  /// A place whose copy has the first of two snapshots.
  private func twoVersions() async throws -> (place: Place, newest: SnapshotManifest.Entry) {
    let place = try await Place()
    try await place.change("One")
    try place.publish()
    _ = try await place.pull()
    try await place.change("Two")
    return (place, try place.publish().snapshot)
  }

  @Test("A cut snapshot, one with a changed byte, and one that is no catalog are refused")
  func damaged() async throws {
    let (place, newest) = try await twoVersions()
    let path = place.folder.place(of: newest.file)
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    func isDamage(_ error: SnapshotError) -> Bool { if case .damaged = error { true } else { false } }
    try whole.dropLast(4096).write(to: URL(fileURLWithPath: path))
    try await refused(place, [], isDamage)
    var forged = whole
    forged[whole.count - 100] ^= 1
    try forged.write(to: URL(fileURLWithPath: path))
    try await refused(place, [], isDamage)
    // Its digest is right, and it is no catalog.
    let text = Data(repeating: 0x41, count: 9_000)
    try text.write(to: URL(fileURLWithPath: path))
    try place.manifest {
      $0["bytes"] = text.count
      $0["sha256"] = SHA256.hexadecimal(of: text)
    }
    try await refused(place, [], isDamage)
    // Its digest is right, and it holds another version than its manifest says.
    try whole.write(to: URL(fileURLWithPath: path))
    try place.manifest {
      $0["bytes"] = whole.count
      $0["sha256"] = newest.sha256
      $0["version"] = newest.version + 5
    }
    try await refused(place, [], isDamage)
  }

  @Test("An older snapshot is refused, and taken where that is asked for")
  func older() async throws {
    let place = try await Place()
    try await place.change("One")
    try place.publish()
    let old = try Data(contentsOf: URL(fileURLWithPath: place.folder.place(of: SnapshotManifest.fileName)))
    try await place.change("Two")
    try place.publish()
    _ = try await place.pull()
    try old.write(to: URL(fileURLWithPath: place.folder.place(of: SnapshotManifest.fileName)))
    try await refused(place) { if case .older = $0 { true } else { false } }
    #expect(try await place.pull(.older).isReplaced)
    #expect(try place.title(of: place.copy) == "One")
  }

  @Test("A catalog that was built again is refused, and taken where that is asked for; another tenant's never")
  func rebuilt() async throws {
    let (place, _) = try await twoVersions()
    func other(_ tenant: String) async throws -> SnapshotFolderSource {
      let path = place.store.folder.appendingPathComponent("catalog.sqlite-\(tenant)").path
      do {
        _ = try CatalogStore(path: path, source: .init(locale: "en-US", tenant: tenant, cloud: "global"))
      }
      let folder = SnapshotFolder(place.store.folder.appendingPathComponent("catalog.sqlite-\(tenant)-all").path)
      _ = try folder.publish(path, keeping: 1)
      return SnapshotFolderSource(folder.path)
    }
    let (again, foreign) = (try await other("partner"), try await other("stranger"))
    let replica = Replica(path: place.copy)
    await #expect(throws: SnapshotError.rebuilt(copy: place.copy)) { try await replica.pull(from: again) }
    await #expect(
      throws: SnapshotError.other(copy: place.copy, setting: "tenant", holds: "partner", offered: "stranger")
    ) { try await replica.pull(from: foreign, allowing: .rebuilt) }
    #expect(try place.title(of: place.copy) == "One")
    #expect(try await replica.pull(from: again, allowing: .rebuilt).isReplaced)
    #expect(try place.title(of: place.copy) == nil)
  }

  @Test("A copy that a process writes is not replaced")
  func written() async throws {
    let (place, _) = try await twoVersions()
    let writer = try CatalogStore(existing: place.copy)
    await #expect {
      try await place.pull()
    } throws: { if case .busy(place.copy, _)? = $0 as? StoreError { true } else { false } }
    withExtendedLifetime(writer) {}
  }

  @Test(
    "A manifest that leads out of its folder, or lacks a value, is none",
    arguments: [
      ("file", "../catalog-1.sqlite"), ("file", "catalog-01.sqlite"), ("file", "catalog--1.sqlite"), ("file", "a"),
      ("sha256", "00"), ("incarnation", "none"), ("madeAt", "soon"), ("version", "x"), ("bytes", "x"),
    ])
  func forgedManifest(key: String, value: String) async throws {
    let (place, _) = try await twoVersions()
    try place.manifest { $0[key] = value }
    await #expect(throws: SnapshotError.manifestUnreadable(place.folder.path)) { try await place.pull() }
    #expect(throws: SnapshotError.manifestUnreadable(place.folder.path)) { try place.publish() }
  }
}
