import Foundation
import Testing

@testable import import_unavailable_markets

@Suite("The command import-unavailable-markets")
struct ImportCommandTests {
  private func run(_ arguments: String...) -> ImportUnavailableMarkets.Outcome {
    ImportUnavailableMarkets.run(arguments)
  }

  @Test("It writes the list, and then finds it as it should be")
  func writes() throws {
    try withFile("old") { file in
      let page = Fixture.path("ja-JP.md")
      #expect(
        run(page, "--check", "--output", file.path)
          == .init(
            messages: "\(file.path) differs from the 110 markets from 1 page. Run without --check to write it.\n",
            code: 1))
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(text == "old")
      #expect(run(page, "--output", file.path) == .init(messages: "\(file.path) holds the 110 markets from 1 page.\n"))
      #expect(
        run("--output", file.path, "--check", page)
          == .init(messages: "\(file.path) holds the 110 markets from 1 page.\n"))
    }
  }

  @Test("The shipped lists pass the check against all pages, and against any of them")
  func checks() {
    let reservations = Fixture.reservationPages.map(Fixture.path)
    #expect(
      ImportUnavailableMarkets.run(
        ["--reservations", "--check", "--output", Fixture.shippedReservations.path] + reservations)
        == .init(
          messages:
            "\(Fixture.shippedReservations.path) holds the 110 markets in the newest of 3 editions from 3 pages.\n"))
    #expect(
      run(reservations[1], "--reservations", "--check", "--output", Fixture.shippedReservations.path)
        == .init(messages: "\(Fixture.shippedReservations.path) holds the 117 markets from 1 page.\n"))
    #expect(run(reservations[1], "--check", "--output", Fixture.shipped.path).code == 1)
    #expect(
      run(Fixture.path("zh-TW.md"), Fixture.path("ja-JP.md"), "--check", "--output", Fixture.shipped.path)
        == .init(messages: "\(Fixture.shipped.path) holds the 110 markets from 2 pages.\n"))
  }

  @Test("A dash writes the list to standard output")
  func standardOutput() throws {
    let outcome = ImportUnavailableMarkets.run(Fixture.pages.map(Fixture.path) + ["--output", "-"])
    #expect(
      outcome
        == .init(
          output: try String(contentsOf: Fixture.shipped, encoding: .utf8),
          messages: "110 markets in the newest of 2 editions from 3 pages.\n"))
  }

  @Test("Without --output the list goes where the kind has its file")
  func place() throws {
    #expect(try Arguments(["a.md"]).output == "Data/Markets/unavailable-markets.json")
    #expect(try Arguments(["a.md", "--reservations"]).output == "Data/Markets/unavailable-reservation-markets.json")
    #expect(try Arguments(["--output", "x", "a.md", "--reservations"]).output == "x")
  }

  @Test(
    "A wrong command line is told with the usage",
    arguments: [
      ([], "No page given."), (["--check"], "No page given."), (["--frob", "a.md"], "--frob is no option."),
      (["a.md", "--output"], "--output needs a file."),
      (["a.md", "--check", "--output", "-"], "--check needs a file to compare with, not -."),
    ])
  func usage(arguments: [String], message: String) {
    #expect(
      ImportUnavailableMarkets.run(arguments) == .init(messages: "\(message)\n\n\(Arguments.usage)\n", code: 64))
  }

  @Test("Help goes to standard output")
  func help() throws {
    #expect(run("--help") == .init(output: Arguments.usage + "\n"))
    #expect(try Arguments(["--", "--check"]).pages == ["--check"])
  }
}
