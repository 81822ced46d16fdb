import CatalogSchema

/// The length of a term as people write it.
package enum TermWords {
  /// As the service writes it, read as a search reads it: `1 year`, `1-year`, `1y`, `1yr` and `p1y` → `P1Y`, `6 months`
  /// → `P6M`, `12 months` → `P1Y`. An ISO 8601 duration in letters of any case stays what it is: `p12m` → `P12M`.
  ///
  /// - Returns: `nil` where it is no length of a term.
  package static func duration(_ text: String) -> String? {
    let letters = text.uppercased()
    if letters.wholeMatch(of: /P([0-9]{1,4}[YMWD])+/) != nil { return letters }
    let words = SearchText.pieces(text).compactMap { piece in
      if case .word(let word) = piece { word } else { nil }
    }
    let measure: String? =
      switch words.count {
      // Of a single letter a search does not believe that it is a unit; here nothing else can be meant.
      case 1:
        MeasureTokenizer.joined(words[0])
          ?? MeasureTokenizer.split(words[0]).flatMap { MeasureTokenizer.joined($0, $1) }
      case 2: MeasureTokenizer.joined(words[0], words[1])
      default: nil
      }
    return measure.flatMap { QueryReading.duration($0)?.duration }
  }
}
