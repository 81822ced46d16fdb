import ArgumentParser

/// How the service is asked, the same for everything that asks it.
struct PaceOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Requests a minute at most (default: 500).", valueName: "n")) var rate: Double?
  @Option(help: ArgumentHelp("Requests under way at once (default: 8).", valueName: "n")) var concurrency: Int?
  @Option(help: ArgumentHelp("End after so many requests.", valueName: "n")) var maxRequests: Int?
  @Flag(help: "Ask the emulator inside the program: no account, no network.") var demo = false

  func validate() throws {
    if let maxRequests, maxRequests < 1 { throw ValidationError("--max-requests must be at least 1.") }
  }
}
