import Foundation

/// One edition of the documentation page, as far as the import needs it.
struct Page {
  /// What messages call it: the file's name without its folder.
  var name: String
  /// The keys of the front matter, such as `ms.contentlocale`.
  var frontMatter: [String: String]
  /// Every pipe table of the page, in order.
  var tables: [Table]

  /// Reads a page from its bytes: UTF-8 with or without byte order mark, any line ends.
  init(name: String, bytes: Data) throws(ImportError) {
    guard let text = String(data: bytes, encoding: .utf8) else { throw .notText(page: name) }
    self.init(name: name, text: text)
  }

  init(name: String, text: String) {
    var lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
      .split(separator: "\n", omittingEmptySubsequences: false)
    if let first = lines.first, first.hasPrefix("\u{FEFF}") {
      lines[0] = Substring(first.unicodeScalars.dropFirst())
    }
    self.name = name
    frontMatter = Self.frontMatter(of: lines)
    tables = TableReader.tables(in: lines)
  }

  /// The language of the page as its front matter gives it; the English original gives none.
  var locale: String? { frontMatter["ms.contentlocale"].flatMap { $0.isEmpty ? nil : $0 } }

  private static func frontMatter(of lines: [Substring]) -> [String: String] {
    guard lines.first?.trimmingCharacters(in: .whitespaces) == "---" else { return [:] }
    var values: [String: String] = [:]
    for line in lines.dropFirst() {
      guard line.trimmingCharacters(in: .whitespaces) != "---" else { return values }
      guard let colon = line.firstIndex(of: ":") else { continue }
      values[line[..<colon].trimmingCharacters(in: .whitespaces)] =
        line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces.union(["\"", "'"]))
    }
    return [:]  // Never closed: it was no front matter.
  }
}
