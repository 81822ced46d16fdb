import Testing

@testable import CatalogSchema

@Suite struct SearchTextTests {
  @Test(
    "Text is folded, runs become pairs, everything else separates",
    arguments: [
      ("Standard_D2s_v3", "standard d2s v3"), ("ＡＢＣ１２３", "abc123"), ("ﬁle", "file"),
      ("クラウド", "クラ ラウ ウド ド"), ("ｸﾗｳﾄﾞ", "クラ ラウ ウド ド"), ("版", "版 版"),
      ("365クラ版", "365 クラ ラ版 版"), ("zero\u{200B}width\u{A0}blank", "zero width blank"), ("", ""), ("—·™", "tm"),
      ("Straße São Łódź Ärzte", "strasse sao lodz arzte"), ("Йод ёлка", "иод елка"), ("مُحَمَّد", "محمد"),
      ("가나다", "가나 나다 다"),
    ])
  func indexed(text: String, words: String) {
    #expect(SearchText.terms(text).joined(separator: " ") == words)
  }

  @Test(
    "Codes are also written together",
    arguments: [
      ("Standard_D2s_v3", ["standardd2s", "standardd2sv3", "d2sv3"]), ("D2s v3", ["d2sv3"]), ("Business Premium", []),
      ("Non-Profit", ["nonprofit"]), ("2 Core", ["2core"]),
    ])
  func joined(text: String, forms: [String]) {
    #expect(Set(CodeTokenizer.joined(text)) == Set(forms))
  }

  @Test(
    "A number with its unit has one spelling",
    arguments: [("3 years", "3year"), ("3 Year", "3year"), ("16 cores", "16core"), ("1 User License", "1user")])
  func measures(text: String, joined: String) {
    #expect(MeasureTokenizer.all(SearchText.terms(text)) == [joined])
  }

  @Test(
    "Written together it has the same spelling",
    arguments: [("3yr", "3year"), ("p3y", "3year"), ("p1m", "1month"), ("2core", "2core"), ("100gb", "100gb")])
  func joinedMeasures(word: String, joined: String) {
    #expect(MeasureTokenizer.joined(word) == joined)
  }

  @Test("What only looks like a number with its unit is none", arguments: ["d2s", "e3", "p1", "365", "v3", "3y"])
  func noMeasures(word: String) {
    #expect(MeasureTokenizer.joined(word) == nil)
  }

  @Test(
    "A region's names are its id",
    arguments: [
      ("US West 2", ["westus2"]), ("Reserved, West US 2, 1 Year", ["westus2"]), ("westus2", ["westus2"]),
      ("West US", ["westus"]), ("Business Premium", []),
    ])
  func regions(text: String, ids: [String]) {
    #expect(RegionTokenizer.all(SearchText.terms(text)) == ids)
  }
}
