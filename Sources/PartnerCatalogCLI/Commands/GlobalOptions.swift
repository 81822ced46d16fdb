import ArgumentParser

/// The use of colors.
enum ColourChoice: String, ExpressibleByArgument, CaseIterable, Sendable {
  case auto, always, never

  func allows(isTerminal: Bool) -> Bool { self == .always || (self == .auto && isTerminal) }
}

/// The options of every command.
struct GlobalOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The catalog file.",
      discussion: "Default: $PARTNER_CATALOG_DB, else $XDG_DATA_HOME/partner-catalog/catalog.sqlite.",
      valueName: "path"), completion: .file())
  var db: String?

  @Flag(help: "Print JSON on standard output, errors too.")
  var json = false

  @Flag(name: [.long, .customShort("q")], help: "Print results, errors and warnings only.")
  var quiet = false

  @Flag(name: [.long, .customShort("v")], help: "Show details on standard error.")
  var verbose = false

  @Option(help: ArgumentHelp("Use colors: auto, always or never.", valueName: "when"))
  var color = ColourChoice.auto

  func validate() throws {
    guard db != "" else { throw ValidationError("--db needs a path; it is empty.") }
  }
}

/// The other formats of lists.
struct ListOptions: ParsableArguments {
  @Flag(help: "Print comma-separated values, with a heading line.")
  var csv = false

  @Flag(help: "Print one JSON object per line.")
  var ndjson = false
}

extension ArgumentHelp {
  /// The option that continues after a page.
  static let after = ArgumentHelp(
    "Continue after a page, with its \"next\". Stable while a sync writes.", valueName: "place")
}

/// The part of a long list to show.
struct PageOptions: ParsableArguments {
  @Option(name: [.long, .customShort("n")], help: ArgumentHelp("Maximum number of rows.", valueName: "n"))
  var limit = 20

  @Option(help: ArgumentHelp("Number of rows to skip.", valueName: "n"))
  var offset = 0

  func validate() throws {
    guard limit >= 0, offset >= 0 else { throw ValidationError("--limit and --offset must not be negative.") }
  }
}
