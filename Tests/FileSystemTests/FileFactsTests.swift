import FileSystem
import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct FileFactsTests {
  @Test("A file that is absent has neither facts nor an obstacle")
  func absent() throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Data("x".utf8).write(to: URL(fileURLWithPath: folder + "/file"))
    for path in ["\(folder)/none", "\(folder)/none/deeper", "\(folder)/file/below"] {
      #expect(FileFacts(path) == nil)
      #expect(FileFacts.obstacle(path) == nil)
    }
    #expect(FileFacts(folder + "/file")?.size == 1)
    #expect(FileFacts.obstacle(folder + "/file") == nil)
  }

  @Test("A file that cannot be reached has an obstacle: it is not absent")
  func obstacles() throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createSymbolicLink(atPath: folder + "/a", withDestinationPath: folder + "/b")
    try FileManager.default.createSymbolicLink(atPath: folder + "/b", withDestinationPath: folder + "/a")
    #expect(FileFacts(folder + "/a") == nil)
    #expect(FileFacts.obstacle(folder + "/a") == "too many levels of symbolic links")
    let long = folder + "/" + String(repeating: "x", count: 300)
    #expect(FileFacts.obstacle(long) == "file name too long")
  }

  @Test("A folder that may not be entered is named", .enabled(if: geteuid() != 0, "root may enter everything"))
  func closedFolder() throws {
    let folder = try Self.folder()
    defer {
      chmod(folder, 0o700)
      try? FileManager.default.removeItem(atPath: folder)
    }
    chmod(folder, 0)
    #expect(FileFacts.obstacle(folder + "/catalog.sqlite") == "permission denied (folder \(folder))")
  }

  private static func folder() throws -> String {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("facts-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }
}
