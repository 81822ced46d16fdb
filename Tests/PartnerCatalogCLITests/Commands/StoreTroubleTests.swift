import Foundation
import Testing

@testable import PartnerCatalogCLI

#if canImport(Glibc)
  import Glibc
#endif

@Suite("A store that cannot be read")
struct StoreTroubleTests {
  /// Every command that reads the store.
  static let readers: [[String]] = [
    ["search", "sql"], ["can-buy", "contoso"], ["why-not", "contoso", "DZH318Z0BQ3Q"], ["show", "DZH318Z0BQ3Q"],
    ["changes"], ["markets"], ["customers"], ["status"],
  ]

  @Test("No file: exit 2, one message, nothing on standard output, and nothing is made", arguments: readers)
  func missing(command: [String]) throws {
    let program = try Program()
    let path = program.home.appendingPathComponent("none/catalog.sqlite").path
    let result = try program.run(command + ["--db", path])
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    #expect(
      result.errors
        == "error: There is no catalog at \(path). Run `partner-catalog sync` to read one (`--demo` needs no account), or name another file with --db.\n"
    )
    #expect(!FileManager.default.fileExists(atPath: program.home.appendingPathComponent("none").path))
  }

  @Test("No file, with --json: the error object on standard output", arguments: readers)
  func missingJSON(command: [String]) throws {
    let program = try Program()
    let result = try program.run(command + ["--json"])
    #expect(result.status == 2)
    #expect(result.errors.isEmpty)
    #expect(result.output.hasPrefix("{\n  \"error\": {\n    \"code\": \"storeMissing\",\n"))
  }

  @Test("A file that is no catalog: exit 2, and it stays as it is", arguments: readers)
  func foreign(command: [String]) throws {
    let program = try Program()
    let file = program.home.appendingPathComponent("letter.txt")
    try Data("Dear Sir or Madam, this is no database at all.".utf8).write(to: file)
    let result = try program.run(command + ["--db", file.path])
    #expect(result.status == 2)
    #expect(
      result.errors
        == "error: \(file.path) is not a catalog file. It was left as it is. Name another file with --db.\n"
    )
    #expect(try String(contentsOf: file, encoding: .utf8) == "Dear Sir or Madam, this is no database at all.")
  }

  @Test("A folder in its place: exit 2")
  func folder() throws {
    let program = try Program()
    let result = try program.run("status", "--db", program.home.path)
    #expect(result.status == 2)
    #expect(
      result.errors
        == "error: \(program.home.path) cannot be opened: it is a folder. Check the path and its permissions.\n")
  }

  @Test("A file without permission: exit 2", .enabled(if: geteuid() != 0, "root may read everything"))
  func unreadable() throws {
    let program = try Program()
    let file = program.home.appendingPathComponent("closed.sqlite")
    try Data("x".utf8).write(to: file)
    chmod(file.path, 0)
    let result = try program.run("status", "--db", file.path)
    #expect(result.status == 2)
    #expect(
      result.errors == "error: \(file.path) cannot be opened: permission denied. Check the path and its permissions.\n")
  }

  @Test("A configuration file that is no JSON: exit 2 with its path")
  func configuration() throws {
    let program = try Program()
    let folder = program.home.appendingPathComponent(".config/partner-catalog")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appendingPathComponent("config.json")
    try Data("db: x".utf8).write(to: file)
    let result = try program.run("status")
    #expect(result.status == 2)
    #expect(
      result.errors == "error: \(file.path) is not a JSON object (line 1, column 1). Fix it, or move it away.\n")
  }

  @Test("A path that cannot be reached is no missing catalog")
  func unreachable() throws {
    let program = try Program()
    let loop = program.home.appendingPathComponent("loop.sqlite").path
    try FileManager.default.createSymbolicLink(atPath: loop, withDestinationPath: loop)
    for command in [["status"], ["search", "x"]] {
      let result = try program.run(command + ["--db", loop])
      #expect(result.status == 2)
      #expect(
        result.errors
          == "error: \(loop) cannot be opened: too many levels of symbolic links. Check the path and its permissions.\n"
      )
    }
  }

  @Test(
    "The first fault of a configuration file is named by line and column",
    arguments: [
      ("{\n  \"db\": \"x\",\n  \"tenant\" \"y\"\n}", "line 3, column 12"), ("{\"db\": tru}", "line 1, column 8"),
      ("{\n\"db\": \"x\"", "line 2, column 10"), ("{'db': 1}", "line 1, column 2"), ("{}\n{}", "line 2, column 1"),
    ])
  func faults(text: String, place: String) throws {
    let program = try Program()
    let folder = program.home.appendingPathComponent(".config/partner-catalog")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: folder.appendingPathComponent("config.json"))
    #expect(try program.run("status").errors.contains("is not a JSON object (\(place))"))
  }
}
