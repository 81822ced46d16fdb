import CatalogModel
import CatalogQuery
import Foundation

/// One path of the API: how it is recognized, what it accepts, and how it is answered. Dispatch and description read the
/// same table.
struct APIRoute: Sendable {
  /// `GET`, which `HEAD` may stand for, or `POST`.
  var method = "GET"
  /// The path with its variables: `/api/v1/items/{id}`.
  var path: String
  /// One sentence for people.
  var summary: String
  var parameters: [APIParameter] = []
  /// What the request must be permitted to read; `nil` for everybody.
  var scope: ServiceAccess.Scope? = .catalog
  /// The name of the answer's schema.
  var schema: String
  /// The codes of the errors that are its own.
  var errors: [Int] = []
  /// Whether it reads a body.
  var hasBody = false
  var answer: Answer

  /// How a route is answered.
  enum Answer: Sendable {
    /// From the catalog, within a time limit.
    case read(within: @Sendable (APIArguments) -> Duration, @Sendable (APIQuestion) throws -> any Encodable & Sendable)
    /// Without a catalog.
    case direct(@Sendable (CatalogAPI) async throws -> ServiceReply)
  }

  /// The variables of a path that is this route's, in their order; `nil` for any other path. Both are split at slashes.
  func variables(in parts: [Substring]) -> [Substring]? {
    let own = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropFirst()
    guard own.count == parts.count else { return nil }
    var variables: [Substring] = []
    for (pattern, part) in zip(own, parts) {
      if pattern.first == UInt8(ascii: "{") {
        if part.isEmpty { return nil }
        variables.append(part)
      } else if !pattern.elementsEqual(part.utf8) {
        return nil
      }
    }
    return variables
  }

  /// The names of the variables.
  var variableNames: [String] {
    path.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
  }
}

/// A request to a catalog, inside its transaction.
struct APIQuestion: Sendable {
  var catalog: Catalog
  var arguments: APIArguments
  /// The variables of the path, decoded, in their order.
  var variables: [String]
  var body: [UInt8]
  var access: ServiceAccess
  var settings: CatalogAPI.Settings

  /// The first variable: the customer or the item.
  var subject: String { variables.first ?? "" }

  /// The words of a text.
  static func words(_ text: String) -> [String] { text.split(whereSeparator: \.isWhitespace).map(String.init) }
}
