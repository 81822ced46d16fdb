import ArgumentParser
import BuildFacts
import CatalogJSON

struct VersionCommand: CatalogCommand {
  static let configuration = CommandConfiguration(
    commandName: "version", abstract: "Print version, commit and platform.",
    discussion: "Exit code: 0.")

  @OptionGroup var global: GlobalOptions

  func answer(in session: CommandContext) async throws -> CommandResult {
    let facts = VersionResponse(
      version: PartnerCatalog.version, commit: PartnerCatalog.commit, platform: PartnerCatalog.platform,
      hasLiveClient: PartnerCatalog.hasLiveClient, hasEmulatorServer: PartnerCatalog.hasEmulatorServer)
    guard !session.console.isJSON else { return CommandResult(text: try JSONText.pretty(facts)) }
    return CommandResult(
      text: "partner-catalog \(facts.version) (\(facts.commit ?? "commit unknown"), \(facts.platform))\n")
  }
}

/// The JSON of `version`.
private struct VersionResponse: Encodable {
  var version: String
  var commit: String?
  var platform: String
  var hasLiveClient: Bool
  var hasEmulatorServer: Bool

  enum CodingKeys: String, CodingKey { case version, commit, platform, hasLiveClient, hasEmulatorServer }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(version, forKey: .version)
    try container.encode(commit, forKey: .commit)
    try container.encode(platform, forKey: .platform)
    try container.encode(hasLiveClient, forKey: .hasLiveClient)
    try container.encode(hasEmulatorServer, forKey: .hasEmulatorServer)
  }
}

extension PartnerCatalog {
  /// The commit of the sources, where the build was told; `nil` in a build by hand.
  static var commit: String? {
    let text = String(cString: partner_catalog_commit())
    return text.isEmpty ? nil : text
  }

  static var platform: String {
    #if arch(x86_64)
      let architecture = "x86_64"
    #elseif arch(arm64)
      let architecture = "aarch64"
    #else
      let architecture = "unknown"
    #endif
    #if os(Linux)
      return "\(architecture) Linux"
    #elseif os(macOS)
      return "\(architecture) macOS"
    #else
      return architecture
    #endif
  }

  static var hasLiveClient: Bool {
    #if LiveClient
      true
    #else
      false
    #endif
  }

  static var hasEmulatorServer: Bool {
    #if EmulatorServer
      true
    #else
      false
    #endif
  }
}
