import ArgumentParser

struct CompletionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completion", abstract: "Print the completion script of a shell.",
    discussion: HelpText.wrapped(
      """
      Completes commands, options, files, and from the catalog markets, customers, types and publishers.

      Examples:
        source <(partner-catalog completion bash)
        partner-catalog completion zsh > ~/.zfunc/_partner-catalog
        partner-catalog completion fish > ~/.config/fish/completions/partner-catalog.fish

      Exit codes: 0 printed, 64 wrong usage.
      """))

  enum Shell: String, ExpressibleByArgument, CaseIterable { case bash, zsh, fish }

  @Argument(help: "bash, zsh or fish.") var shell: Shell

  func run() throws {
    let script: CompletionShell =
      switch shell {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    try StandardStream.output.write(PartnerCatalog.completionScript(for: script) + "\n")
  }
}
