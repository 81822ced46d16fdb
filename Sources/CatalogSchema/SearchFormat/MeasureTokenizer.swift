/// Numbers with units, however they are written: `3 years`, `3-year`, `3yr` and `P3Y` are all `3year`.
package enum MeasureTokenizer {
  /// Each unit with its words. Words for months and years are English only, with their abbreviations: those of other
  /// languages would collide by chance.
  private static let units: [String: String] = {
    let spellings = [
      "year": ["year", "years", "yr", "yrs", "y"], "month": ["month", "months", "mo", "mos", "mth", "m"],
      "day": ["day", "days"],
      "core": ["core", "cores"], "user": ["user", "users"], "device": ["device", "devices"],
      "node": ["node", "nodes"], "vcore": ["vcore", "vcores", "vcpu", "vcpus"], "gb": ["gb"], "tb": ["tb"],
      "mb": ["mb"],
      "pack": ["pack", "packs"], "license": ["license", "licenses", "licence", "licences"], "ru": ["ru", "rus"],
    ]
    var units: [String: String] = [:]
    for (unit, words) in spellings { for word in words { units[word] = unit } }
    return units
  }()

  /// A number and its unit in their one spelling: `3`, `years` → `3year`; `nil` where it is none.
  package static func joined(_ number: String, _ unit: String) -> String? {
    guard isNumber(number), number.utf8.count <= 7, unit.utf8.count > 1 || number.utf8.count <= 2,
      let unit = units[unit]
    else { return nil }
    return number + unit
  }

  /// The one spelling of a number with its unit written together: `3yr` → `3year`, `p3y` → `3year`.
  package static func joined(_ word: String) -> String? {
    if let duration = duration(word) { return duration }
    guard let (number, unit) = split(word), unit.utf8.count > 1 else { return nil }
    return joined(number, unit)
  }

  /// The digits that begin a word, and the letters that follow; `nil` where it is not just that.
  package static func split(_ word: String) -> (number: String, unit: String)? {
    let digits = word.utf8.prefix { (0x30...0x39).contains($0) }
    let rest = word.utf8.dropFirst(digits.count)
    guard !digits.isEmpty, !rest.isEmpty, rest.allSatisfy({ !(0x30...0x39).contains($0) }) else { return nil }
    return (String(Substring(digits)), String(Substring(rest)))
  }

  /// `p1y`, `p12m` as durations of the service.
  private static func duration(_ word: String) -> String? {
    guard word.utf8.count <= 5, word.utf8.first == 0x70, let (number, unit) = split(String(word.dropFirst())) else {
      return nil
    }
    return unit == "y" ? number + "year" : unit == "m" ? number + "month" : unit == "d" ? number + "day" : nil
  }

  private static func isNumber(_ word: String) -> Bool {
    !word.isEmpty && word.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// All numbers with units in a row of words.
  package static func all(_ words: [String]) -> [String] {
    words.compactMap(joined) + zip(words, words.dropFirst()).compactMap { joined($0, $1) }
  }
}
