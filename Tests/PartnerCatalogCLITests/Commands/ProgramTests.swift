import Foundation
import Testing

@testable import PartnerCatalogCLI

@Suite("The program")
struct ProgramTests {
  @Test("--version")
  func version() throws {
    let result = try Program().run("--version")
    #expect((result.status, result.output, result.errors) == (0, "0.1.0\n", ""))
  }

  @Test("Help names every command")
  func help() throws {
    let result = try Program().run("--help")
    #expect(result.status == 0)
    for command in [
      "sync", "search", "can-buy", "why-not", "show", "changes", "markets", "customers", "status", "doctor", "emulator",
    ] {
      #expect(result.output.contains("\n  \(command) "))
    }
  }

  @Test("A command that does not exist: exit 64; with --json the error object too")
  func unknown() throws {
    let result = try Program().run("frobnicate", "--json")
    #expect(result.status == 64)
    #expect(result.output.contains("\"code\": \"usage\""))
    #expect(!result.errors.isEmpty)
  }

  @Test("A closed pipe is no error")
  func closedPipe() throws {
    let result = try Program().shell("\"$0\" markets --unavailable --json | true; echo \"${PIPESTATUS[0]}\"")
    #expect((result.output, result.errors) == ("0\n", ""))
  }

  @Test("A full disk under standard output is an error")
  func fullDisk() throws {
    let result = try Program().shell("\"$0\" markets --unavailable --quiet > /dev/full")
    #expect(result.status == 2)
    #expect(
      result.errors
        == "error: Could not write the output: No space left on device. The catalog is unaffected.\n")
  }

  @Test(
    "Colour only where it is asked for: standard output is no terminal here",
    arguments: [
      ([], [:], false), (["--color", "always"], [:], true), (["--color", "never"], [:], false),
      (["--color", "auto"], ["NO_COLOR": "1"], false),
    ] as [([String], [String: String], Bool)])
  func colour(flags: [String], environment: [String: String], isColoured: Bool) throws {
    var program = try Program()
    program.environment = environment
    let result = try program.run(["markets", "--unavailable"] + flags)
    #expect(result.output.contains("\u{1B}") == isColoured)
  }

  @Test("On a terminal: colour, unless NO_COLOR says no; tables fit its width")
  func terminal() throws {
    let program = try Program()
    let script = "stty cols 40; \"$0\" markets --all --quiet | cat > /dev/null; \"$0\" markets --all --quiet"
    let quoted = "script -qec '\(script.replacing("\"$0\"", with: "\"$PROGRAM\""))' /dev/null"
    let coloured = try program.shell("export PROGRAM=\"$0\"; command -v script > /dev/null || exit 99; \(quoted)")
    guard coloured.status != 99 else { return }
    #expect(coloured.output.contains("\u{1B}[1mMarket"))
    let plain = try program.shell("export PROGRAM=\"$0\" NO_COLOR=1; \(quoted)")
    #expect(!plain.output.contains("\u{1B}"))
    #expect(plain.output.split(whereSeparator: \.isNewline).allSatisfy { DisplayWidth.of($0) <= 40 })
  }

  @Test("COLUMNS bounds tables wherever they go; without it and without a terminal nothing is cut")
  func columns() throws {
    var program = try Program()
    #expect(try program.run("markets", "--all").output.contains("Lao People's Democratic Republic".prefix(3)))
    program.environment["COLUMNS"] = "30"
    let narrow = try program.run("markets", "--all").output
    #expect(narrow.split(separator: "\n").allSatisfy { DisplayWidth.of($0) <= 30 })
  }

  @Test("The emulator tells what a crawl must hold, the same each time")
  func truth() throws {
    let program = try Program()
    let truth = ["emulator", "--truth", "--markets", "US", "--products", "10"]
    let first = try program.run(truth)
    #expect(first.status == 0)
    #expect(first.output.hasPrefix("{\"market\":\"US\",\"segment\":"))
    #expect(try program.run(truth).output == first.output)
    #expect(try program.run(truth + ["--seed", "2"]).output != first.output)
  }

  @Test("The emulator serves what it exports, and ends quietly when it is interrupted")
  func emulator() throws {
    let program = try Program()
    let result = try program.shell(
      """
      cd \(program.home.path)
      "$0" emulator --products 10 --markets DE --quiet > exports & server=$!
      until [ "$(wc -l < exports)" -ge 5 ] || ! kill -0 $server 2> /dev/null; do :; done
      . ./exports
      "$0" sync --market DE --view Software --rate 100000 --quiet --json > report; status=$?
      kill -TERM $server; wait $server; echo "sync $status, emulator $?"
      """)
    #expect(result.output == "sync 0, emulator 0\n")
  }

  @Test("A service that refuses every token: exit 4, with the report and the error in one object")
  func notPermitted() throws {
    let program = try Program()
    let result = try program.shell(
      """
      cd \(program.home.path)
      "$0" emulator --products 10 --markets DE --quiet --fault error:status=401 > exports & server=$!
      until [ "$(wc -l < exports)" -ge 5 ] || ! kill -0 $server 2> /dev/null; do :; done
      . ./exports
      "$0" sync --market DE --view Software --json; status=$?
      kill -TERM $server; wait $server
      exit $status
      """)
    #expect(result.status == 4)
    #expect(result.output.contains("\"state\": \"failed\""))
    #expect(result.output.contains("\"code\": \"notPermitted\""))
    #expect(
      result.output.contains(
        "is not permitted: the service answered 401, code 800003: The service is unavailable. Check the roles of"))
  }

  @Test(
    "Wrong options of the emulator are usage errors",
    arguments: [["--products", "9"], ["--fault", "quake"], ["--markets", "QQ"], ["--port", "70000"]])
  func emulatorUsage(flags: [String]) throws {
    #expect(try Program().run(["emulator", "--truth"] + flags).status == 64)
  }
}
