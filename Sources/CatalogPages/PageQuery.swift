import CatalogService

/// The parameters of an address or of a form.
struct PageQuery: Sendable {
  private var fields: [(name: String, value: String)]

  /// Reads `application/x-www-form-urlencoded`. Nothing is an error: a text with a broken escape stays as it is.
  init(_ text: some StringProtocol) {
    fields = text.split(separator: "&").map { field in
      let sides = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      func decoded(_ side: some StringProtocol) -> String { PercentText.decoded(side, isForm: true) ?? String(side) }
      return (decoded(sides[0]), sides.count > 1 ? decoded(sides[1]) : "")
    }
  }

  /// The first value of a name; `nil` where it is missing or blank.
  subscript(name: String) -> String? {
    self[all: name].first.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
  }

  /// All values of a name, in their order.
  subscript(all name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

  /// A part of a path without its escapes.
  static func path(_ part: some StringProtocol) -> String { PercentText.decoded(part) ?? String(part) }
}
