import CatalogModel
import CatalogStore
import Foundation
import GRDB
import Testing

@testable import PartnerCatalogCLI

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
          == "error: \(place) cannot be written: it is the catalog itself. Name another file, or check the path and its permissions.\n"
      )
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
      #expect(result.errors.contains("\(path + ending) cannot be written: it is a part of the catalog itself."))
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
    program.environment["PARTNER_CATALOG_METRICS_FILE"] = "/dev/null"
    #expect(
      try program.run("doctor", "--db", path).output.contains("/dev/null cannot be written: it is not a regular file"))
  }

  @Test("--columns and --output are not one file, by whatever name")
  func twice() async throws {
    let (program, path) = try await program()
    let output = program.home.appendingPathComponent("items").path
    let detour = program.home.appendingPathComponent("./items").path
    #expect(try program.run("export", "--output", output, "--columns", detour, "--db", path).status == 64)
  }

  @Test("export writes into a pipe as it stands")
  func pipe() async throws {
    let (program, path) = try await program()
    let result = try program.shell(
      """
      cd '\(program.home.path)' && mkfifo pipe
      cat pipe > piped & "$0" export --db '\(path)' --output pipe > told; status=$?
      wait; [ -p pipe ] && "$0" export --db '\(path)' | cmp - piped && cat told && exit $status
      """)
    #expect(result.status == 0)
    #expect(result.output.contains(" items in pipe, "))
    #expect(result.errors == "")
  }

  @Test("export writes into a device as it stands, and a full one is told")
  func device() async throws {
    let (program, path) = try await program()
    #expect(try program.run("export", "--output", "/dev/null", "--db", path).status == 0)
    let full = try program.run("export", "--output", "/dev/full", "--db", path)
    #expect(full.status == 2)
    #expect(
      full.errors
        == "error: Writing /dev/full failed: No space left on device. Its content is incomplete. "
        + "Choose another file.\n")
    for device in ["/dev/null", "/dev/full"] {
      #expect(
        try FileManager.default.attributesOfItem(atPath: device)[.type] as? FileAttributeType == .typeCharacterSpecial)
    }
  }

  @Test(
    "-, and what leads to standard output, are standard output", arguments: ["-", "/dev/stdout", "/proc/self/fd/1"])
  func standardOutput(place: String) async throws {
    let (program, path) = try await program()
    let usual = try program.run("export", "--db", path)
    let result = try program.run("export", "--output", place, "--db", path)
    #expect((result.status, result.errors) == (0, ""))
    #expect(result.output == usual.output)
    let piped = try program.shell(
      "cd '\(program.home.path)' && \"$0\" export --db '\(path)' --output \(place) | cat; ls -- - 2>&1")
    #expect(piped.output.hasPrefix(usual.output))
    #expect(!FileManager.default.fileExists(atPath: program.home.appendingPathComponent("-").path))
    #expect(try program.run("export", "--json", "--output", place, "--db", path).status == 64)
    #expect(try program.run("export", "--columns", "-", "--db", path).status == 64)
  }

  @Test(
    "A snapshot and metrics are put in the place of regular files alone",
    arguments: [["maintain", "--snapshot"], ["sync", "--demo", "--market", "US", "--metrics-file"]])
  func special(writer: [String]) async throws {
    let (program, path) = try await program()
    let pipe = program.home.appendingPathComponent("pipe").path
    #expect(try program.shell("mkfifo '\(pipe)'").status == 0)
    for place in [pipe, "/dev/null"] {
      let result = try program.run(writer + [place, "--db", path])
      #expect(result.status == 2)
      #expect(result.errors.contains("it is not a regular file"))
      #expect(try FileManager.default.attributesOfItem(atPath: place)[.type] as? FileAttributeType != .typeRegular)
    }
  }

  /// What is put in the place of others: `$0` writes it to `$place`.
  static let replacing = [
    "\"$0\" export --db \"$db\" --output \"$place\"", "\"$0\" export --db \"$db\" --columns \"$place\" > /dev/null",
    "\"$0\" customers sync --demo --db \"$home/demo\" --metrics-file \"$place\"",
  ]

  @Test(
    "What stands in the place of a file keeps its permissions, a new file has what the mask leaves",
    arguments: replacing)
  func permissions(command: String) async throws {
    let (program, path) = try await program()
    let result = try program.shell(
      """
      home='\(program.home.path)' db='\(path)'; cd "$home"
      for mask in 077 022 002; do
        place="$home/new-$mask"; (umask $mask; \(command) > /dev/null) && stat -c %a "$place"
      done
      for mode in 600 640 444; do
        place="$home/old-$mode"; : > "$place"; chmod $mode "$place"
        (umask 022; \(command) > /dev/null) && stat -c '%a' "$place"; [ -s "$place" ] || echo empty
      done
      """)
    #expect(result.output == "600\n644\n664\n600\n640\n444\n")
  }

  @Test("A new snapshot has the permissions of its catalog, alone and in a folder; one that is there keeps its own")
  func snapshotPermissions() async throws {
    let (program, path) = try await program()
    let result = try program.shell(
      """
      home='\(program.home.path)' db='\(path)'; cd "$home"; umask 022; mkdir "$home/all"
      for mode in 600 640; do
        chmod $mode "$db"
        "$0" maintain --db "$db" --snapshot "$home/new-$mode" > /dev/null && stat -c %a "$home/new-$mode"
        "$0" maintain --db "$db" --snapshot "$home/all/" > /dev/null && stat -c %a "$home/all/"*.sqlite
      done
      : > old; chmod 644 old; "$0" maintain --db "$db" --snapshot "$home/old" > /dev/null && stat -c %a old
      """)
    #expect(result.output == "600\n600\n640\n600\n644\n")
  }

  @Test("An export of nothing leaves what stood there, makes nothing, and says so", arguments: [["--csv"], []])
  func nothing(form: [String]) async throws {
    let (program, path) = try await program()
    let output = program.home.appendingPathComponent("ke.csv").path
    let columns = program.home.appendingPathComponent("ke.columns.json").path
    let export = ["export", "--market", "KE", "--db", path] + form
    let none = try program.run(export + ["--output", output, "--columns", columns])
    #expect((none.status, none.output) == (1, ""))
    #expect(none.errors == "No item matches; nothing was written to \(output) and \(columns).\n")
    #expect(!FileManager.default.fileExists(atPath: output))
    #expect(!FileManager.default.fileExists(atPath: columns))
    for place in [output, columns] { try Data("as it was".utf8).write(to: URL(fileURLWithPath: place)) }
    #expect(try program.run(export + ["--output", output, "--columns", columns]).status == 1)
    for place in [output, columns] { #expect(try String(contentsOfFile: place, encoding: .utf8) == "as it was") }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: program.home.path).filter { $0.contains("partial") } == [])
    let json = try program.run("export", "--market", "KE", "--db", path, "--json", "--output", output)
    #expect(json.status == 1)
    #expect(json.output.contains("\"items\": 0"))
    let stream = try program.run(export)
    #expect((stream.status, stream.errors) == (1, "No item matches.\n"))
    #expect(try program.run(export + ["--quiet"]).errors == "")
  }

  @Test(
    "On a terminal an export shows by its number what a terminal would obey; pipes get every byte",
    arguments: ["--csv", "--ndjson"])
  func terminal(form: String) async throws {
    let (program, path) = try await program()
    let store = try CatalogStore(existing: path)
    try await store.pool.write {
      try $0.execute(
        sql: "UPDATE product_text SET title = 'red' || char(27, 155, 8238) || '[31m' || char(13, 10) || 'x'")
    }
    withExtendedLifetime(store) {}
    let piped = try program.run("export", form, "--db", path)
    // In JSON characters that steer are numbers anyway.
    for mark in ["\u{202E}", "\u{9B}"] as [Unicode.Scalar] {
      #expect(piped.output.unicodeScalars.contains(mark) == (form == "--csv"))
    }
    let command = "script -qec '\"$PROGRAM\" export \(form) --db \(path)' /dev/null"
    let shown = try program.shell("export PROGRAM=\"$0\"; command -v script > /dev/null || exit 99; \(command)")
    guard shown.status != 99 else { return }
    #expect(
      shown.output.contains(form == "--csv" ? "red\\u{1b}\\u{9b}\\u{202e}[31m" : "red\\u001b\\u009b\\u202e[31m"))
    #expect(shown.output.unicodeScalars.allSatisfy { !$0.steersTerminal || $0 == "\r" || $0 == "\n" })
    #expect(shown.output.split(separator: "\r\n").count >= 10)
  }
}
