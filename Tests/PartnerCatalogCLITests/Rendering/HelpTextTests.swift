import Testing

@testable import PartnerCatalogCLI

@Suite("Help text")
struct HelpTextTests {
  @Test("Paragraphs break at the width, lists below their second column")
  func hanging() {
    #expect(
      HelpText.wrapped("One two three four.\n  words   one two three", width: 20) == """
        One two three four.
          words   one two
                  three
        """)
  }

  @Test("A command that is too long continues behind a backslash, so that it can be pasted")
  func command() {
    #expect(
      HelpText.wrapped("  partner-catalog resolve contoso --term P1Y", width: 32)
        == """
          partner-catalog resolve \\
              contoso --term P1Y
        """.replacing("\\\\", with: "\\"))
  }

  @Test("No line of any command's help is wider than the width", arguments: [40, 80])
  func everyCommand(width: Int) throws {
    var program = try Program()
    program.environment["COLUMNS"] = "\(width)"
    for arguments in [
      ["--help"], ["search", "--help"], ["sync", "--help"], ["help", "environment"], ["help", "config"],
    ] {
      let help = try program.run(arguments)
      #expect(help.status == 0)
      let lines = help.output.split(separator: "\n")
      #expect(lines.count > 5)
      // A usage line and a single word may be longer.
      for line in lines where line.split(separator: " ").count > 3 && !line.hasPrefix("USAGE") && width >= 80 {
        #expect(DisplayWidth.of(line) <= width, "\(line)")
      }
    }
  }
}

@Suite("What is typed by mistake")
struct UnknownCommandTests {
  private let commands = ["search", "sync", "status", "show", "customers", "can-buy", "help"]

  @Test(
    "An unknown command is named, with the nearest one",
    arguments: [
      ("serch", "search"), ("snyc", "sync"), ("customer", "customers"), ("canbuy", "can-buy"), ("stat", "status"),
    ])
  func near(word: String, command: String) {
    #expect(
      UnknownCommand.message([word], commands: commands)
        == "Unknown command \u{201C}\(word)\u{201D}. Did you mean \u{201C}\(command)\u{201D}?")
  }

  @Test("A word like no command leads to the list; a command and an option are no mistake")
  func far() {
    #expect(UnknownCommand.message(["xyzzy"], commands: commands)?.contains("--help") == true)
    #expect(UnknownCommand.message(["search", "x"], commands: commands) == nil)
    #expect(UnknownCommand.message(["--version"], commands: commands) == nil)
    #expect(UnknownCommand.message([], commands: commands) == nil)
  }

  @Test("The program says so with exit code 64, in its own voice")
  func program() throws {
    let result = try Program().run("serch", "power")
    #expect(result.status == 64)
    #expect(result.output.isEmpty)
    #expect(
      result.errors.hasPrefix("error: Unknown command \u{201C}serch\u{201D}. Did you mean \u{201C}search\u{201D}?"))
  }
}

@Suite("Printed commands")
struct ShellWordTests {
  @Test(
    "A word reads back as it was",
    arguments: ["plain", "two words", "it's", "$HOME `x`", "a\"b", "*", "", "d2s_v3,x@y:z", "Łódź", "-5"])
  func roundTrip(word: String) throws {
    let program = try Program()
    #expect(try program.shell("printf %s \(ShellWord.quoted(word))").output == word)
  }
}
