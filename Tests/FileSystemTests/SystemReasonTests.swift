import FileSystem
import Foundation
import Testing

@Suite("The reason of the system")
struct SystemReasonTests {
  private struct Own: Error, LocalizedError {
    var errorDescription: String? { "The words of another library." }
  }

  @Test("is in its own words where a file or a folder cannot be read, without a path and a full stop")
  func words() {
    let missing = FileManager.default.temporaryDirectory.appendingPathComponent("none-\(UUID().uuidString)")
    let read = #expect(throws: (any Error).self) { try Data(contentsOf: missing) }
    #expect(read?.systemReason == "No such file or directory")
    let created = #expect(throws: (any Error).self) {
      try FileManager.default.createDirectory(
        at: URL(fileURLWithPath: "/dev/null/folder"), withIntermediateDirectories: true)
    }
    #expect(created?.systemReason == "Not a directory")
  }

  @Test("of an error of another kind is what that says, without its full stop")
  func other() { #expect(Own().systemReason == "The words of another library") }
}
