import CatalogModel
import Foundation
import GRDB
import Synchronization

/// Confirmations of unchanged products, written in batches because nobody needs them at once.
///
/// They precede every other write. Those that a killed process did not write are found unchanged again by the run that
/// resumes.
final class DeferredConfirmations: Sendable {
  struct Note: Sendable {
    var key: ProductKey
    var at: Int64
    var kind: Kind
  }

  enum Kind: Sendable {
    /// Read whole and found as it was.
    case confirmed(run: Int64, counted: @Sendable (ItemCounts) -> Void)
    /// Some of its lists were checked; `doubt` is the number of changes still expected.
    case glimpsed(doubt: Double)
  }

  /// The most notes to defer, and the longest time in seconds.
  static let most = 384
  static let longest: Int64 = 2

  private let waiting = Mutex<[Note]>([])

  /// - Returns: whether they should be written now.
  func add(_ note: Note) -> Bool {
    waiting.withLock { waiting in
      waiting.append(note)
      return waiting.count >= Self.most || note.at >= waiting[0].at + Self.longest
    }
  }

  /// A job that writes all deferred notes; `nil` for none. Notes that could not be written stay deferred.
  func job() -> CommitGroup.Job? {
    let notes = waiting.withLock { waiting in
      defer { waiting = [] }
      return waiting
    }
    guard !notes.isEmpty else { return nil }
    let tallies = Tallies()
    return CommitGroup.Job(
      run: { transaction in
        let db = transaction.db
        let rowIDs = RowIDs(db: db)
        let numbered = try notes.map { (note: $0, unit: try Self.number(of: $0.key, rowIDs)) }
        let confirmation = ProductConfirmation(db: db)
        // In the order of the table: neighbours share pages.
        let written = try numbered.sorted { $0.unit < $1.unit }.map {
          (note: $0.note, tally: try Self.write($0.note, at: $0.unit, db, confirmation))
        }
        tallies.told.withLock { $0 = written.map { ($0.note, $0.tally) } }
      },
      tell: { [self] error in
        if error == nil {
          for (note, tally) in tallies.told.withLock({ $0 }) {
            if case .confirmed(_, let counted) = note.kind { counted(tally) }
          }
        } else {
          waiting.withLock { $0 = notes + $0 }
        }
      })
  }

  private final class Tallies: Sendable {
    let told = Mutex<[(Note, ItemCounts)]>([])
  }

  private static func number(of key: ProductKey, _ rowIDs: RowIDs) throws -> (marketScope: Int64, product: Int64) {
    (try rowIDs.marketScope(key.marketScope), try rowIDs.product(key.product))
  }

  private static func write(
    _ note: Note, at unit: (marketScope: Int64, product: Int64), _ db: Database, _ confirmation: ProductConfirmation
  ) throws -> ItemCounts {
    switch note.kind {
    case .confirmed(let run, _):
      return ItemCounts(
        unchanged: try confirmation.write(marketScope: unit.marketScope, product: unit.product, run: run, at: note.at))
    case .glimpsed(let doubt):
      try db.cachedStatement(
        sql: """
          UPDATE unit SET glanced_at = ?3, doubt = ?4, glances = glances + 1 WHERE place_id = ?1 AND product_id = ?2
          """
      ).execute(arguments: [unit.marketScope, unit.product, note.at, doubt])
      return ItemCounts()
    }
  }
}
