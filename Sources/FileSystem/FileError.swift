/// A file that a program writes for others cannot be written. What stood in its place is as it was.
package enum FileError: Error, Sendable, Hashable {
  /// The path cannot take a file: its folder is missing or closed, or something else stands there.
  case unusable(path: String, reason: String)
  /// The system refused a step of the writing. The text is its own.
  case writeFailed(path: String, reason: String)

  /// Where the file was to stand.
  package var path: String {
    switch self {
    case .unusable(let path, _), .writeFailed(let path, _): path
    }
  }

  /// Why not, such as `Permission denied`.
  package var reason: String {
    switch self {
    case .unusable(_, let reason), .writeFailed(_, let reason): reason
    }
  }
}

extension FileError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unusable(let path, let reason): "\(path) cannot be written: \(reason)."
    case .writeFailed(let path, let reason): "Writing \(path) failed: \(reason). The previous content is intact."
    }
  }
}
