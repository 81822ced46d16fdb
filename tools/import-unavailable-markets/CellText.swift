import Foundation

/// A text of a page as its reader sees it.
enum CellText {
  /// Without marks of Markdown and HTML; of a text in two languages, as localized pages of Microsoft's hold it, the English
  /// half.
  static func plain(_ source: String) -> String {
    var text = english(source) ?? source
    text = text.replacing(#/<br\s*\/?>/#.ignoresCase(), with: " / ")
    text = text.replacing(#/<[^<>]*>/#, with: "")
    text = text.replacing(#/\[([^\[\]]*)\]\((?:[^()]|\([^()]*\))*\)/#) { String($0.1) }
    text = text.replacing(#/&#(x?)([0-9A-Fa-f]{1,6});/#.ignoresCase()) { match in
      UInt32(match.2, radix: match.1.isEmpty ? 10 : 16).flatMap(Unicode.Scalar.init).map { String($0) }
        ?? String(match.0)
    }
    for (entity, character) in entities { text = text.replacing(entity, with: character) }
    text.removeAll { $0 == "\\" || $0 == "*" || $0 == "`" }
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// What the spans of the source language hold; `nil` where there are none.
  ///
  /// A localized page holds `<span data-ttu-id="…">translation</span>` and beside it
  /// `<span class="sxs-lookup"><span data-stu-id="…">source</span></span>`.
  private static func english(_ source: String) -> String? {
    let halves = source.matches(
      of: #/<span\b[^>]*\bdata-stu-id\b[^>]*>(.*?)<\/span>/#.ignoresCase().dotMatchesNewlines())
    return halves.isEmpty ? nil : halves.map { String($0.1) }.joined(separator: " ")
  }

  /// `&amp;` comes last, so that nothing is decoded twice.
  private static let entities = [
    ("&nbsp;", " "), ("&apos;", "'"), ("&rsquo;", "’"), ("&lsquo;", "‘"), ("&quot;", "\""), ("&ndash;", "–"),
    ("&eacute;", "é"), ("&atilde;", "ã"), ("&iacute;", "í"), ("&ccedil;", "ç"), ("&ocirc;", "ô"), ("&Aring;", "Å"),
    ("&aring;", "å"), ("&amp;", "&"),
  ]
}
