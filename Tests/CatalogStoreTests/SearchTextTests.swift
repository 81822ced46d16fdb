import Testing

@testable import CatalogStore

@Suite struct SearchTextTests {
  @Test(
    "Text is folded, runs become pairs, everything else separates",
    arguments: [
      ("Standard_D2s_v3", "standard d2s v3"), ("ＡＢＣ１２３", "abc123"), ("ﬁle", "file"),
      ("クラウド", "クラ ラウ ウド ド"), ("ｸﾗｳﾄﾞ", "クラ ラウ ウド ド"), ("版", "版 版"),
      ("365クラ版", "365 クラ ラ版 版"), ("zero\u{200B}width\u{A0}blank", "zero width blank"), ("", ""), ("—·™", "tm"),
    ])
  func indexed(text: String, words: String) {
    #expect(SearchText.indexed(text) == words)
  }

  @Test(
    "Codes are also written together",
    arguments: [
      ("Standard_D2s_v3", ["standardd2s", "standardd2sv3", "d2sv3"]), ("D2s v3", ["d2sv3"]), ("Business Premium", []),
    ])
  func joined(text: String, forms: [String]) {
    #expect(Set(CodeWords.joined(text)) == Set(forms))
  }
}
