import Testing

@testable import PartnerCatalogCLI

@Suite("Progress")
struct ProgressLineTests {
  @Test("Is drawn at most ten times a second, on one line, and taken away at the end")
  func drawing() {
    var line = ProgressLine()
    #expect(line.clear() == nil)
    #expect(line.draw("one", width: 10, now: .zero) == "\r\u{1B}[Kone")
    #expect(line.draw("two", width: 10, now: .milliseconds(99)) == nil)
    #expect(line.draw("three and more", width: 10, now: .milliseconds(100)) == "\r\u{1B}[Kthree an…")
    #expect(line.clear() == "\r\u{1B}[K")
    #expect(line.clear() == nil)
  }
}
