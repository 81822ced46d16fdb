import CatalogQuery
import Foundation
import Logging

/// The context of one command: environment, configuration, console and time.
struct CommandContext: Sendable {
  var console: Console
  var environment: [String: String]
  var settings: Settings
  var now: Date

  /// - Throws: ``CommandError`` where configuration or environment are invalid.
  init(_ options: GlobalOptions, flags: Settings.Flags, console: Console, environment: [String: String]) throws {
    self.console = console
    self.environment = environment
    var flags = flags
    flags.db = options.db
    settings = try Settings.resolve(
      flags, environment: environment,
      file: ConfigurationFile.read(Locations(environment: environment).configuration))
    now = Date()
    for warning in settings.warnings { console.warn(warning) }
  }

  /// The catalog file.
  var database: String { settings.database.value }

  /// Writes to standard error with `--verbose`, and nothing without.
  var logger: Logger {
    Logger(label: "partner-catalog") { _ -> any LogHandler in
      if console.isVerbose { StandardErrorLog(console: console) } else { SwiftLogNoOpLogHandler() }
    }
  }

  /// The catalog; `nil` where there is no file.
  func catalogIfThere() throws -> Catalog? {
    do {
      return try Catalog(path: database)
    } catch {
      guard error.code == .storeMissing else { throw error }
      return nil
    }
  }
}
