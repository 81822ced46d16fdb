import CatalogSchema

/// Reads concepts from a row of words, the longest meaning first.
struct QueryReading {
  var atoms: [QueryAtom]
  /// Whether the last word may go on.
  var isUnfinished: Bool
  /// The old names of products that are read as today's, in order.
  var renames: ArraySlice<Renames.Finding>
  private var index = 0

  /// Of a longer code or run the rest is read as another concept, or not at all.
  private static let mostParts = 24
  /// The longest run, in pairs, that is also searched in two parts.
  private static let longestSplit = 12

  init(atoms: [QueryAtom], isUnfinished: Bool, renames: [Renames.Finding] = []) {
    self.atoms = atoms
    self.isUnfinished = isUnfinished
    self.renames = renames[...]
  }

  /// The next concept; `nil` at the end.
  mutating func next() -> QueryConcept? {
    guard index < atoms.count else { return nil }
    if let finding = renames.first, finding.atoms.lowerBound == index {
      renames = renames.dropFirst()
      return rename(finding)
    }
    guard atoms[index].isWord else { return run() }
    let words = row()
    return (isWrittenCode ? code() : nil) ?? synonym(words) ?? region(words) ?? measure(words) ?? code() ?? word()
  }

  /// Where a concept that begins here ends at the latest: before the next old name.
  private var end: Int { renames.first?.atoms.lowerBound ?? atoms.count }

  /// An old name as the names of today.
  private mutating func rename(_ finding: Renames.Finding) -> QueryConcept {
    index = finding.atoms.upperBound
    let names = finding.rename.newNames
    return QueryConcept(
      text: atoms[finding.atoms].map(\.text).joined(separator: " "),
      alternatives: names.map { QueryAlternative($0, .renamed, 0.9) }, length: names[0].count,
      otherName: .oldName(finding.rename.oldName))
  }

  /// The words from here to the next run.
  private func row() -> [String] {
    atoms[index..<end].prefix { $0.isWord }.prefix(max(Synonyms.longest, 4)).map(\.text)
  }

  private func isLast(_ end: Int) -> Bool { isUnfinished && end == atoms.count }

  /// A concept of the next words, with their alternatives.
  private mutating func take(_ count: Int, _ others: [QueryAlternative], term: ClassTerm? = nil) -> QueryConcept {
    let words = atoms[index..<index + count].map(\.text)
    let isLast = isLast(index + count)
    index += count
    var alternatives = [QueryAlternative(words, .word, 1)]
    if isLast { alternatives.append(QueryAlternative(words, .beginning, 0.7, isUnfinished: true)) }
    if count == 1 { alternatives += Self.plurals(words[0]) }
    return QueryConcept(
      text: words.joined(separator: " "), alternatives: alternatives + others.filter { !alternatives.contains($0) },
      term: term, length: count, spellable: count == 1 && SearchTerms.isSpellable(words[0]) ? words[0] : nil,
      isUnfinished: isLast)
  }

  private mutating func synonym(_ words: [String]) -> QueryConcept? {
    for length in stride(from: min(Synonyms.longest, words.count), through: 1, by: -1) {
      guard var others = Synonyms.alternatives(of: words[..<length].joined(separator: " ")) else { continue }
      // A region or a number with unit that reaches further means more.
      if let region = RegionTokenizer.region(in: words, at: 0), region.words > length { return nil }
      others += Self.joinedForms(of: Array(words[..<length]))
      let concept = take(length, others, term: length == 1 ? Self.cycles[words[0]] : nil)
      return concept
    }
    return nil
  }

  private mutating func region(_ words: [String]) -> QueryConcept? {
    guard let region = RegionTokenizer.region(in: words, at: 0), region.words > 1 || region.id != words[0] else {
      return nil
    }
    return take(region.words, [QueryAlternative([region.id], .region, 1)])
  }

  /// `3 years`, `3yr`, `p3y`, `2 core`, `monthly`.
  private mutating func measure(_ words: [String]) -> QueryConcept? {
    if words.count > 1, let joined = MeasureTokenizer.joined(words[0], words[1]) {
      return take(2, [QueryAlternative([joined], .measure, 1)], term: Self.duration(joined))
    }
    if let joined = MeasureTokenizer.joined(words[0]) {
      var others = [QueryAlternative([joined], .measure, 1)]
      if let (number, unit) = MeasureTokenizer.split(words[0]) {
        others.append(QueryAlternative([number, unit], .code, 0.7))
      }
      return take(1, others, term: Self.duration(joined))
    }
    if let cycle = Self.cycles[words[0]] { return take(1, [], term: cycle) }
    // A single letter is a unit for the usual terms alone: `3y`, but not `4m`.
    if let (number, unit) = MeasureTokenizer.split(words[0]), unit == "y", ["1", "2", "3", "5"].contains(number) {
      let year = number + "year"
      return take(1, [QueryAlternative([year], .measure, 1)], term: Self.duration(year))
    }
    return nil
  }

  /// Whether the next written word has several parts and a digit: `Standard_D2s_v3`, `CFQ7TTC0LH18:0001`.
  private var isWrittenCode: Bool {
    let written = atoms[index..<end].prefix { $0.isWord && $0.word == atoms[index].word }
    return written.count > 1 && written.contains { CodeTokenizer.hasDigit($0.text) }
      && MeasureTokenizer.joined(written[index].text, written[index + 1].text) == nil
  }

