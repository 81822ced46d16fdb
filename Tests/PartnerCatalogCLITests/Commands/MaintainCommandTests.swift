import CatalogStore
import Foundation
import Testing

@Suite("maintain and export")
struct MaintainCommandTests {
  /// A program with a copy of the demo store of its own.
  private func program() async throws -> (program: Program, path: String) {
    let program = try Program()
    let path = program.home.appendingPathComponent("catalog.sqlite").path
    _ = try StoreSnapshot.publish(try await DemoStore.path(), at: path)
    return (program, path)
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test("maintain says what it looked at and how large the file was and is")
  func text() async throws {
    let (program, path) = try await program()
    let result = try program.run("maintain", "--prune-history", "1d", "--db", path)
    #expect(result.status == 0)
    #expect(result.errors == "")
    let lines = result.output.split(separator: "\n")
    #expect(
      lines.prefix(5) == [
        "Pages: sound", "Values: sound", "References: sound", "Full-text index: sound", "Search index: sound",
      ])
    #expect(lines[5].hasPrefix("Deleted: "))
    #expect(lines[6].hasPrefix("Before: ") && lines[7].hasPrefix("After: "))
  }

  @Test("maintain --json tells the same as an object")
  func json() async throws {
    let (program, path) = try await program()
    let report = try object(try program.run("maintain", "--json", "--db", path).output)
    #expect((report["checks"] as? [[String: Any]])?.count == 5)
    #expect((report["after"] as? [String: Any])?["items"] as? Int ?? 0 > 0)
    #expect(report["isVacuumed"] as? Bool == true)
  }

  @Test("maintain ends with 6 while a sync holds the store, and its snapshot does not")
  func busy() async throws {
    let (program, path) = try await program()
    let store = try CatalogStore(existing: path)
    let result = try program.run("maintain", "--db", path)
    #expect(result.status == 6)
    #expect(result.errors.contains("\(path) is in use"))
    let copy = program.home.appendingPathComponent("copy.sqlite").path
    let published = try program.run("maintain", "--snapshot", copy, "--db", path)
    #expect(published.status == 0)
    #expect(published.output.hasPrefix("Published \(copy): "))
    withExtendedLifetime(store) {}
  }

  @Test("maintain makes no file, and says what is damaged without writing to it")
  func damaged() async throws {
    let (program, path) = try await program()
    let missing = try program.run("maintain", "--db", path + ".none")
    #expect(missing.status == 2)
    #expect(missing.errors.contains("There is no catalog at"))
    #expect(!FileManager.default.fileExists(atPath: path + ".none"))
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try handle.seek(toOffset: 40_960)
    try handle.write(contentsOf: Data(repeating: 0xA5, count: 40_960))
    try handle.close()
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    let result = try program.run("maintain", "--db", path)
    #expect(result.status == 2)
    #expect(result.errors.contains("is damaged"))
    let damage = 40_960..<81_920
    #expect(try Data(contentsOf: URL(fileURLWithPath: path))[damage] == before[damage])
  }

  @Test("--snapshot goes with nothing that changes the catalog")
  func usage() async throws {
    let (program, path) = try await program()
    #expect(try program.run("maintain", "--snapshot", "x", "--quick", "--db", path).status == 64)
    #expect(try program.run("maintain", "--prune-history", "soon", "--db", path).status == 64)
    #expect(try program.run("export", "--spreadsheet-safe", "--db", path).status == 64)
    #expect(try program.run("export", "--json", "--db", path).status == 64)
  }

  @Test("a snapshot is searched in a folder that cannot be written")
  func readOnly() async throws {
    let (program, path) = try await program()
    let folder = program.home.appendingPathComponent("published")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let copy = folder.appendingPathComponent("catalog.sqlite").path
    #expect(try program.run("maintain", "--snapshot", copy, "--db", path).status == 0)
    try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: folder.path)
    defer { try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path) }
    let found = try program.run("search", "server", "--json", "--db", copy)
    #expect(found.status == 0)
    #expect(try object(found.output)["total"] as? Int ?? 0 > 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["catalog.sqlite"])
  }

  @Test("export writes a file and its columns whole, and says how much")
  func export() async throws {
    let (program, path) = try await program()
    let output = program.home.appendingPathComponent("items.csv").path
    let columns = program.home.appendingPathComponent("items.columns.json").path
    let result = try program.run(
      "export", "--csv", "--market", "DE", "--output", output, "--columns", columns, "--db", path)
    #expect(result.status == 0)
    let text = try String(contentsOfFile: output, encoding: .utf8)
    let lines = text.components(separatedBy: "\r\n")
    #expect(result.output.hasPrefix("\(lines.count - 2) items in \(output), \(text.utf8.count) bytes"))
    let described = try object(try String(contentsOfFile: columns, encoding: .utf8))
    let names = (described["columns"] as? [[String: Any]])?.compactMap { $0["name"] as? String }
    #expect(names?.joined(separator: ",") == lines[0])
  }

  @Test("export ends with 1 where there is no such item, and quietly where the reader goes away")
  func ends() async throws {
    let (program, path) = try await program()
    #expect(try program.run("export", "--market", "FR", "--db", path).status == 1)
    let piped = try program.shell(
      "set -o pipefail; \"$0\" export --db '\(path)' | head -1 | wc -l; echo ${PIPESTATUS[0]}")
    #expect(piped.output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) } == ["1", "0"])
    #expect(piped.errors == "")
  }

  @Test(
    "export leaves the file that stands there where the new one cannot be written whole",
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func full() async throws {
    let (program, path) = try await program()
    let result = try program.shell("\"$0\" export --db '\(path)' > /dev/full")
    #expect(result.status == 2)
    #expect(result.errors.contains("No space left on device"))
    // A limit on the size of files is a disk that is full.
    let output = program.home.appendingPathComponent("items.ndjson").path
    try Data("as it was".utf8).write(to: URL(fileURLWithPath: output))
    let limited = try program.shell("trap '' XFSZ; ulimit -f 8; \"$0\" export --db '\(path)' --output '\(output)'")
    #expect(limited.status == 2)
    #expect(limited.errors.contains("Writing \(output) failed: File too large. The existing file is unchanged."))
    #expect(try String(contentsOfFile: output, encoding: .utf8) == "as it was")
    let folder = program.home.path
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.contains("partial") } == [])
    let copy = program.home.appendingPathComponent("copy.sqlite").path
    let snapshot = try program.shell("trap '' XFSZ; ulimit -f 8; \"$0\" maintain --db '\(path)' --snapshot '\(copy)'")
    #expect(snapshot.status == 2)
    #expect(!FileManager.default.fileExists(atPath: copy))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.contains("partial") } == [])
  }
}
