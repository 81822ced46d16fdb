import ArgumentParser

struct ReplicaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replica", abstract: "Keep a copy of another machine's catalog.",
    subcommands: [ReplicaPullCommand.self])
}
