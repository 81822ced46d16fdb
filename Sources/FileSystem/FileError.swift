/// An output file cannot be written. The previous content is intact.
package enum FileError: Error, Sendable, Hashable {
  /// The path cannot hold the file: its folder is missing or not writable, or it names something else.
  case unusable(path: String, reason: String)
  /// The system refused a step of the writing. The text is its own.
  case writeFailed(path: String, reason: String)

  /// The path of the file.
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
