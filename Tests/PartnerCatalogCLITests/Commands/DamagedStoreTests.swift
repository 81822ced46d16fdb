import CatalogStore
import Foundation
import GRDB
import Testing

@Suite("Commands on a damaged store")
struct DamagedStoreTests {
  private func program(_ sql: String) async throws -> (program: Program, path: String) {
    let program = try Program()
    let path = program.home.appendingPathComponent("catalog.sqlite").path
    _ = try StoreSnapshot.publish(try await DemoStore.path(), at: path)
    let queue = try DatabaseQueue(path: path)
    try await queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF; \(sql)")
    }
    try queue.close()
    return (program, path)
  }

  @Test(
    "A value of another type ends a command with 2, its column and the way out",
    arguments: [
      ("UPDATE customer SET confirmed_at = 'x'", ["customers"], "customer.confirmed_at"),
      ("UPDATE run SET requests = 'x'", ["status"], "run.requests"),
      ("UPDATE sku_text SET maximum_quantity = 1e308", ["search", "microsoft"], "sku_text.maximum_quantity"),
      ("UPDATE unit SET confirmed_at = -1e308", ["export"], "unit.confirmed_at"),
      ("UPDATE partition SET items = 1e308", ["markets"], "partition.items"),
    ])
  func wrongType(sql: String, arguments: [String], column: String) async throws {
    let (program, path) = try await program(sql)
    let result = try program.run(arguments + ["--db", path])
    #expect(result.status == 2)
    #expect(result.errors.contains(column) && result.errors.contains("Move it away"))
    if arguments != ["export"] {
      let json = try program.run(arguments + ["--db", path, "--json"])
      #expect(json.status == 2)
      #expect((json.output + json.errors).contains("storeDamaged"))
    }
  }

  @Test("doctor and maintain tell the column and how many values, and end with 2")
  func found() async throws {
    let (program, path) = try await program("UPDATE customer SET confirmed_at = 'x'")
    for command in [["doctor", "--offline"], ["maintain"]] {
      let result = try program.run(command + ["--db", path])
      #expect(result.status == 2)
      #expect((result.output + result.errors).contains("customer.confirmed_at holds "))
    }
  }

  @Test("After a sync with a clock that was ahead, status --max-age ends with 5 and doctor says why")
  func clockAhead() async throws {
    let (program, path) = try await program(
      """
      UPDATE partition SET completed_at = completed_at + 946708560; UPDATE unit SET confirmed_at = confirmed_at + 946708560;
      UPDATE run SET started_at = started_at + 946708560
      """)
    let status = try program.run("status", "--max-age", "10000d", "--db", path)
    #expect(status.status == 5)
    #expect(status.errors.contains("a sync time in the future"))
    let doctor = try program.run("doctor", "--offline", "--db", path)
    #expect(doctor.output.contains("times in the future: "))
  }

  @Test("The largest numbers that can be typed are numbers")
  func largestNumbers() async throws {
    let (program, path) = try await program("SELECT 1")
    for arguments in [
      ["search", "microsoft", "--offset", "\(Int.max)"], ["search", "microsoft", "--limit", "\(Int.max)"],
      ["can-buy", "contoso.onmicrosoft.com", "--limit", "\(Int.max)"], ["changes", "--limit", "\(Int.max)"],
      ["status", "--max-age", "11574074d"],
    ] {
      let result = try program.run(arguments + ["--db", path])
      #expect([0, 1, 5, 64].contains(result.status), "\(arguments): \(result.status) \(result.errors)")
    }
  }
}
