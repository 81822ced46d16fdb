import CatalogStore
import Foundation
import Testing

@Suite("Where commands write")
struct OutputPlaceTests {
  /// A program with a copy of the demo store of its own.
  private func program() async throws -> (program: Program, path: String) {
    let program = try Program()
    let path = program.home.appendingPathComponent("catalog.sqlite").path
    _ = try StoreSnapshot.publish(try await DemoStore.path(), at: path)
    return (program, path)
  }

  /// Every command that writes a file, with the option that names it last.
  static let writers = [
    ["export", "--csv", "--output"], ["export", "--columns"], ["maintain", "--snapshot"],
    ["sync", "--demo", "--market", "US", "--metrics-file"], ["sync", "--demo", "--market", "US", "--log-file"],
    ["customers", "sync", "--demo", "--metrics-file"], ["customers", "sync", "--demo", "--log-file"],
  ]

  @Test("The catalog is never written over, by whatever name it is called", arguments: writers)
  func catalog(writer: [String]) async throws {
    let (program, path) = try await program()
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    let link = program.home.appendingPathComponent("link").path
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "catalog.sqlite")
    let twin = program.home.appendingPathComponent("twin").path
    try FileManager.default.linkItem(atPath: path, toPath: twin)
    let detour = program.home.appendingPathComponent("./../\(program.home.lastPathComponent)/catalog.sqlite").path
    for (place, database) in [(path, path), (link, path), (path, link), (twin, path), (detour, path)] {
      let result = try program.run(writer + [place, "--db", database])
      #expect(result.status == 2)
      #expect(
        result.errors
          == "error: \(place) cannot be opened: it is the catalog itself. Check the path and its permissions.\n")
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }

  @Test("Nor are the files beside it, there or not", arguments: writers)
  func beside(writer: [String]) async throws {
    let (program, path) = try await program()
    let link = program.home.appendingPathComponent("link").path
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "catalog.sqlite")
    try Data("as it was".utf8).write(to: URL(fileURLWithPath: path + ".lock"))
    let before = try FileManager.default.contentsOfDirectory(atPath: program.home.path).filter { $0.hasPrefix("cata") }
    for (ending, database) in [("-wal", path), ("-shm", path), (".lock", path), ("-wal", link)] {
      let result = try program.run(writer + [path + ending, "--db", database])
      #expect(result.status == 2)
      #expect(result.errors.contains("\(path + ending) cannot be opened: it is a part of the catalog itself."))
    }
    let after = try FileManager.default.contentsOfDirectory(atPath: program.home.path).filter { $0.hasPrefix("cata") }
    #expect(Set(after) == Set(before))
    #expect(try String(contentsOfFile: path + ".lock", encoding: .utf8) == "as it was")
  }

  @Test("Nor is one that is still to be made", arguments: ["--metrics-file", "--log-file"])
  func missing(option: String) throws {
    let program = try Program()
    let path = program.home.appendingPathComponent("catalog.sqlite").path
    let link = program.home.appendingPathComponent("link").path
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "catalog.sqlite")
    for place in [path, link] {
      let result = try program.run("sync", "--demo", "--market", "US", "--db", path, option, place)
      #expect(result.status == 2)
      #expect(result.errors.contains("it is the catalog itself"))
    }
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test("doctor tells of records that would be written over the catalog")
  func doctor() async throws {
    var (program, path) = try await program()
    program.environment["PARTNER_CATALOG_LOG_FILE"] = path
    let result = try program.run("doctor", "--db", path)
    #expect(result.output.contains("\(path) cannot be written: it is the catalog itself"))
  }

  @Test("--columns and --output are not one file, by whatever name")
  func twice() async throws {
    let (program, path) = try await program()
    let output = program.home.appendingPathComponent("items").path
    let detour = program.home.appendingPathComponent("./items").path
    #expect(try program.run("export", "--output", output, "--columns", detour, "--db", path).status == 64)
  }
}
