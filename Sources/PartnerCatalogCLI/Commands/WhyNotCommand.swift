import ArgumentParser
import CatalogJSON
import CatalogQuery

struct WhyNotCommand: CatalogCommand {
  static let configuration = CommandConfiguration(
    commandName: "why-not", abstract: "Explain why a customer can or cannot buy an item.",
    discussion: HelpText.wrapped(
      """
      Examples:
        partner-catalog why-not contoso DZH318Z0BQ3Q:0001
        partner-catalog why-not contoso DZH318Z0BQ3Q --json

      Exit codes: 0 explained, whatever the verdict, 1 no such customer, several, or an item never seen, 2 error.
      """)
  ).parsedByItself

  @OptionGroup var global: GlobalOptions
  @Argument(help: "An ID, a domain or a distinctive part of the name.", completion: CompletionWords.customers)
  var customer: String
  @Argument(help: ArgumentHelp("PRODUCT, PRODUCT:SKU or PRODUCT:SKU:AVAILABILITY, or a title.", valueName: "item"))
  var parts: [String]

  func validate() throws {
    guard parts.contains(where: { !$0.allSatisfy(\.isWhitespace) }) else { throw ValidationError("Name an item.") }
  }

  func answer(in session: CommandContext) async throws -> CommandResult {
    let catalog = try Catalog(path: session.database)
    let explanation = try catalog.explain(
      customer: customer, item: "\(try catalog.reference(naming: parts))")
    return CommandResult(
      text: session.console.isJSON
        ? try JSONText.pretty(explanation) : ExplanationText.text(explanation, console: session.console),
      status: explanation.isKnown ? .success : .nothingMatched)
  }
}
