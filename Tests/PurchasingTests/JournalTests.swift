import CatalogModel
import Foundation
import GRDB
import JournalStore
import Testing

@testable import Purchasing

@Suite("The journal")
struct JournalTests {
  private func purchase(_ desk: Desk, _ id: String = "1") -> Purchase {
    Purchase(purchaseID: id, plan: desk.plan(), at: desk.clock.now)
  }

  @Test("It is a file of its owner alone, in WAL mode, synced at every event, with a mark and a version")
  func file() throws {
    let desk = try Desk()
    let path = desk.folder.appendingPathComponent("new/orders.sqlite").path
    let journal = try PurchaseJournal(path: path)
    try journal.begin(purchase(desk))
    for ending in ["", "-wal", ".lock"] {
      let attributes = try FileManager.default.attributesOfItem(atPath: path + ending)
      #expect(attributes[.posixPermissions] as? Int == 0o600, "\(ending)")
    }
    let queue = try DatabaseQueue(path: path)
    try queue.read { (db: Database) throws in
      #expect(try Int.fetchOne(db, sql: "PRAGMA application_id") == Int(JournalSchema.applicationID))
      #expect(try Int.fetchOne(db, sql: "PRAGMA user_version") == JournalSchema.version)
      #expect(try String.fetchOne(db, sql: "PRAGMA journal_mode") == "wal")
    }
  }

