import CatalogStore
import FileSystem
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Checks of the log file and the metrics file.
enum OutputFileFindings {
  static func all(_ settings: Settings) -> [Finding] {
    [
      settings.logFile.map { file(.logFile, $0.value, isReplaced: false, settings) },
      settings.metricsFile.map { file(.metricsFile, $0.value, isReplaced: true, settings) },
    ].compactMap(\.self)
  }

  /// The finding for one file. A file that is replaced needs a writable folder even where it exists.
  private static func file(_ key: SettingKey, _ path: String, isReplaced: Bool, _ settings: Settings) -> Finding {
    if let reason = refusal(path, settings)?.reason {
      return .problem(
        key.rawValue, "\(path) cannot be written: \(reason)", meaning: "`sync` refuses to start.",
        remedy: "Choose another file.")
    }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let isThere = FileManager.default.fileExists(atPath: path)
    var isFolder: ObjCBool = false
    _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    if isReplaced, let facts = FileFacts(path), !facts.isRegular, !facts.isFolder {
      return .problem(
        key.rawValue, "\(path) cannot be written: it is not a regular file", meaning: "`sync` refuses to start.",
        remedy: "Choose another file.")
    }
    let needed = isThere && !isReplaced ? path : folder
    guard systemAccess(needed, W_OK) == 0, !isFolder.boolValue else {
      let reason = isFolder.boolValue ? "it is a folder" : "\(needed): \(String(cString: strerror(errno)))"
      return .problem(
        key.rawValue, "\(path) cannot be written: \(reason)", meaning: "`sync` refuses to start.",
        remedy: "Create the folder, fix the permissions, or choose another file.")
    }
    return .ok(key.rawValue, "\(path) can be written")
  }

  private static func refusal(_ path: String, _ settings: Settings) -> FileError? {
    do throws(FileError) {
      try CatalogFiles(of: settings.database.value).refuse(path)
      return nil
    } catch {
      return error
    }
  }
}

/// `access(2)`, under a name that no method shadows.
private let systemAccess = access