  /// Parts of one written word, `Standard_D2s_v3`; a code written apart, `D2s v3`.
  private mutating func code() -> QueryConcept? {
    let written = atoms[index..<end].prefix { $0.isWord && $0.word == atoms[index].word }.prefix(Self.mostParts)
      .map(\.text)
    if written.count > 1 {
      let joined = written.joined()
      let isLast = isLast(index + written.count)
      var others = [QueryAlternative([joined], .code, 1.1)]
      if isLast { others.append(QueryAlternative([joined], .code, 0.9, isUnfinished: true)) }
      return take(written.count, others)
    }
    let apart = atoms[index..<end].prefix { $0.isWord }.prefix(3).map(\.text)
    for length in stride(from: apart.count, to: 1, by: -1) {
      let window = Array(apart[..<length])
      // Both must look like parts of a code: `365 e3` are two words.
      guard CodeTokenizer.isCode(window), Self.isMachineCode(window) else { continue }
      if length < apart.count, MeasureTokenizer.joined(window[length - 1], apart[length]) != nil { continue }
      let isLast = isLast(index + length)
      var others = [QueryAlternative([window.joined()], .code, 1.1)]
      if isLast { others.append(QueryAlternative([window.joined()], .code, 0.9, isUnfinished: true)) }
      return take(length, others)
    }
    return nil
  }

  private mutating func word() -> QueryConcept {
    let word = atoms[index].text
    var others: [QueryAlternative] = []
    if let (number, unit) = MeasureTokenizer.split(word), unit.utf8.count > 1 {
      others.append(QueryAlternative([number, unit], .code, 0.7))
    }
    return take(1, others + ids(word, isLast: isLast(index + 1)))
  }

  /// A product's id and a SKU's written together: `cfq7ttc0lh180001`, `cfq7ttc0lh181`.
  private func ids(_ word: String, isLast: Bool) -> [QueryAlternative] {
    guard (Self.productLength + 1...Self.productLength + 16).contains(word.utf8.count),
      word.utf8.allSatisfy({ $0 < 0x80 }),
      CodeTokenizer.hasDigit(word)
    else { return [] }
    let (product, sku) = (String(word.prefix(Self.productLength)), String(word.dropFirst(Self.productLength)))
    let padded = String(repeating: "0", count: max(0, 4 - sku.utf8.count)) + sku
    let whole = QueryAlternative([product, padded], .code, 1.1)
    return isLast ? [whole, QueryAlternative([product, sku], .code, 1, isUnfinished: true)] : [whole]
  }

  /// Letters of a product's id: `CFQ7TTC0LH18`.
  private static let productLength = 12

  /// A run of Chinese, Japanese or Korean characters: its pairs; one character alone begins a pair or ends a run.
  private mutating func run() -> QueryConcept? {
    let atom = atoms[index]
    let pairs = Array(SearchText.pairs(atom.text).prefix(Self.mostParts))
    index += 1
    var alternatives = [QueryAlternative(pairs, .word, 1, isUnfinished: atom.text.unicodeScalars.count == 1)]
    // Some writers join what others separate by a blank or a dot: マネージドディスク, マネージド ディスク.
    if (3...Self.longestSplit).contains(pairs.count) {
      for place in 1..<pairs.count - 1 {
        alternatives.append(QueryAlternative(Array(pairs[..<place] + pairs[(place + 1)...]), .code, 0.8))
      }
    }
    return QueryConcept(
      text: atom.text, alternatives: alternatives,
      term: nil, length: atom.terms.count, spellable: nil)
  }

  /// A letter or two, digits and letters, then a version: `D2s v3`, `NC24ads A100 v4`.
  private static func isMachineCode(_ window: [String]) -> Bool {
    guard let last = window.last, last.utf8.first == 0x76, last.utf8.count <= 3,
      last.utf8.dropFirst().allSatisfy({ (0x30...0x39).contains($0) }), last.utf8.count > 1
    else { return false }
    return CodeTokenizer.hasDigit(window[0])
  }

  private static func joinedForms(of words: [String]) -> [QueryAlternative] {
    words.count == 2 ? [QueryAlternative([words.joined()], .code, 0.95)] : []
  }

  /// English words for one and several of the same.
  private static func plurals(_ word: String) -> [QueryAlternative] {
    guard word.utf8.count >= 4, word.utf8.allSatisfy({ (0x61...0x7A).contains($0) }) else { return [] }
    if word.hasSuffix("ss") { return [] }
    return word.hasSuffix("s")
      ? [QueryAlternative([String(word.dropLast())], .plural, 0.9)] : [QueryAlternative([word + "s"], .plural, 0.9)]
  }

  /// Words for billing cycles and terms.
  private static let cycles: [String: ClassTerm] = [
    "monthly": ClassTerm(duration: "", billingCycle: "monthly"),
    "annual": ClassTerm(duration: "", billingCycle: "annual"),
    "annually": ClassTerm(duration: "", billingCycle: "annual"),
    "yearly": ClassTerm(duration: "", billingCycle: "annual"),
    "triennial": ClassTerm(duration: "", billingCycle: "triennial"),
  ]

  /// The term that a number with its unit is: `3year` → `P3Y`, `12month` → `P12M` and `P1Y`.
  static func duration(_ measure: String) -> ClassTerm? {
    guard let (number, unit) = MeasureTokenizer.split(measure), let count = Int(number) else { return nil }
    switch unit {
    case "year": return ClassTerm(duration: "P\(count)Y", billingCycle: "")
    case "month":
      return ClassTerm(duration: count > 0 && count % 12 == 0 ? "P\(count / 12)Y" : "P\(count)M", billingCycle: "")
    default: return nil
    }
  }
}
