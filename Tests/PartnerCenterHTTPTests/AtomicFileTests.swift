import Foundation
import Testing

@testable import PartnerCenterHTTP

@Suite("A file that is replaced as a whole") struct AtomicFileTests {
  @Test("Gets the content and the mode asked for, and leaves nothing beside it", arguments: [0o600, 0o644])
  func replace(mode: Int) async throws {
    try await withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("file")
      for text in ["first", "second, longer"] {
        try AtomicFile.replace(file, with: Data(text.utf8), mode: mode_t(mode))
        #expect(try String(contentsOf: file, encoding: .utf8) == text)
      }
      #expect(try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int == mode)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["file"])
    }
  }

  @Test("What cannot be written is told, and the file stays as it was")
  func failure() async throws {
    try await withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("file")
      try Data("old".utf8).write(to: file)
      let failure = #expect(throws: AtomicFile.Failure.self) {
        try AtomicFile.replace(file.appendingPathComponent("below"), with: Data(), mode: 0o600)
      }
      #expect(failure?.words == "Not a directory")
      #expect(try String(contentsOf: file, encoding: .utf8) == "old")
    }
  }
}
