/// What the command line asks for.
struct Arguments: Equatable {
  var pages: [String] = []
  /// Compare with the data file instead of writing it.
  var isCheck = false
  /// Which list of the pages is read.
  var kind = ListKind.software
  /// The data file; `-` is standard output.
  var output: String { said ?? kind.file }
  private var said: String?
  var isHelp = false

  static let usage = """
    usage: import-unavailable-markets PAGE... [--check] [--output FILE]

    Reads the market table of the documentation page "Make a one-time purchase", in any language, and writes the markets
    where software subscriptions are not sold; with --reservations that of "Purchase Azure reservations". Of a page in two
    languages the English half is read. A name that it cannot place is an error, never a guess.

      PAGE            a Markdown source of that page; those of one date must list the same markets
      --reservations  read where Azure reservations are not sold
      --check         write nothing; exit 1 unless FILE already holds what the pages list
      --output FILE   default Data/Markets/unavailable-markets.json, or unavailable-reservation-markets.json;
                      - is standard output

    exit codes: 0 done, 1 the file differs, 2 error, 64 usage error
    """

  /// Reads the arguments after the program's name.
  init(_ arguments: some Sequence<String>) throws(UsageError) {
    var rest = Array(arguments)[...]
    var takesOptions = true
    while let argument = rest.popFirst() {
      switch argument {
      case "--" where takesOptions: takesOptions = false
      case "--check" where takesOptions: isCheck = true
      case "--reservations" where takesOptions: kind = .reservations
      case "--help" where takesOptions, "-h" where takesOptions: isHelp = true
      case "--output" where takesOptions:
        guard let file = rest.popFirst() else { throw UsageError(description: "--output needs a file.") }
        said = file
      case _ where takesOptions && argument.hasPrefix("-"):
        throw UsageError(description: "\(argument) is no option.")
      default: pages.append(argument)
      }
    }
    if pages.isEmpty, !isHelp { throw UsageError(description: "No page given.") }
    if isCheck, output == "-" { throw UsageError(description: "--check needs a file to compare with, not -.") }
  }
}

extension ListKind {
  /// The data file that ships with the program.
  fileprivate var file: String {
    switch self {
    case .software: "Data/Markets/unavailable-markets.json"
    case .reservations: "Data/Markets/unavailable-reservation-markets.json"
    }
  }
}

/// A command line that cannot be followed.
struct UsageError: Error, Equatable, CustomStringConvertible {
  var description: String
}
