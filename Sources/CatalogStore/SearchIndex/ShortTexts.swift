import CatalogModel

/// The short texts among the members of a JSON object, in the order of their names.
enum ShortTexts {
  /// In bytes. Longer ones say something in sentences, or are ids of other systems.
  static let longest = 60

  /// - Returns: nothing where the text is no JSON object, which the store's own writing never is.
  static func members(of json: String) -> [(name: String, text: String)] {
    var members: [(name: String, text: String)] = []
    var reader = JSONReader(json)
    guard reader.takes("{") else { return [] }
    if reader.takes("}") { return [] }
    repeat {
      guard let name = reader.string(), reader.takes(":") else { return [] }
      if let text = reader.string() {
        if text.utf8.count <= longest { members.append((name, text)) }
      } else if reader.value() == nil {
        return []
      }
    } while reader.takes(",")
    guard reader.takes("}"), reader.isAtEnd else { return [] }
    return members.sorted { $0.name < $1.name }
  }
}
