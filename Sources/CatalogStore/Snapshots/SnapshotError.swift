/// A snapshot of another place was not taken. The local copy is unchanged.
public enum SnapshotError: Error, Sendable, Hashable {
  /// The place holds no manifest that this version reads.
  case manifestUnreadable(String)
  /// The manifest names no snapshot.
  case none(String)
  /// The snapshot is not the file that the manifest describes. The text says how it differs.
  case damaged(file: String, copy: String, reason: String)
  /// The snapshot is older than the copy.
  case older(version: Int, copy: String, holds: Int)
  /// The catalog of the snapshot was built again since the copy was made, or is another one.
  case rebuilt(copy: String)
  /// The snapshot is of another tenant, cloud or locale.
  case other(copy: String, setting: String, holds: String, offered: String)
  /// Another process downloads into the same copy.
  case busy(copy: String)
  /// The place cannot be read. The text is the reason.
  case unreadable(String, reason: String)
}

extension SnapshotError: CustomStringConvertible {
  /// The error in plain English, with the state of the copy.
  public var description: String {
    switch self {
    case .manifestUnreadable(let place):
      "\(place) holds no manifest.json of snapshots that this version reads. Nothing was changed."
    case .none(let place):
      "\(place) holds no snapshot yet. Nothing was changed."
    case .damaged(let file, let copy, let reason):
      "The snapshot \(file) was refused: \(reason). \(copy) is unchanged."
    case .older(let version, let copy, let holds):
      "The newest snapshot has version \(version), and \(copy) holds the later version \(holds) of the same catalog. It is unchanged."
    case .rebuilt(let copy):
      "The snapshot is of a catalog that was built again, or of another one: it does not continue \(copy), which is unchanged."
    case .other(let copy, let setting, let holds, let offered):
      "\(copy) holds the catalog of \(setting) \(holds), and the snapshot that of \(offered). It is unchanged."
    case .busy(let copy):
      "Another process downloads a snapshot for \(copy). Nothing was changed."
    case .unreadable(let place, let reason):
      "\(place) cannot be read: \(reason). Nothing was changed."
    }
  }
}
