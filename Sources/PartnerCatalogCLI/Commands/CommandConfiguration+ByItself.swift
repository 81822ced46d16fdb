import ArgumentParser

extension CommandConfiguration {
  /// For a subcommand whose options are read without those of the whole: the parser would first read the line twice to see
  /// whether it asks for a completion script, a tenth of a look-up's time, but does not ask a command that says what it
  /// belongs to. Whoever does ask is answered by the whole command.
  var parsedByItself: Self {
    var configuration = self
    configuration._superCommandName = "partner-catalog"
    return configuration
  }
}
