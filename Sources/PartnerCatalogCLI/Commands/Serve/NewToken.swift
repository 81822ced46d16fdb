import CatalogJSON
import CatalogService

/// A token that was made for somebody, which is shown once.
struct NewToken: Encodable {
  var label: String
  var scopes: [String]
  /// The token itself.
  var token: String
  /// The line that permits it.
  var line: String

  /// - Throws: ``CommandError`` for a label that the file cannot hold, or an unknown scope.
  init(label: String, scopes words: [String]) throws(CommandError) {
    let words = words.flatMap { $0.split(separator: ",") }.map(String.init)
    let scopes = words.compactMap(ServiceAccess.Scope.init(rawValue:))
    guard scopes.count == words.count else { throw .usage("--scope is catalog or customers, or both.") }
    guard let made = AccessToken.make(label: label, scopes: scopes.isEmpty ? [.catalog] : Set(scopes)) else {
      throw .usage("--new-token: a label has letters, digits, \".\", \"_\", \"-\" and \"@\", at most 64.")
    }
    self.label = label
    self.scopes = made.entry.scopes.map(\.rawValue).sorted()
    token = made.secret
    line = made.entry.line
  }

  func text(_ console: Console) throws -> String {
    if console.isJSON { return try JSONText.line(self) }
    return """
      Token for \(label), shown once:
        \(token)
      Add this line to the file of tokens (mode 600):
        \(line)

      """
  }
}
