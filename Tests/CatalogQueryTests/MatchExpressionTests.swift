import Foundation
import Testing

@testable import CatalogQuery

@Suite struct MatchExpressionTests {
  @Test(
    "Words, codes and runs become quoted terms",
    arguments: [
      ("sql server 2 core", #""sql" AND "server" AND "2" AND "core"*"#),
      ("D2s_v3 azure", #"("d2s v3" OR "d2sv3") AND "azure"*"#),
      ("d2s-v3", #"("d2s v3"* OR "d2sv3"*)"#),
      ("クラウド", #""クラ ラウ ウド""#),
      ("版 a", #""版"* AND "a"*"#),
      ("365クラウド", #""365" AND "クラ ラウ ウド""#),
      ("a a A", #""a" AND "a"*"#),
      ("say \"NOT\" (x)", #""say" AND "not" AND "x"*"#),
    ])
  func terms(text: String, pattern: String) {
    #expect(MatchExpression(text).pattern == pattern)
  }

  @Test("Text without letters or digits has no expression; only blank text is blank")
  func nothing() {
    #expect(MatchExpression("*** \"").pattern == nil)
    #expect(!MatchExpression("*** \"").isBlank)
    #expect(MatchExpression(" \n\t").isBlank)
  }

  @Test("Long text is cut")
  func long() {
    let pattern = MatchExpression((0..<500).map { "w\($0)" }.joined(separator: " ")).pattern
    #expect(pattern?.components(separatedBy: " AND ").count == 24)
  }
}
