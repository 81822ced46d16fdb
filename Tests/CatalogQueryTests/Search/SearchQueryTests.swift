import Testing

@testable import CatalogQuery

@Suite struct SearchQueryTests {
  /// `asked: kind term+term* | kind …` for each concept.
  private func concepts(_ text: String) -> [String] {
    SearchQuery(text).concepts.map { concept in
      let ways = concept.alternatives.map { alternative in
        let terms = alternative.terms.map { $0.text + ($0.isBeginning ? "*" : "") }.joined(separator: "+")
        return "\(alternative.kind.rawValue) \(terms)"
      }
      let term = concept.term.map { ", term \($0.duration)\($0.billingCycle)" } ?? ""
      return "\(concept.text): \(ways.joined(separator: " | "))\(term)"
    }
  }

  @Test(
    "Words, codes, regions, numbers with units and runs are read as what they are",
    arguments: [
      ("sql ", ["sql: word sql"]),
      ("azu", ["azu: word azu | beginning azu*"]),
      ("d2s v3 ", ["d2s v3: word d2s+v3 | code d2sv3"]),
      ("Standard_D2s_v3 x ", ["standard d2s v3: word standard+d2s+v3 | code standardd2sv3", "x: word x"]),
      ("3-year ", ["3 year: word 3+year | measure 3year, term P3Y"]),
      ("CFQ7TTC0LH18:0001 ", ["cfq7ttc0lh18 0001: word cfq7ttc0lh18+0001 | code cfq7ttc0lh180001"]),
      ("west us 2 ", ["west us 2: word west+us+2 | region westus2"]),
      ("3 years ", ["3 years: word 3+years | measure 3year, term P3Y"]),
      ("36 months ", ["36 months: word 36+months | measure 36month, term P3Y"]),
      ("2core ", ["2core: word 2core | measure 2core | code 2+core"]),
      ("monthly ", ["monthly: word monthly | plural monthlys | synonym month+to+month, term monthly"]),
      ("クラウド", ["クラウド: word クラ+ラウ+ウド | code クラ+ウド"]),
      ("版", ["版: word 版*"]),
      ("e3 E3 e3 ", ["e3: word e3"]),
      ("say \"NOT\" (x) ", ["say: word say", "not: word not", "x: word x"]),
    ])
  func reading(text: String, expected: [String]) {
    let found = concepts(text)
    for (found, expected) in zip(found, expected) { #expect(found.hasPrefix(expected)) }
    #expect(found.count == expected.count)
  }

  @Test(
    "Reviewed synonyms stand for each other",
    arguments: [
      ("o365 ", "synonym office+365"), ("office 365 ", "synonym o365"), ("vm ", "synonym virtual+machine"),
      ("mssql ", "synonym sql+server"),
    ])
  func synonyms(text: String, expected: String) {
    #expect(concepts(text).first?.contains(expected) == true, "\(concepts(text))")
  }

  @Test("Text without letters or digits has no concept; only blank text is blank")
  func nothing() {
    #expect(SearchQuery("*** \"").concepts.isEmpty)
    #expect(!SearchQuery("*** \"").isBlank)
    #expect(SearchQuery(" \n\t").isBlank)
    #expect(SearchQuery("").isBlank)
  }

  @Test("Long text is cut")
  func long() {
    #expect(SearchQuery((0..<500).map { "w\($0)x" }.joined(separator: " ")).concepts.count == SearchQuery.mostConcepts)
    #expect(
      SearchQuery(String(repeating: "x", count: 1_000_000)).concepts[0].text.utf8.count == SearchQuery.longestText)
  }
}
