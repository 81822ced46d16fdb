import Foundation

/// Writes the lists of unavailable markets in `Data/Markets` from the documentation's own pages.
@main
struct ImportUnavailableMarkets {
  static func main() {
    let outcome = run(Array(CommandLine.arguments.dropFirst()))
    FileHandle.standardOutput.write(Data(outcome.output.utf8))
    FileHandle.standardError.write(Data(outcome.messages.utf8))
    exit(outcome.code)
  }

  /// What a run leaves: texts for the two streams, and the exit code.
  struct Outcome: Equatable {
    var output = ""
    var messages = ""
    var code: Int32 = 0
  }

  /// Does what the arguments ask for. Writes one file at most, and that whole.
  static func run(_ arguments: [String]) -> Outcome {
    do {
      let arguments = try Arguments(arguments)
      return arguments.isHelp ? Outcome(output: Arguments.usage + "\n") : try run(arguments)
    } catch let error as UsageError {
      return Outcome(messages: "\(error)\n\n\(Arguments.usage)\n", code: 64)
    } catch {
      return Outcome(messages: "\(error)\n", code: 2)
    }
  }

  private static func run(_ arguments: Arguments) throws -> Outcome {
    let pages = try arguments.pages.map { path in
      try Page(name: URL(fileURLWithPath: path).lastPathComponent, bytes: try bytes(of: path))
    }
    let list = try MarketList(pages: pages, kind: arguments.kind, aliases: Alias.reviewed())
    let json = try list.json()
    let editions = list.editions.count > 1 ? " in the newest of \(list.editions.count) editions" : ""
    let summary =
      "\(list.markets.count) markets\(editions) from \(pages.count) \(pages.count == 1 ? "page" : "pages")"
    if arguments.output == "-" { return Outcome(output: json, messages: summary + ".\n") }
    if arguments.isCheck {
      return list.isHeld(by: try bytes(of: arguments.output))
        ? Outcome(messages: "\(arguments.output) holds the \(summary).\n")
        : Outcome(
          messages: "\(arguments.output) differs from the \(summary). Run without --check to write it.\n", code: 1)
    }
    do {
      try Data(json.utf8).write(to: URL(fileURLWithPath: arguments.output), options: .atomic)
    } catch {
      return Outcome(messages: "\(arguments.output) cannot be written: \(error.localizedDescription)\n", code: 2)
    }
    return Outcome(messages: "\(arguments.output) holds the \(summary).\n")
  }

  private static func bytes(of path: String) throws(ImportError) -> Data {
    do {
      return try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw .unreadable(path: path, reason: error.localizedDescription)
    }
  }
}
