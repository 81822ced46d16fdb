import CatalogStore
import Foundation

/// The result of maintenance, for people.
enum MaintenanceText {
  static func text(_ report: MaintenanceReport, console: Console) -> String {
    var lines = report.checks.map { check in
      let name = names[check.name] ?? check.name
      if check.findings.isEmpty { return "\(name): sound" }
      let findings = check.findings.map { "\n  \(TerminalText.safe($0))" }.joined()
      return "\(name): \(check.isRepaired ? "rebuilt, because" : "DAMAGED")\(findings)"
    }
    if let pruned = report.pruned {
      lines.append(
        "Deleted: \(Formatting.count(pruned.changes, "change")), \(Formatting.count(pruned.removedItems, "removed item")), \(Formatting.count(pruned.runs, "run"))"
      )
    }
    lines.append("Before: \(size(report.before))")
    if report.isSound { lines.append("After:  \(size(report.after))") }
    return lines.joined(separator: "\n") + "\n"
  }

  static func text(_ snapshot: StoreSnapshot, console: Console) -> String {
    "Published \(TerminalText.safe(snapshot.path)): \(bytes(snapshot.bytes)), \(Formatting.count(snapshot.items, "item")), sound\n"
  }

  static func text(_ published: SnapshotFolder.Publication, console: Console) -> String {
    let (path, snapshot) = (TerminalText.safe(published.path), published.snapshot)
    guard published.isNew else { return "\(path) holds version \(snapshot.version) already.\n" }
    return "Published \(path): \(bytes(snapshot.bytes)), version \(snapshot.version), sound\n"
  }

  static func text(_ pull: Replica.Pull, console: Console) -> String {
    let (path, snapshot) = (TerminalText.safe(pull.path), pull.snapshot)
    let version = "version \(snapshot.version) of \(Formatting.time(snapshot.madeAt))"
    return pull.isReplaced
      ? "\(path) is now \(version): \(bytes(snapshot.bytes)), sound\n" : "\(path) holds \(version) already.\n"
  }

  static func advice(_ path: String) -> String {
    "\(path) is damaged and was not changed. Move it away and run `partner-catalog sync` to read the catalog again."
  }

  private static let names = [
    "pages": "Pages", "values": "Values", "foreignKeys": "References", "textIndex": "Full-text index",
    "searchIndex": "Search index",
  ]

  private static func size(_ size: MaintenanceReport.Size) -> String {
    var text = "\(bytes(size.bytes)), \(Formatting.count(size.items, "item"))"
    if let each = size.bytesPerItem { text += ", \(String(format: "%.1f", each)) bytes each" }
    if size.freeBytes > 0 { text += ", \(bytes(size.freeBytes)) empty" }
    if size.logBytes > 0 { text += ", \(bytes(size.logBytes)) log" }
    return text
  }

  /// `12.3 MB`: millions of bytes.
  private static func bytes(_ count: Int) -> String {
    count < 1_000_000 ? "\(count / 1000) kB" : String(format: "%.1f MB", Double(count) / 1_000_000)
  }
}
