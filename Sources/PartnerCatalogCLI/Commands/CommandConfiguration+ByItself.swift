import ArgumentParser

extension CommandConfiguration {
  /// The configuration of a subcommand whose options are parsed alone. The parser would first parse the line twice to
  /// look for a request for a completion script, which takes a tenth of a look-up's time; it skips that for a command
  /// with a parent. Such requests are handled by the whole command.
  var parsedByItself: Self {
    var configuration = self
    configuration._superCommandName = "partner-catalog"
    return configuration
  }
}
