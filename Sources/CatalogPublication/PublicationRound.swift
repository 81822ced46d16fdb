import CatalogSchema
import CatalogStore
import Foundation
import GRDB

/// The steps from the state that the database holds to one state of the file.
struct PublicationRound {
  let db: Database
  let state: CatalogState
  let database: any PublicationDatabase
  let log: PublicationLog
  let name: String
  let options: Publisher.Options
  let clock: () -> Date

  /// Copies the rows of a reader.
  ///
  /// - Returns: how many there were.
  static func copy(
    _ reader: TableReader, load: Int64, into target: String, _ database: any PublicationDatabase
  ) throws -> Int {
    var count = 0
    try database.copy(reader.table.copy(into: target)) { sink in
      var text = CopyText()
      count = try reader.write(load: load, to: &text, sink)
      try text.flush(to: sink)
    }
    return count
  }

  func run(_ store: inout PublishedStore, _ report: inout PublicationReport, _ isCancelled: () -> Bool) throws {
    guard store.seq < state.last || store.version < state.version.number else { return }
    try makeStaging()
    while store.seq < state.last || store.version < state.version.number, !isCancelled() {
      try step(&store, &report)
    }
  }

  private func makeStaging() throws {
    for table in PublishedTable.all {
      try database.execute("DROP TABLE IF EXISTS pg_temp.\(table.staging)")
      try database.execute(table.stagingCreation)
    }
    try database.execute("DROP TABLE IF EXISTS pg_temp.stage_touched")
    try database.execute("CREATE TEMP TABLE stage_touched (place_id integer, product_id integer) ON COMMIT DELETE ROWS")
    try database.execute("DROP TABLE IF EXISTS pg_temp.stage_listed")
    try database.execute(
      "CREATE TEMP TABLE stage_listed (product_id integer, id integer, listed integer) ON COMMIT DELETE ROWS")
  }

  // MARK: - Steps

  /// A touched unit.
  private struct Unit: Hashable {
    var place: Int64
    var product: Int64
  }

  /// Copies the next units, in one transaction.
  private func step(_ store: inout PublishedStore, _ report: inout PublicationReport) throws {
    let rows = try StoredRow.fetchAll(
      db, sql: "SELECT seq, place_id, product_id FROM touched_unit WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?",
      arguments: [store.seq, state.last, Publisher.mostUnits])
    let units = Set(try rows.map { Unit(place: try $0["place_id"], product: try $0["product_id"]) })
    let isLast = rows.count < Publisher.mostUnits
    let seq = isLast ? state.last : try rows.last.map { try $0["seq"] as Int64 } ?? state.last
    let version = isLast ? state.version.number : store.version
    let step = UUID().uuidString
    let present = store
    var sent = 0
    try log.begin(step, of: name)
    try database.transaction {
      let held = try present.locked(database)
      guard held.load == present.load, held.seq == present.seq, held.step == present.step else {
        throw PublicationError.busy(database: name, holder: "Another process")
      }
      sent += try stageAppended(present)
      sent += try stageUnits(units, present)
      if isLast { sent += try stageLists(present) }
      try merge(present, isLast: isLast)
      let changed = try database.execute(
        """
        UPDATE \(PublishedTable.schema).store SET seq = $2, step = $3, version = $4, published_at = now()
        WHERE id = $1 AND seq = $5 AND step = $6 RETURNING id
        """,
        [present.id, "\(seq)", step, "\(version)", "\(present.seq)", present.step], columns: 1)
      guard !changed.isEmpty else { throw PublicationError.busy(database: name, holder: "Another process") }
    }
    try log.end(step, of: name, seq: seq, version: isLast ? version : nil, at: clock())
    (store.seq, store.step, store.version) = (seq, step, version)
    report.steps += 1
    report.units += units.count
    report.rows += sent
  }

  private func stageAppended(_ store: PublishedStore) throws -> Int {
    var sent = 0
    for table in PublishedTable.all where table.growth == .appended {
      let last = try database.execute(
        "SELECT coalesce(max(id), 0) FROM \(table.fullName) WHERE load = $1", ["\(store.load)"], columns: 1)
      let reader = try TableReader(table, db, where: "\(table.columns[0].source) > ?")
      reader.bind(last.first.flatMap { Int64($0[0]) } ?? 0)
      sent += try Self.copy(reader, load: store.load, into: table.staging, database)
    }
    return sent
  }

