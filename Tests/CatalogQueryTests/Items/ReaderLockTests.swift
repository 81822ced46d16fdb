#if os(Linux)
  import FileSystem
  import Foundation
  import Glibc
  import Testing

  @testable import CatalogQuery
  @testable import CatalogSchema

  @Suite struct ReaderLockTests {
    /// Without its lock a writer of another process removes the log under the reader.
    @Test("A reader keeps its lock of the file while others are opened and closed in the same process")
    func kept() async throws {
      let store = try await SmallStore()
      let path = store.path
      let reader = try Catalog(path: path)
      _ = try reader.dataVersion()
      let before = try Self.locks(of: path)
      #expect(!before.isEmpty)
      for _ in 1...3 {
        #expect(FileKind(of: path) == .ours)
        _ = try Catalog(path: path).dataVersion()
        #expect(try Self.locks(of: path) == before)
      }
      _ = try reader.dataVersion()
    }

    /// The locks of this process on a file, as the system lists them. Source: proc(5), `/proc/locks`.
    private static func locks(of path: String) throws -> [String] {
      var facts = stat()
      try #require(stat(path, &facts) == 0)
      let text = try #require(SystemFile.text("/proc/locks"))
      return text.split(separator: "\n").map { $0.split(separator: " ").dropFirst().joined(separator: " ") }
        .filter { line in
          let words = line.split(separator: " ")
          return words.count > 4 && words[0] == "POSIX" && words[3] == "\(getpid())"
            && words[4].hasSuffix(":\(facts.st_ino)")
        }.sorted()
    }
  }
#endif
