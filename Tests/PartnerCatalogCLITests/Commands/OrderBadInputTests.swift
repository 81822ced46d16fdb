import CatalogModel
import Foundation
import PartnerCenterEmulator
import PartnerCenterEmulatorServer
import Testing

@testable import PartnerCatalogCLI
@testable import Purchasing

@Suite("order: bad input sends nothing, loses nothing, and is named", .timeLimit(.minutes(10)))
struct OrderBadInputTests {
  /// Whether a cart was made or checked out.
  private func changes(_ shop: OrderShop) -> Int {
    shop.emulator.served.filter { $0.method != "GET" && $0.path.contains("/carts") }.count
  }

  @Test("A forged plan, whose digest fits its content, is not the one that was confirmed; nor is an expired one valid")
  func forged() async throws {
    try await OrderShop.serving { shop in
      #expect(try await shop.plan().status == 0)
      let digest = try shop.digest
      let whole = try OrderPlan.read(shop.planPath)
      let served = shop.emulator.servedCount
      var more = whole
      more.lines[0].quantity = 200
      more.digest = more.computedDigest
      try more.write(to: shop.planPath)
      let forged = try await shop.run("order", "submit", shop.planPath, "--yes", "--confirm", digest, "--json")
      #expect(forged.status == 64)
      #expect(try OrderShop.errorCode(forged) == "confirmationDiffers")

      var old = whole
      old.createdAt -= 7200
      old.expiresAt -= 7200
      old.digest = old.computedDigest
      try old.write(to: shop.planPath)
      let expired = try await shop.submit("--json")
      #expect(expired.status == 5)
      #expect(try OrderShop.errorCode(expired) == "planExpired")

      try whole.write(to: shop.planPath)
      let missing = try await shop.run("order", "submit", shop.planPath + "x", "--yes", "--confirm", digest, "--json")
      #expect(missing.status == 2)
      #expect(try OrderShop.errorCode(missing) == "planMissing")
      #expect(shop.emulator.servedCount == served)
      #expect(!FileManager.default.fileExists(atPath: shop.journalPath) || shop.bought.isEmpty)
    }
  }

  @Test("A plan whose checks were forged as passed buys no more than the checks at its submission permit")
  func forgedChecks() async throws {
    try await OrderShop.serving { shop in
      #expect(try await shop.plan("--attest", "--max-total", "100000USD").status == 0)
      var plan = try OrderPlan.read(shop.planPath)
      plan.lines[0].quantity = 99_999_999
      plan.maxTotal = nil
      plan.digest = plan.computedDigest
      try plan.write(to: shop.planPath)
      let result = try await shop.submit("--json")
      #expect(result.status == 1, "\(result.output)\(result.errors)")
      #expect(shop.bought.isEmpty && changes(shop) == 0)
    }
  }

  @Test("A plan for another host is refused before that host hears of it")
  func otherHost() async throws {
    try await OrderShop.serving { shop in
      #expect(try await shop.plan().status == 0)
      let digest = try shop.digest
      let other = Emulator(EmulatorConfiguration(shape: CatalogShape(markets: ["US"], products: 10, customers: 3)))
      try await EmulatorServer.serving(other) { base in
        var elsewhere = shop.program
        elsewhere.environment["PARTNER_CATALOG_API_URL"] = base
        elsewhere.environment["PARTNER_CATALOG_LOGIN_URL"] = base
        let result = try await elsewhere.start(
          ["order", "submit", shop.planPath, "--yes", "--confirm", digest, "--json"]
        ).ended()
        #expect(result.status == 2)
        #expect(try OrderShop.errorCode(result) == "planOther")
        #expect(result.output.contains(base))
        #expect(other.servedCount == 0)
      }
      #expect(shop.bought.isEmpty)
    }
  }

  @Test("An unknown or ambiguous customer, a term or a cycle that is not offered: no request, no file")
  func wishes() async throws {
    try await OrderShop.serving { shop in
      let served = shop.emulator.servedCount
      let licence = OrderShop.licence
      let wishes: [([String], String)] = [
        (["nobody.example", licence, "--term", "P1Y", "--billing", "monthly"], "customerNotFound"),
        (["o", licence, "--term", "P1Y", "--billing", "monthly"], "customerAmbiguous"),
        ([OrderShop.customer, licence, "--term", "P5Y", "--billing", "monthly"], "notOrderable"),
        ([OrderShop.customer, licence, "--term", "P1Y", "--billing", "one_time"], "notOrderable"),
        ([OrderShop.customer, "CFQ7TTC0LFLX:9999", "--term", "P1Y", "--billing", "monthly"], "itemNotFound"),
      ]
      for (wish, code) in wishes {
        let result = try await shop.run(["order", "plan"] + wish + ["--attest", "--out", shop.planPath, "--json"])
        #expect(result.status == 1, "\(wish): \(result.output)")
        #expect(try OrderShop.errorCode(result) == code, "\(wish): \(result.output)")
      }
      #expect(shop.emulator.servedCount == served)
      #expect(!FileManager.default.fileExists(atPath: shop.planPath))
    }
  }

