import CatalogModel
public import Foundation
import GRDB

extension CatalogStore {
  /// Keeps the answer of one list of a unit that is not whole yet: in memory for a moment, then in the file. Where the unit is
  /// whole before, the file never sees it.
  public func stage(
    _ answer: StagedAnswer, hash: Int64, of list: UnitFingerprint.List, in key: UnitKey, run: Int64, at now: Date
  ) async throws {
    try await write(
      answers.add(.init(key: key, list: list, content: answer, hash: hash, run: run, at: now.stamp)))
  }

  /// The answers of a unit that runs since `begunBy` kept.
  public func staged(in key: UnitKey, since begunBy: Int64) async throws
    -> [UnitFingerprint.List: (answer: StagedAnswer, hash: Int64)]
  {
    try await read { db in
      let rows = try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT a.sku, a.segment, a.hash, a.content
            FROM market m
            JOIN place l ON l.market_id = m.id
            JOIN product p
            JOIN staged_answer a ON a.place_id = l.id AND a.product_id = p.id
            WHERE m.code = ? AND l.scope = ? AND p.code = ? AND a.run_id >= ?
            """), arguments: [key.place.market.code, key.place.scopeText, key.product.rawValue, begunBy])
      var staged: [UnitFingerprint.List: (answer: StagedAnswer, hash: Int64)] = [:]
      for row in rows {
        guard let answer = StoredJSON.value(try row["content"], as: StagedAnswer.self) else { continue }
        let list = UnitFingerprint.List(sku: Self.optional(try row["sku"]), segment: Self.optional(try row["segment"]))
        staged[list] = (answer, try row["hash"])
      }
      return staged
    }
  }
}
