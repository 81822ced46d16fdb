import CatalogJSON
import FileSystem
import Foundation
import Purchasing

/// Checks of the journal of purchases: its chain, its permissions, and what is open. No finding where there is none.
enum JournalFindings {
  static func all(_ settings: Settings) -> [Finding] {
    let path = settings.journal.value
    guard FileFacts(path) != nil else { return [] }
    do {
      let journal = try PurchaseJournal(readingFrom: path)
      if let fault = try journal.chainFault() ?? journal.fileFault() {
        return [
          .problem(
            "journal", "\(path) is damaged: \(fault)", meaning: "Nothing can be bought.",
            remedy: CommandHint.error(.journalDamaged) ?? "")
        ]
      }
      return [
        .ok(
          "journal", "\(path): \(Formatting.count(try journal.eventCount(), "event")), each follows from the one before"
        )
      ]
        + permissions(path) + open(try journal.purchases())
    } catch {
      let problem = CommandError(error)
      return [
        .problem(
          "journal", problem.message, meaning: "Nothing can be bought.", remedy: "Fix it before the next purchase.")
      ]
    }
  }

  private static func permissions(_ path: String) -> [Finding] {
    guard let facts = FileFacts(path), facts.permissions & 0o077 != 0 else { return [] }
    return [
      .warning(
        "journal", "\(path) can be read by others (mode \(String(facts.permissions, radix: 8)))",
        meaning: "Others see what your customers buy.", remedy: "chmod 600 \(path)")
    ]
  }

  private static func open(_ purchases: [Purchase]) -> [Finding] {
    let unknown = purchases.filter(\.state.isUncertain)
    guard !unknown.isEmpty else { return [] }
    return [
      .warning(
        "journal", "it is not known whether \(Formatting.count(unknown.count, "purchase")) was made",
        meaning: "Nothing of the kind can be bought for those customers.", remedy: "Run `partner-catalog order resume`."
      )
    ]
  }
}
