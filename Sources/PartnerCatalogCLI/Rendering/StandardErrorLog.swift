import Logging

/// Log lines for a person: level, message, then the data as `key=value`.
struct StandardErrorLog: LogHandler {
  var console: Console
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.debug

  init(console: Console) { self.console = console }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let data = metadata.merging(event.metadata ?? [:]) { $1 }
      .sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
    console.note(TerminalText.safe("\(event.level): \(event.message)\(data)"))
  }
}
