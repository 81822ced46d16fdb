import Foundation
import Testing

@testable import FileSystem

@Suite("A file that is replaced as a whole") struct DraftFileTests {
  /// A folder of its own for each test, removed at its end.
  private func inFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("draft-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.resolvingSymlinksInPath())
  }

  private func permissions(_ file: URL) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
  }

  @Test("Gets the content and the permissions asked for, and leaves nothing beside it", arguments: [0o600, 0o644])
  func replace(permissions asked: Int) throws {
    try inFolder { folder in
      let file = folder.appendingPathComponent("file")
      for text in ["first", "second, longer"] {
        try DraftFile.replace(file.path, with: Data(text.utf8), permissions: mode_t(asked))
        #expect(try String(contentsOf: file, encoding: .utf8) == text)
      }
      #expect(try permissions(file) == asked)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["file"])
    }
  }

  @Test("Keeps the permissions of the file that it replaces where none are asked for", arguments: [0o640, 0o604])
  func kept(mode: Int) throws {
    try inFolder { folder in
      let file = folder.appendingPathComponent("file")
      try DraftFile.replace(file.path, with: Data("old".utf8), permissions: mode_t(mode))
      let draft = try DraftFile(for: file.path)
      #expect(try permissions(URL(fileURLWithPath: draft.path)) == 0o600)
      try draft.write(Data("new".utf8))
      #expect(try String(contentsOf: file, encoding: .utf8) == "old")
      try draft.publish()
      #expect(try String(contentsOf: file, encoding: .utf8) == "new")
      #expect(try permissions(file) == mode)
    }
  }

  @Test("A symbolic link stays one; its target is replaced")
  func link() throws {
    try inFolder { folder in
      let (file, link) = (folder.appendingPathComponent("file"), folder.appendingPathComponent("link"))
      try Data("old".utf8).write(to: file)
      try FileManager.default.createSymbolicLink(at: link, withDestinationURL: file)
      try DraftFile.replace(link.path, with: Data("new".utf8), permissions: 0o600)
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == file.path)
      #expect(try String(contentsOf: file, encoding: .utf8) == "new")
    }
  }

  @Test(
    "A path that cannot take a file is refused with its reason, and nothing is changed",
    arguments: ["file/below", "none/file", "folder"])
  func refused(path: String) throws {
    try inFolder { folder in
      let file = folder.appendingPathComponent("file")
      try Data("old".utf8).write(to: file)
      try FileManager.default.createDirectory(
        at: folder.appendingPathComponent("folder"), withIntermediateDirectories: false)
      let error = #expect(throws: FileError.self) {
        try DraftFile.replace(folder.appendingPathComponent(path).path, with: Data(), permissions: 0o600)
      }
      #expect(error.map { !$0.reason.isEmpty && $0.path.hasSuffix(path) } == true)
      #expect(try String(contentsOf: file, encoding: .utf8) == "old")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["file", "folder"])
    }
  }

  @Test("A draft is placed where nothing stands, and not over what does")
  func place() throws {
    try inFolder { folder in
      let file = folder.appendingPathComponent("file")
      let (first, second) = (try DraftFile(for: file.path), try DraftFile(for: file.path))
      try first.write(Data("first".utf8))
      try second.write(Data("second".utf8))
      #expect(try first.place())
      #expect(try !second.place())
      #expect(FileManager.default.fileExists(atPath: second.path))
      second.discard()
      #expect(try String(contentsOf: file, encoding: .utf8) == "first")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["file"])
    }
  }

  @Test("What a process that ended left of the same file is removed, and that of a living one stays")
  func leftovers() throws {
    try inFolder { folder in
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/true")
      try process.run()
      process.waitUntilExit()
      let living = ".file.\(ProcessInfo.processInfo.processIdentifier)-00000000.partial"
      for name in [".file.\(process.processIdentifier)-00000000.partial", living, ".other.1-0.partial"] {
        try Data().write(to: folder.appendingPathComponent(name))
      }
      try DraftFile.replace(folder.appendingPathComponent("file").path, with: Data(), permissions: 0o600)
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
          == [living, ".other.1-0.partial", "file"].sorted())
    }
  }
}
