import ArgumentParser

/// The request options of every command that uses the service.
struct PaceOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Maximum requests per minute (default: 500).", valueName: "n")) var rate: Double?
  @Option(help: ArgumentHelp("Maximum simultaneous requests (default: 8).", valueName: "n")) var concurrency: Int?
  @Option(help: ArgumentHelp("Stop after this many requests.", valueName: "n")) var maxRequests: Int?
  @Flag(help: "Use the built-in emulator: no account, no network.") var demo = false

  func validate() throws {
    if let maxRequests, maxRequests < 1 { throw ValidationError("--max-requests must be at least 1.") }
  }
}