  @Test("Quantities and lines that are none are named with their line, and amounts that are none with an example")
  func amounts() async throws {
    try await OrderShop.serving { shop in
      let lines = shop.program.home.appendingPathComponent("lines").path
      let good = #"{"item":"CFQ7TTC0LFLX:0001","quantity":1,"term":"P1Y","billing":"monthly"}"#
      for bad in [
        #"{"item":"CFQ7TTC0LFLX:0001","quantity":0}"#, #"{"item":"CFQ7TTC0LFLX:0001","quantity":-3}"#,
        #"{"item":"CFQ7TTC0LFLX:0001","quantity":"many"}"#, #"{"item":"CFQ7TTC0LFLX:0001","quantity":1.5}"#,
        #"{"item":"CFQ7TTC0LFLX:0001","quantity":1e99}"#, #"{"quantity":1}"#, #"{"item":"x","qty":1}"#, "[]", "{",
        #"{"item":"x","endDate":"soon"}"#, #"{"item":"x","commitment":"much"}"#, #"{"item":"x","commitment":0.05}"#,
      ] {
        try (good + "\n\n" + bad + "\n").write(toFile: lines, atomically: true, encoding: .utf8)
        let result = try await shop.run(
          "order", "plan", OrderShop.customer, "--line", lines, "--attest", "--out", shop.planPath)
        #expect(result.status == 64, "\(bad)")
        #expect(result.errors.contains("\(lines), line 3: "), "\(bad): \(result.errors)")
        #expect(result.errors.contains("Nothing was sent."), "\(bad)")
      }
      for amount in ["365", "USD", "0USD", "1e3USD", "1,000USD", "5DOLLARS", "NaNUSD"] {
        let result = try await shop.plan("--attest", "--max-total", amount)
        #expect(result.status == 64, "\(amount)")
        #expect(result.errors.contains("Example: 365USD."), "\(amount): \(result.errors)")
      }
      #expect(!FileManager.default.fileExists(atPath: shop.planPath))
      #expect(changes(shop) == 0)
    }
  }

  @Test("A ceiling in another currency than the cart's never lets it pass")
  func foreignCeiling() async throws {
    try await OrderShop.serving { shop in
      let planned = try await shop.run(
        "order", "plan", OrderShop.customer, OrderShop.licence, "--term", "P1Y", "--billing", "monthly", "--attest",
        "--max-total", "100000EUR", "--out", shop.planPath)
      #expect(planned.status == 0, "without a cart the currency is not known: \(planned.output)\(planned.errors)")
      let result = try await shop.submit()
      #expect(result.status != 0)
      #expect(
        result.output.contains("the plan in EUR") || result.output.contains("the ceiling in EUR"), "\(result.output)")
      #expect(shop.bought.isEmpty)
    }
  }

  @Test("A journal that is locked, newer, damaged or no file stops the purchase before anything is sent")
  func journals() async throws {
    try await OrderShop.serving { shop in
      #expect(try await shop.plan().status == 0)
      let served = shop.emulator.servedCount
      let folder = shop.program.home
      func refused(_ path: String, _ code: String, _ status: Int32 = 2) async throws {
        let result = try await shop.submit("--json", "--journal", path)
        #expect(result.status == status, "\(code): \(result.output)")
        #expect(try OrderShop.errorCode(result) == code, "\(result.output)")
        #expect(shop.emulator.servedCount == served, "\(code)")
      }
      func journal(_ name: String, _ change: (inout Data) -> Void) throws -> String {
        let path = folder.appendingPathComponent(name).path
        _ = try PurchaseJournal(path: path)
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        change(&bytes)
        try bytes.write(to: URL(fileURLWithPath: path))
        return path
      }
      // Offsets of the header: "Database File Format" of SQLite.
      try await refused(journal("newer") { $0.replaceSubrange(60..<64, with: [0, 0, 0, 99]) }, "journalNewer")
      try await refused(journal("foreign") { $0.replaceSubrange(68..<72, with: [0, 0, 0, 0]) }, "journalForeign")
      try await refused(journal("cut") { $0 = $0.prefix($0.count / 2) }, "journalDamaged")
      let holder = try PurchaseJournal(path: folder.appendingPathComponent("locked").path)
      try await refused(holder.path, "journalLocked", 6)
      #expect(try holder.eventCount() == 0)
      #expect(shop.bought.isEmpty)
    }
  }

  @Test("A full disk at any point: nothing is bought without a record, and what was bought is known afterwards")
  func fullDisk() async throws {
    try await OrderShop.serving { shop in
      #expect(try await shop.plan().status == 0)
      // Not even an empty journal has room.
      let served = shop.emulator.servedCount
      let first = try await shop.run(
        mostBlocks: 40, ["order", "submit", shop.planPath, "--yes", "--confirm", shop.digest, "--json"])
      #expect(first.status == 2, "\(first.output)\(first.errors)")
      #expect(try OrderShop.errorCode(first) == "journalWriteFailed", "\(first.output)")
      #expect(shop.emulator.servedCount == served && shop.bought.isEmpty)
      #expect(try await shop.submit().status == 0, "the plan was not used")
      var known = 1
      for blocks in [36, 44, 56, 72, 92, 120] {
        #expect(try await shop.plan("--attest", "--accept", "notRecentlyBought").status == 0)
        let result = try await shop.run(
          mostBlocks: blocks, ["order", "submit", shop.planPath, "--yes", "--confirm", shop.digest, "--json"])
        let bought = shop.bought.count - known
        #expect(bought <= 1)
        if result.status == 2 { #expect(bought == 0, "\(blocks): \(result.output)") }
        if bought == 1 { #expect([0, 3, 8].contains(result.status), "\(blocks): \(result.status) \(result.output)") }
        #expect(try await shop.run("order", "resume").status == 0)
        known = shop.bought.count
      }
      let journal = try PurchaseJournal(readingFrom: shop.journalPath)
      let ordered = Set(try journal.purchases().flatMap(\.orders).map(\.order.id))
      #expect(ordered == Set(shop.bought.map(\.orderId)))
      #expect(try journal.chainFault() == nil)
    }
  }
}
