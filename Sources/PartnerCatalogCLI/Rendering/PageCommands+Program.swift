import CatalogPages

extension PageCommands {
  /// The commands of this program, ready to paste into a shell.
  static let program = PageCommands(
    resolve: { customer, item in
      ["partner-catalog", "resolve", customer, item].map(ShellWord.quoted).joined(separator: " ")
    },
    sync: { market in ["partner-catalog", "sync", "--market", market].map(ShellWord.quoted).joined(separator: " ") })
}
