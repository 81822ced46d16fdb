/// The store cannot be used as requested. The file is unchanged.
public enum StoreError: Error, Sendable, Hashable {
  /// There is no file at that path.
  case missing(path: String)
  /// The path names something other than a catalog: another program's database, or no database.
  case foreign(path: String)
  /// A newer version of the program wrote the file.
  case newer(path: String, version: Int, known: Int)
  /// An older version wrote the file, and it was opened for reading only.
  case older(path: String, version: Int, known: Int)
  /// The file or its folder cannot be read or written. The text is the system's reason.
  case unreadable(path: String, reason: String)
  /// The file is damaged. The text names the place, such as `customer.confirmed_at`; `nil` where SQLite found the
  /// damage.
  case corrupt(path: String, finding: String? = nil)
  /// The file belongs to another locale, tenant or cloud.
  case other(path: String, setting: String, holds: String, asked: String)
  /// Another process is writing. The text names it.
  case busy(path: String, holder: String)
  /// The disk is full, or the write failed. Existing data is intact.
  case writeFailed(path: String, reason: String)
}

extension StoreError: CustomStringConvertible {
  /// The error in plain English, with the path and the state of the file.
  public var description: String {
    switch self {
    case .missing(let path):
      "There is no catalog at \(path)."
    case .foreign(let path):
      "\(path) is not a catalog file. It was left as it is."
    case .newer(let path, let version, let known):
      "\(path) was written by a newer version (schema \(version), this one knows up to \(known)). It was left as it is."
    case .older(let path, let version, let known):
      "\(path) was written by an older version (schema \(version), this one writes \(known)). A sync brings the file up to date."
    case .unreadable(let path, let reason):
      "\(path) cannot be opened: \(reason)."
    case .corrupt(let path, let finding):
      "The catalog file \(path) is damaged\(finding.map { ": " + $0 } ?? ""). Nothing of it was changed."
    case .other(let path, let setting, let holds, let asked):
      "\(path) holds the catalog of \(setting) \(holds), not \(asked). One file holds one."
    case .busy(let path, let holder):
      "\(path) is in use (\(holder)). Nothing was changed."
    case .writeFailed(let path, let reason):
      "Writing \(path) failed: \(reason). Existing data is intact."
    }
  }
}
