import ArgumentParser
import CatalogJSON
import CatalogQuery
import Foundation

struct WhatIsCommand: CatalogCommand {
  static let configuration = CommandConfiguration(
    commandName: "what-is", abstract: "What an id or a licence's name stands for, and what else it is called.",
    discussion: HelpText.wrapped(
      """
      TEXT is any id or spelling: a GUID of Microsoft Graph, of a service plan, a legacy offer or a meter; a string id such \
      as ENTERPRISEPACK; a product, PRODUCT:SKU, catalog item or promotion; a part number; a title of today or of before; a \
      short form such as E3. One Graph SKU belongs to many SKUs: all are listed, none is chosen.

      Works without a catalog, from the table that ships with the program; a catalog adds the ids of this tenant.

      Examples:
        partner-catalog what-is 6fd2c87f-b296-42f0-b197-1e91e994b900
        partner-catalog what-is ENTERPRISEPACK --json
        partner-catalog what-is CFQ7TTC0LH18:1

      Exit codes: 0 found, 1 nothing is known of it, 2 error.
      """)
  ).parsedByItself

  @OptionGroup var global: GlobalOptions
  @Argument(help: "An id or a name; words need no quotes.") var text: [String]

  func validate() throws {
    guard text.contains(where: { !$0.allSatisfy(\.isWhitespace) }) else { throw ValidationError("Name an id.") }
  }

  func answer(in session: CommandContext) async throws -> CommandResult {
    let answer = try Crosswalk.lookUp(text.joined(separator: " "), in: session.catalogIfThere())
    return CommandResult(
      text: session.console.isJSON ? try JSONText.pretty(answer) : CrosswalkText.text(answer, console: session.console),
      status: answer.isEmpty ? .nothingMatched : .success,
      notes: answer.isEmpty ? [CrosswalkText.nothing(answer, now: session.now)] : [])
  }
}
