import Foundation
import Testing

@testable import CatalogService

@Suite("The file of tokens")
struct TokenFileTests {
  private static let digest = String(repeating: "0123456789abcdef", count: 4)

  private func withFile(_ text: String, mode: Int = 0o600, _ body: (String) throws -> Void) throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("tokens-\(UUID())").path
    #expect(
      FileManager.default.createFile(atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: mode]))
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(path)
  }

  @Test("A made token opens what its line permits; its digest is the SHA-256 of its text")
  func made() throws {
    let made = try #require(AccessToken.make(label: "sales-desk@example.com", scopes: [.customers, .catalog]))
    #expect(made.secret.wholeMatch(of: /pcat_[0-9a-f]{64}/) != nil)
    #expect(made.entry.line.hasPrefix("sales-desk@example.com catalog,customers "))
    try withFile("# comment\n\n  \(made.entry.line) # who\r\n") { (path: String) throws in
      #expect(try TokenFile.read(path).entry(of: made.secret) == made.entry)
      #expect(try TokenFile.read(path).entry(of: made.secret + "0") == nil)
    }
    // FIPS 180-4, example "abc".
    #expect(
      AccessToken(label: "a", scopes: [.catalog], digest: AccessToken.digest(of: "abc")).line
        == "a catalog ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(AccessToken.make(label: "a b", scopes: [.catalog]) == nil)
    #expect(AccessToken.make(label: "a", scopes: []) == nil)
  }

  @Test(
    "A file that others may read or change is refused", arguments: [0o604, 0o640, 0o620, 0o644, 0o666, 0o777, 0o610])
  func modes(mode: Int) throws {
    try withFile("a catalog \(Self.digest)", mode: mode) { (path: String) throws in
      let error = #expect(throws: TokenFileError.self) { try TokenFile.read(path) }
      #expect(
        error?.description
          == "The token file \(path) cannot be used: other users may read or change it (mode \(String(mode, radix: 8))); its mode must be 600."
      )
      if mode == 0o640 { #expect(try TokenFile.read(path, groupMayRead: true).count == 1) }
    }
  }

  @Test(
    "A line that cannot be read names itself and its fault, never its content",
    arguments: [
      ("", nil, "it holds no token"), ("# nothing\n", nil, "it holds no token"),
      ("a \(digest)", 1, "it must have a label, scopes and a digest, with blanks between"),
      ("\na catalog x y", 2, "it must have a label, scopes and a digest, with blanks between"),
      ("ä catalog \(digest)", 1, "the label may have letters, digits, \".\", \"_\", \"-\" and \"@\", at most 64"),
      ("a all \(digest)", 1, "its scopes are not among catalog and customers, with a comma between"),
      ("a catalog, \(digest)", 1, "its scopes are not among catalog and customers, with a comma between"),
      ("a catalog pcat_secret", 1, "the digest must be 64 hexadecimal digits: the SHA-256 of the token, not the token"),
      (
        "a catalog +f\(digest.dropFirst(2))", 1,
        "the digest must be 64 hexadecimal digits: the SHA-256 of the token, not the token"
      ),
      ("a catalog \(digest)\na customers \(digest)", nil, "several lines have the label a"),
    ] as [(String, Int?, String)])
  func lines(text: String, line: Int?, problem: String) {
    #expect(throws: TokenFileError(path: "t", line: line, problem: problem)) { try TokenFile.parse(text, path: "t") }
  }

  @Test("A missing file, a folder and bytes that are no text are refused")
  func unreadable() throws {
    #expect(throws: TokenFileError(path: "/nowhere/t", problem: "there is no such file")) {
      try TokenFile.read("/nowhere/t")
    }
    #expect(throws: TokenFileError(path: "/tmp", problem: "it is not a regular file")) { try TokenFile.read("/tmp") }
  }
}
