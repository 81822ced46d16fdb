import CatalogExport
import CatalogModel
import CatalogSchema
import CatalogStore
import Foundation
import GRDB
import PartnerCenterEmulator
import Testing

@Suite("An export")
struct ExportTests {
  /// A store with a second version of the catalog over the first: reissued ids, own dates, removed items.
  private func harness() async throws -> SyncHarness {
    let shape = CatalogShape(seed: 3, markets: ["US", "DE", "KE"], products: 60, skusPerProduct: 3)
    let harness = try SyncHarness(EmulatorConfiguration(shape: shape))
    _ = try await harness.sync(now: Date(timeIntervalSince1970: 1_790_000_000))
    harness.emulator.setVersion(3)
    _ = try await harness.sync(harness.full, now: Date(timeIntervalSince1970: 1_792_000_000))
    return harness
  }

  private func written(_ export: ItemExport) throws -> String {
    var bytes: [UInt8] = []
    _ = try export.write {
      bytes += $0
      return true
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let names = ExportColumn.all.map(\.name)

  @Test("holds the rows of the view, all columns, as NDJSON")
  func ndjson() async throws {
    let harness = try await harness()
    let lines = try written(ItemExport(harness.path, form: .ndjson)).split(separator: "\n")
    let exported = try lines.map { line in
      let row = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      #expect(Set(row.keys) == Set(Self.names))
      return try Self.names.map { name -> String in
        switch row[name] {
        case let list as [Any]:
          String(
            decoding: try JSONSerialization.data(
              withJSONObject: list, options: [.sortedKeys, .withoutEscapingSlashes]),
            as: UTF8.self)
        case let text as String: text
        case let number as NSNumber: "\(number)"
        default: "NULL"
        }
      }.joined(separator: "|")
    }
    let (view, dates) = try harness.read { db in
      let view = try Row.fetchAll(db, sql: "SELECT * FROM catalog_items").map { row in
        try Self.names.map { name -> String in
          let value: DatabaseValue = row[name]
          switch value.storage {
          case .null: return "NULL"
          case .string(let text) where text.hasPrefix("["):
            let list = try JSONSerialization.jsonObject(with: Data(text.utf8))
            return String(
              decoding: try JSONSerialization.data(
                withJSONObject: list, options: [.sortedKeys, .withoutEscapingSlashes]), as: UTF8.self)
          case .string(let text): return text
          case .int64(let number): return "\(number)"
          default: return "?"
          }
        }.joined(separator: "|")
      }
      return (view, try Int.fetchOne(db, sql: "SELECT count(DISTINCT first_seen_at) FROM catalog_items") ?? 0)
    }
    #expect(dates == 2)
    #expect(exported.sorted() == view.sorted())
    let columns = try harness.read {
      try String.fetchAll($0, sql: "SELECT name FROM pragma_table_info('catalog_items')")
    }
    #expect(columns == Self.names)
  }

  @Test("as CSV is what an RFC 4180 reader makes the rows of the view of, NULL and empty text told apart")
  func csv() async throws {
    let harness = try await harness()
    let store = try CatalogStore(existing: harness.path)
    try await store.pool.write { db in
      try db.execute(
        sql: """
          UPDATE product_text SET title = '=1+1, "quoted"' || char(13, 10) || 'second line', publisher = '' WHERE id = 1;
          UPDATE product_text SET publisher = NULL WHERE id = 2;
          UPDATE sku_text SET title = '@SUM(A1)' WHERE id = 1;
          """)
    }
    let text = try written(ItemExport(harness.path, form: .csv(isSpreadsheetSafe: false)))
    var records = Self.records(text)
    #expect(records.removeFirst().map { $0 ?? "" } == Self.names)
    let view = try harness.read { db in
      try Row.fetchAll(db, sql: "SELECT * FROM catalog_items").map { row in
        Array(row.databaseValues).map { value -> String? in
          switch value.storage {
          case .null: nil
          case .string(let text): text
          case .int64(let number): "\(number)"
          default: "?"
          }
        }
      }
    }
    func sorted(_ rows: [[String?]]) -> [String] {
      rows.map { $0.map { $0 ?? "\u{0}" }.joined(separator: "|") }.sorted()
    }
    #expect(sorted(records) == sorted(view))
    let safe = try written(ItemExport(harness.path, form: .csv(isSpreadsheetSafe: true)))
    #expect(safe.contains("\"'=1+1, \"\"quoted\"\"\r\nsecond line\""))
    #expect(safe.contains(",'@SUM(A1),"))
    let texts = Self.records(safe).joined().compactMap { $0 }
    #expect(!texts.contains { text in ["=", "+", "-", "@", "\t", "\r"].contains { text.hasPrefix($0) } })
  }

  @Test("of a market and a segment holds those and no others")
  func filters() async throws {
    let harness = try await harness()
    let export = ItemExport(harness.path, markets: ["DE", "US"], segments: [.education], form: .ndjson)
    let count = try written(export).split(separator: "\n").count
    let expected = try harness.read {
      try Int.fetchOne(
        $0, sql: "SELECT count(*) FROM catalog_items WHERE market IN ('DE', 'US') AND segment = 'education'")
    }
    #expect(count == expected)
    #expect(count > 0)
  }

  @Test("stops where nobody reads any more")
  func closed() async throws {
    let harness = try await harness()
    var portions = 0
    _ = try ItemExport(harness.path, form: .ndjson).write { _ in
      portions += 1
      return false
    }
    #expect(portions == 1)
  }

  /// Fields of each record; `nil` for one with nothing in it.
  private static func records(_ text: String) -> [[String?]] {
    var records: [[String?]] = []
    var (record, field, isQuoted, wasQuoted) = ([String?](), [UInt8](), false, false)
    let bytes = Array(text.utf8)
    var position = 0
    func end() {
      record.append(field.isEmpty && !wasQuoted ? nil : String(decoding: field, as: UTF8.self))
      (field, wasQuoted) = ([], false)
    }
    while position < bytes.count {
      let byte = bytes[position]
      if isQuoted {
        if byte == 0x22, position + 1 < bytes.count, bytes[position + 1] == 0x22 {
          field.append(0x22)
          position += 1
        } else if byte == 0x22 {
          isQuoted = false
        } else {
          field.append(byte)
        }
      } else if byte == 0x22 {
        (isQuoted, wasQuoted) = (true, true)
      } else if byte == 0x2C {
        end()
      } else if byte == 0x0D {
        end()
        records.append(record)
        record = []
        position += 1
      } else {
        field.append(byte)
      }
      position += 1
    }
    return records
  }
}