  @Test("Events are never changed or deleted, and a plan is burnt once")
  func appendOnly() throws {
    let desk = try Desk()
    let first = purchase(desk)
    do {
      let journal = try PurchaseJournal(path: desk.path)
      try journal.begin(first)
      let again = Purchase(
        purchaseID: "2",
        plan: OrderPlan(
          planID: first.planID, createdAt: desk.clock.now, service: Desk.place, customer: Desk.customer,
          lines: [desk.line(Desk.other)]), at: desk.clock.now)
      #expect(throws: JournalError.planUsed(planID: first.planID, purchaseID: "1")) { try journal.begin(again) }
    }
    let queue = try DatabaseQueue(path: desk.path)
    for statement in ["UPDATE event SET state = 'done'", "DELETE FROM event"] {
      #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: statement) } }
    }
    #expect(throws: DatabaseError.self) {
      try queue.write {
        try $0.execute(
          sql: "INSERT INTO event SELECT 2, '2', plan_id, state, at, document, hash, 'x' FROM event")
      }
    }
  }

  @Test("A changed, missing or inserted event breaks the chain, and then nothing is written any more")
  func chain() throws {
    let tampering = [
      ("UPDATE event SET at = '2020-01-01T00:00:00Z' WHERE sequence = 2", "event 2 was changed"),
      (
        "UPDATE event SET document = replace(document, 'Contoso', 'Fabrikam') WHERE sequence = 1", "event 1 was changed"
      ),
      ("DELETE FROM event WHERE sequence = 2", "event 2 is missing"),
      (
        "UPDATE event SET previous_hash = hash WHERE sequence = 3", "event 3 does not follow from the one before"
      ),
    ]
    for (statement, finding) in tampering {
      let desk = try Desk()
      do {
        let journal = try PurchaseJournal(path: desk.path)
        for id in ["1", "2", "3"] { try journal.begin(purchase(desk, id)) }
        #expect(try journal.chainFault() == nil)
        #expect(try journal.eventCount() == 3)
      }
      try DatabaseQueue(path: desk.path).write { db in
        try db.execute(sql: "DROP TRIGGER event_update; DROP TRIGGER event_delete")
        try db.execute(sql: statement)
        for trigger in ["update", "delete"] {
          let word = trigger == "update" ? "changed" : "deleted"
          try db.execute(
            sql: """
              CREATE TRIGGER event_\(trigger) BEFORE \(trigger.uppercased()) ON event
              BEGIN SELECT RAISE(ABORT, 'events are never \(word)'); END
              """)
        }
      }
      #expect(throws: JournalError.damaged(path: desk.path, finding: finding)) { try PurchaseJournal(path: desk.path) }
      #expect(try PurchaseJournal(readingFrom: desk.path).chainFault() == finding)
    }
  }

  @Test("A dropped guard or a foreign object is damage")
  func schema() throws {
    for statement in ["DROP TRIGGER event_delete", "CREATE TABLE more (x)", "DROP VIEW purchases"] {
      let desk = try Desk()
      _ = try PurchaseJournal(path: desk.path)
      try DatabaseQueue(path: desk.path).write { try $0.execute(sql: statement) }
      #expect {
        _ = try PurchaseJournal(path: desk.path)
      } throws: { error in
        if case .damaged? = error as? JournalError { true } else { false }
      }
    }
  }

  @Test("Rule f: one writer; readers read meanwhile")
  func oneWriter() throws {
    let desk = try Desk()
    let journal = try PurchaseJournal(path: desk.path)
    try journal.begin(purchase(desk))
    #expect(throws: JournalError.locked(path: desk.path, holder: "process \(getpid())")) {
      try PurchaseJournal(path: desk.path)
    }
    let link = desk.folder.appendingPathComponent("link.sqlite").path
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: desk.path)
    #expect(throws: JournalError.locked(path: desk.path, holder: "process \(getpid())")) {
      try PurchaseJournal(path: link)
    }
    let reader = try PurchaseJournal(readingFrom: desk.path)
    #expect(try reader.purchases().map(\.purchaseID) == ["1"])
    #expect(throws: JournalError.readOnly(path: desk.path, reason: "it is open for reading")) {
      try reader.begin(purchase(desk, "2"))
    }
    #expect(try journal.purchases().count == 1)
  }

  @Test("Missing, foreign, newer and damaged files are refused, each by its own error, and left as they are")
  func refused() throws {
    let desk = try Desk()
    #expect(throws: JournalError.missing(path: desk.path)) { try PurchaseJournal(readingFrom: desk.path) }
    #expect(!FileManager.default.fileExists(atPath: desk.path))

    let text = Data("not a database, but long enough for its header".utf8)
    try text.write(to: URL(fileURLWithPath: desk.path))
    #expect(throws: JournalError.foreign(path: desk.path)) { try PurchaseJournal(path: desk.path) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: desk.path)) == text)

    try FileManager.default.removeItem(atPath: desk.path)
    try DatabaseQueue(path: desk.path).write {
      try $0.execute(sql: "CREATE TABLE theirs (x); PRAGMA application_id = 7")
    }
    let theirs = try Data(contentsOf: URL(fileURLWithPath: desk.path))
    #expect(throws: JournalError.foreign(path: desk.path)) { try PurchaseJournal(path: desk.path) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: desk.path)) == theirs)

    try FileManager.default.removeItem(atPath: desk.path)
    _ = try PurchaseJournal(path: desk.path)
    try DatabaseQueue(path: desk.path).writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 99") }
    let newer = try Data(contentsOf: URL(fileURLWithPath: desk.path))
    #expect(throws: JournalError.newer(path: desk.path, version: 99, known: JournalSchema.version)) {
      try PurchaseJournal(path: desk.path)
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: desk.path)) == newer)

    let folder = desk.folder.appendingPathComponent("folder").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    #expect(throws: JournalError.unreadable(path: folder, reason: "it is a folder")) {
      try PurchaseJournal(path: folder)
    }
  }

  @Test("Torn pages are damage, whatever byte they hold")
  func damaged() throws {
    let desk = try Desk()
    do {
      let journal = try PurchaseJournal(path: desk.path)
      for id in 1...8 { try journal.begin(purchase(desk, "\(id)")) }
    }
    try DatabaseQueue(path: desk.path).writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
    let whole = try Data(contentsOf: URL(fileURLWithPath: desk.path))
    for page in stride(from: 4096, to: whole.count, by: 4096) {
      var torn = whole
      torn.replaceSubrange(page..<min(page + 512, torn.count), with: Data(repeating: 0xA5, count: 512))
      try torn.write(to: URL(fileURLWithPath: desk.path))
      for ending in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: desk.path + ending) }
      #expect(throws: JournalError.self) { try PurchaseJournal(path: desk.path) }
    }
  }

  @Test("A large journal opens by its purchases alone: a torn line is found by the whole check, a torn event always")
  func large() throws {
    let desk = try Desk()
    do {
      let journal = try PurchaseJournal(path: desk.path)
      for id in 1...8 { try journal.begin(purchase(desk, "\(id)")) }
    }
    let (event, last) = try DatabaseQueue(path: desk.path).writeWithoutTransaction { db in
      try db.execute(
        sql: """
          WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 18000)
          INSERT INTO finding SELECT 'G1', i, 'arithmetic', i, NULL, NULL, hex(zeroblob(1000)), NULL, NULL FROM n
          """)
      _ = try db.checkpoint(.truncate)
      return (
        try Int.fetchOne(db, sql: "SELECT rootpage FROM sqlite_schema WHERE name = 'event'") ?? 0,
        try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
      )
    }
    let whole = try Data(contentsOf: URL(fileURLWithPath: desk.path))
    #expect(whole.count > 32 << 20)
    func tear(_ page: Int) throws {
      var torn = whole
      torn.replaceSubrange((page - 1) * 4096..<(page - 1) * 4096 + 512, with: Data(repeating: 0xA5, count: 512))
      try torn.write(to: URL(fileURLWithPath: desk.path))
      for ending in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: desk.path + ending) }
    }
    #expect(try PurchaseJournal(readingFrom: desk.path).fileFault() == nil)
    try tear(last)
    #expect(try PurchaseJournal(path: desk.path).purchases().count == 8)
    #expect(try PurchaseJournal(readingFrom: desk.path).fileFault() != nil)
    try tear(event)
    #expect(throws: JournalError.self) { try PurchaseJournal(path: desk.path) }
  }

  @Test("A file as a killed process leaves it at its very beginning becomes a journal")
  func beginning() throws {
    let desk = try Desk()
    try Data().write(to: URL(fileURLWithPath: desk.path))
    #expect(throws: JournalError.missing(path: desk.path)) { try PurchaseJournal(readingFrom: desk.path) }
    try PurchaseJournal(path: desk.path).begin(purchase(desk))
    #expect(try PurchaseJournal(readingFrom: desk.path).purchases().count == 1)
  }

  @Test("A journal of version 1 is read as it is, and brought to this version by its first writer; its events stay")
  func migration() throws {
    let desk = try Desk()
    try PurchaseJournal(path: desk.path).begin(purchase(desk))
    let events = try DatabaseQueue(path: desk.path).read { (db: Database) throws in
      try GRDB.Row.fetchAll(db, sql: "SELECT * FROM event")
    }
    let old = desk.folder.appendingPathComponent("old.sqlite").path
    let queue = try DatabaseQueue(path: old)
    try queue.write { (db: Database) throws in
      try JournalSchema.create(db, version: 1)
      for event in events {
        try db.execute(
          sql: "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
          arguments: StatementArguments(event.databaseValues))
      }
    }
    try queue.close()
    let reader = try PurchaseJournal(readingFrom: old)
    #expect(try reader.purchases().count == 1)
    #expect(try JournalDatabase(readingFrom: old).version() == 1)
    do {
      let writer = try PurchaseJournal(path: old)
      #expect(try writer.chainFault() == nil)
      #expect(try writer.purchases() == (try reader.purchases()))
    }
    #expect(try JournalDatabase(readingFrom: old).version() == JournalSchema.version)
    let after = try DatabaseQueue(path: old).read { (db: Database) throws in
      try GRDB.Row.fetchAll(db, sql: "SELECT * FROM event")
    }
    #expect(after == events)
  }

  @Test("On a full disk the event is not written, and the earlier ones are intact")
  func full() throws {
    let desk = try Desk()
    try PurchaseJournal(path: desk.path).begin(purchase(desk))
    let size = try DatabaseQueue(path: desk.path).read { try Int.fetchOne($0, sql: "PRAGMA page_count") ?? 0 }
    do {
      // Opening probes the log with a table of its own.
      let journal = try PurchaseJournal(path: desk.path, mostPages: size + 3)
      var written = 1
      #expect(throws: JournalError.writeFailed(path: desk.path, reason: "the disk is full")) {
        for id in 2...200 {
          try journal.begin(purchase(desk, "\(id)"))
          written += 1
        }
      }
      #expect(try journal.eventCount() == written)
    }
    #expect(try PurchaseJournal(path: desk.path).chainFault() == nil)
  }

  @Test("A folder or a file that cannot be written is read-only, and nothing is bought", .enabled(if: geteuid() != 0))
  func readOnly() async throws {
    let desk = try Desk()
    _ = try PurchaseJournal(path: desk.path)
    try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: desk.path)
    await #expect(throws: JournalError.self) { try await desk.submit() }
    #expect(desk.service.read(\.cartRequests) == 0)
  }

  @Test("Outsiders see purchases, lines, events and orders by views")
  func views() async throws {
    let desk = try Desk()
    let done = try await desk.submit()
    try await DatabaseQueue(path: desk.path).read { (db: Database) throws in
      let row = try #require(try GRDB.Row.fetchOne(db, sql: "SELECT * FROM purchases"))
      #expect(row["state"] == "ordered")
      #expect(row["customer_name"] == "Contoso")
      #expect(row["confirmed_amount"] == "120.00")
      #expect(row["cart_id"] == "cart-1")
      #expect(try String.fetchOne(db, sql: "SELECT catalog_item_id FROM purchase_lines") == Desk.item.rawValue)
      #expect(
        try String.fetchAll(db, sql: "SELECT state FROM purchase_events ORDER BY sequence") == [
          "planned", "confirmed", "cartRequested", "cartMade", "confirmed", "checkoutRequested", "ordered",
        ])
      #expect(try String.fetchOne(db, sql: "SELECT purchase_id FROM service_orders") == done.purchaseID)
      #expect(try String.fetchOne(db, sql: "SELECT catalog_item_id FROM service_order_lines") == Desk.item.rawValue)
      #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM entitlements") == 0)
    }
  }
}