  private func stageUnits(_ units: Set<Unit>, _ store: PublishedStore) throws -> Int {
    guard !units.isEmpty else { return 0 }
    try copyNumbers(units.map { [$0.place, $0.product] }, into: "stage_touched (place_id, product_id)")
    var sent = 0
    for table in PublishedTable.all where table.growth == .units {
      let reader = try TableReader(table, db, where: table.isOfUnit)
      try database.copy(table.copy(into: table.staging)) { sink in
        var text = CopyText()
        for unit in units {
          reader.bind(unit.place, unit.product)
          sent += try reader.write(load: store.load, to: &text, sink)
        }
        try text.flush(to: sink)
      }
    }
    let listed = try PreparedStatement(
      db, "SELECT k.product_id, t.id, t.listed FROM sku k JOIN sku_text t ON t.sku_id = k.id WHERE k.product_id = ?")
    var rows: [[Int64]] = []
    for product in Set(units.map(\.product)) {
      listed.bind(1, product)
      while try listed.next() { rows.append([try listed.integer(0), try listed.integer(1), try listed.integer(2)]) }
    }
    try copyNumbers(rows, into: "stage_listed (product_id, id, listed)")
    return sent
  }

  private func copyNumbers(_ rows: [[Int64]], into target: String) throws {
    try database.copy("COPY \(target) FROM STDIN") { sink in
      var text = CopyText()
      for row in rows {
        for (place, number) in row.enumerated() {
          if place > 0 { text.separate() }
          text.append(number)
        }
        text.endLine()
        if text.isFull { try text.flush(to: sink) }
      }
      try text.flush(to: sink)
    }
  }

  private func stageLists(_ store: PublishedStore) throws -> Int {
    var sent = 0
    for table in PublishedTable.all
    where table.growth == .replaced && (!table.isOfCustomers || options.copiesCustomers) {
      sent += try Self.copy(try TableReader(table, db), load: store.load, into: table.staging, database)
    }
    return sent
  }

  /// Makes the tables hold what is staged.
  private func merge(_ store: PublishedStore, isLast: Bool) throws {
    for table in PublishedTable.all {
      switch table.growth {
      case .appended: break
      case .units:
        try database.execute(
          table.deletion(
            store.load,
            where: "(t.place_id, t.product_id) IN (SELECT place_id, product_id FROM stage_touched)"))
      case .replaced:
        guard isLast else { continue }
        try database.execute(table.deletion(store.load))
      }
      try database.execute(table.merge)
    }
    try database.execute(
      """
      UPDATE \(PublishedTable.schema).sku_text t SET listed = s.listed FROM stage_listed s
      WHERE t.load = \(store.load) AND t.product_id = s.product_id AND t.id = s.id AND t.listed <> s.listed
      """)
    guard isLast else { return }
    // Changes that were pruned.
    let first = try Int64.fetchOne(db, sql: "SELECT min(id) FROM change") ?? Int64.max
    try database.execute(
      "DELETE FROM \(PublishedTable.schema).change WHERE load = \(store.load) AND id < \(first)")
  }

  // MARK: - Verification

  /// Compares both sides table by table and place by place, and copies again what differs.
  func verify(_ store: inout PublishedStore, _ report: inout PublicationReport) throws {
    var differences: [String] = []
    let present = store
    var repairs: [(table: PublishedTable, place: Int64?)] = []
    for table in PublishedTable.all {
      let isEmptied = table.isOfCustomers && !options.copiesCustomers
      let file = isEmptied ? [:] : try TableReader(table, db).digests()
      var copy: [Int64: TableDigest] = [:]
      for row in try database.execute(table.digest(present.load), [], columns: 3) {
        guard let place = Int64(row[0]), let count = Int(row[1]), let sum = UInt64(row[2]) else {
          throw DamagedValue(column: table.name)
        }
        copy[place] = TableDigest(count: count, sum: sum)
      }
      for place in Set(file.keys).union(copy.keys).sorted() where file[place] != copy[place] {
        differences.append(table.hasPlaces ? "\(table.name) of place \(place)" : table.name)
        repairs.append((table, table.hasPlaces ? place : nil))
      }
    }
    report.differences = differences
    guard !repairs.isEmpty else { return }
    try makeStaging()
    let step = UUID().uuidString
    try log.begin(step, of: name)
    try database.transaction {
      _ = try present.locked(database)
      for (table, place) in repairs {
        let reader = try TableReader(table, db, where: place.map { "\(table.source(of: "place_id")) = \($0)" } ?? "")
        if !table.isOfCustomers || options.copiesCustomers {
          report.rows += try Self.copy(reader, load: present.load, into: table.staging, database)
        }
        try database.execute(table.deletion(present.load, where: place.map { "t.place_id = \($0)" } ?? "true"))
        try database.execute(table.merge)
        try database.execute("DELETE FROM \(table.staging)")
      }
      try database.execute(
        "UPDATE \(PublishedTable.schema).store SET step = $2 WHERE id = $1 AND step = $3",
        [present.id, step, present.step])
    }
    try log.end(step, of: name, seq: present.seq, version: present.version, at: clock())
    store.step = step
    report.steps += 1
  }
}

extension PublishedTable {
  /// The SQL in the file of a column.
  func source(of name: String) -> String { columns.first { $0.name == name }?.source ?? name }
}
