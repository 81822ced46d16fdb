import CatalogQuery
import CatalogStore
import Foundation
import PartnerCenter
import Synchronization
import Testing

@testable import PartnerCatalogCLI

/// A web server of one folder, in this process, with the faults of the network.
private final class FolderTransport: FileTransport {
  let folder: String
  let hasRanges: Bool
  /// How many downloads break, after those that succeed.
  private let breaks: Mutex<(after: Int, count: Int)>
  let asked = Mutex<[String]>([])

  init(_ folder: String, hasRanges: Bool = true, breaks: Int = 0, after: Int = 0) {
    self.folder = folder
    self.hasRanges = hasRanges
    self.breaks = Mutex((after, breaks))
  }

  private func content(_ url: String) -> Data? {
    FileManager.default.contents(atPath: folder + "/" + (url.split(separator: "/").last ?? ""))
  }

  func send(_ request: TransportRequest) async throws -> TransportResponse {
    guard let content = content(request.url) else { return TransportResponse(status: 404) }
    return TransportResponse(status: 200, body: content)
  }

  func download(_ request: TransportRequest, to path: String, limit: Int) async throws -> TransportResponse {
    let range = request.headers["Range"] ?? ""
    asked.withLock { $0.append(range) }
    guard let content = content(request.url) else { return TransportResponse(status: 404) }
    let ends = range.dropFirst("bytes=".count).split(separator: "-").compactMap { Int($0) }
    let part = hasRanges ? content[ends[0]...ends[1]] : content
    let isBroken = breaks.withLock { breaks in
      breaks.after -= 1
      guard breaks.after < 0 else { return false }
      breaks.count -= 1
      return breaks.count >= 0
    }
    try (isBroken ? part.prefix(100) : part).write(to: URL(fileURLWithPath: path))
    if isBroken { throw TransportFailure.connectionBroken(reason: "cut") }
    guard hasRanges else { return TransportResponse(status: 200) }
    return TransportResponse(
      status: 206, headers: [.init("Content-Range", "bytes \(ends[0])-\(ends[1])/\(content.count)")])
  }
}

@Suite("Snapshots over HTTP") struct SnapshotDownloadTests {
  private func place() async throws -> (program: Program, snapshots: String, entry: SnapshotManifest.Entry) {
    let program = try Program()
    let snapshots = program.home.appendingPathComponent("snapshots").path
    let entry = try SnapshotFolder(snapshots).publish(try await DemoStore.path(), keeping: 1).snapshot
    return (program, snapshots, entry)
  }

  @Test("A download is the snapshot, with ranges, without them, and after a break", arguments: [true, false], [0, 2])
  func whole(hasRanges: Bool, breaks: Int) async throws {
    let (program, snapshots, entry) = try await place()
    let copy = program.home.appendingPathComponent("copy.sqlite").path
    let transport = FolderTransport(snapshots, hasRanges: hasRanges, breaks: breaks)
    let source = try HTTPSnapshotSource("https://snapshots.example/all/manifest.json", transport: transport)
    #expect(source.name == "https://snapshots.example/all")
    let pull = try await Replica(path: copy).pull(from: source)
    #expect(pull.isReplaced && pull.snapshot.sha256 == entry.sha256)
    #expect(try Data(contentsOf: URL(fileURLWithPath: copy)).count == entry.bytes)
    #expect(try Catalog(path: copy).dataVersion().version == entry.version)
  }

  @Test("A pull that broke for good leaves no copy, and the next one begins where it ended")
  func resumes() async throws {
    let (program, snapshots, entry) = try await place()
    let copy = program.home.appendingPathComponent("copy.sqlite").path
    func pull(_ transport: FolderTransport) async throws {
      _ = try await Replica(path: copy).pull(
        from: HTTPSnapshotSource("https://s.example", transport: transport, piece: 100_000))
    }
    // The first piece is received, and every attempt at the second one breaks.
    let broken = FolderTransport(snapshots, breaks: .max, after: 1)
    await #expect(throws: TransportFailure.self) { try await pull(broken) }
    #expect(broken.asked.withLock { $0 } == ["bytes=0-99999"] + Array(repeating: "bytes=100000-199999", count: 3))
    #expect(!FileManager.default.fileExists(atPath: copy))
    let whole = FolderTransport(snapshots)
    try await pull(whole)
    #expect(whole.asked.withLock { $0.first } == "bytes=100000-199999")
    #expect(try Catalog(path: copy).dataVersion().version == entry.version)
  }

  @Test(
    "An address with credentials or a query is refused",
    arguments: ["https://u:p@h/s", "https://u@h/s", "https://h/s?sig=1", "https://h/s#x"])
  func credentials(address: String) throws {
    let error = #expect(throws: CommandError.self) {
      try HTTPSnapshotSource(address, transport: FolderTransport("/"))
    }
    #expect(error?.status == .usage)
    #expect(error?.message.contains("u:p") == false)
  }

  @Test("maintain fills a folder, replica pull copies it, and says so; another run changes nothing")
  func commands() async throws {
    let program = try Program()
    let (path, snapshots) = (try await DemoStore.path(), program.home.appendingPathComponent("all").path)
    let copy = program.home.appendingPathComponent("copy.sqlite").path
    let published = try program.run("maintain", "--snapshot", snapshots + "/", "--keep", "2", "--db", path)
    #expect(published.status == 0)
    #expect(published.output.hasPrefix("Published \(snapshots)/catalog-1.sqlite: "))
    let again = try program.run("maintain", "--snapshot", snapshots + "/", "--db", path)
    #expect(again.output.hasPrefix("\(snapshots)/catalog-1.sqlite holds version "))
    let pulled = try program.run("replica", "pull", snapshots, "--db", copy)
    #expect(pulled.status == 0, "\(pulled.errors)")
    #expect(pulled.output.hasPrefix("\(copy) is now version "))
    #expect(try program.run("search", "server", "--db", copy).status == 0)
    let unchanged = try program.run("replica", "pull", snapshots, "--db", copy, "--json")
    #expect(unchanged.output.contains("\"isReplaced\": false"))
    let missing = try program.run("replica", "pull", program.home.path, "--db", copy)
    #expect(missing.status == 2)
    #expect(missing.errors.contains("holds no manifest.json"))
    #expect(try program.run("maintain", "--keep", "2", "--db", path).status == 64)
    // Only this machine is read over plain http.
    let plain = try program.run("replica", "pull", "http://snapshots.example/all", "--db", copy)
    #expect(plain.status == 2)
    #expect(plain.errors.contains("plain http is only for this machine"))
  }
}
