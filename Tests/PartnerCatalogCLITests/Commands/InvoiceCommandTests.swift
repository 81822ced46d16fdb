import Foundation
import GRDB
import PartnerCenterEmulator
import Testing

@testable import PartnerCatalogCLI

@Suite("balance, invoices and reconcile", .timeLimit(.minutes(10)))
struct InvoiceCommandTests {
  private func ids(_ result: Program.Result) throws -> [String] {
    try #require(try OrderShop.object(result)["invoices"] as? [[String: Any]]).compactMap { $0["id"] as? String }
  }

  @Test("The balance in the default currency and in each other; an application alone sees the default one")
  func balance() async throws {
    try await OrderShop.serving { shop in
      let user = try await shop.signedInAsUser().run("balance", "--json")
      #expect(user.status == 0, "\(user.errors)")
      let whole = try OrderShop.object(user)
      #expect(Set(whole.keys) == ["default", "balances"])
      let balances = try #require(whole["balances"] as? [[String: Any]])
      #expect(balances.count == 1)
      #expect(balances[0]["balanceAmount"] is String)
      let application = try await shop.run("balance", "--json")
      #expect(application.status == 3)
      #expect(try OrderShop.object(application)["balances"] is NSNull)
    }
  }

  @Test("The list, an invoice, its lines, and its statement that replaces nothing")
  func invoices() async throws {
    try await OrderShop.serving { shop in
      let shop = try shop.signedInAsUser()
      let listed = try await shop.run("invoices", "--json")
      #expect(listed.status == 0, "\(listed.errors)")
      let id = try #require(try ids(listed).first)
      #expect(try await shop.run("invoices", "--since", "1d", "--json").status == 1)
      let one = try await shop.run("invoices", id, "--lines", "--json")
      #expect(one.status == 0, "\(one.errors)")
      let lines = try #require(try OrderShop.object(one)["lines"] as? [[String: Any]])
      #expect(!lines.isEmpty)
      #expect(lines.allSatisfy { $0["subtotal"] is String && $0["productId"] is String })

      let place = shop.program.home.appendingPathComponent("statement.pdf").path
      #expect(try await shop.run("invoices", id, "--pdf", place).status == 0)
      let statement = try Data(contentsOf: URL(fileURLWithPath: place))
      #expect(statement.starts(with: Data("%PDF".utf8)))
      try Data("mine".utf8).write(to: URL(fileURLWithPath: place))
      let refused = try await shop.run("invoices", id, "--pdf", place, "--json")
      #expect(refused.status == 2)
      #expect(try OrderShop.errorCode(refused) == "fileExists")
      #expect(try Data(contentsOf: URL(fileURLWithPath: place)) == Data("mine".utf8))
      #expect(try await shop.run("invoices", id, "--pdf", place, "--force").status == 0)
      #expect(try Data(contentsOf: URL(fileURLWithPath: place)) == statement)

      let missing = try await shop.run("invoices", "G000000000", "--json")
      #expect(missing.status == 1)
      #expect(try OrderShop.errorCode(missing) == "invoiceNotFound")
    }
  }

  @Test("A statement that is cut is asked for again; after an error nothing of it is left")
  func cutStatement() async throws {
    try await OrderShop.serving { shop in
      let shop = try shop.signedInAsUser()
      let id = try #require(try ids(try await shop.run("invoices", "--json")).first)
      let folder = shop.program.home.appendingPathComponent("statements")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
      let place = folder.appendingPathComponent("statement.pdf").path
      try shop.setFaults("error:path=/documents,status=404,shape=empty")
      let failed = try await shop.run("invoices", id, "--pdf", place)
      #expect(failed.status != 0, "\(failed.output)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
      try shop.setFaults("truncate:path=/documents,first=1")
      let cut = try await shop.run("invoices", id, "--pdf", place)
      #expect(cut.status == 0, "\(cut.errors)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["statement.pdf"])
      #expect(try String(contentsOfFile: place, encoding: .utf8).hasSuffix("%%EOF\n"))
    }
  }

  @Test("A reconciliation is not clean without prices; its keys are the contract's, and views show all of it")
  func reconcile() async throws {
    try await OrderShop.serving { shop in
      let shop = try shop.signedInAsUser()
      let id = try #require(try ids(try await shop.run("invoices", "--json")).first)
      let page = shop.program.home.appendingPathComponent("page.html").path
      let result = try await shop.run("reconcile", id, "--json", "--html", page)
      #expect(result.status == 1, "\(result.errors)")
      let report = try OrderShop.object(result)
      #expect(
        Set(report.keys) == [
          "invoiceId", "state", "currency", "total", "sum", "lines", "explained", "differing", "notCheckable",
          "findings",
        ])
      #expect(report["state"] as? String == "notCheckable", "\(result.output)")
      #expect(report["total"] as? String == report["sum"] as? String)
      #expect(result.errors.contains("no price sheet of US was read"))
      let html = try String(contentsOfFile: page, encoding: .utf8)
      #expect(html.contains("<svg") && !html.contains("<script"))

      let journal = shop.program.home.appendingPathComponent(".local/share/partner-catalog/orders.sqlite").path
      try await DatabaseQueue(path: journal).read { (db: Database) throws in
        #expect(
          try String.fetchOne(db, sql: "SELECT state FROM invoices WHERE invoice_id = ?", arguments: [id])
            == "notCheckable")
        let row = try #require(
          try Row.fetchOne(db, sql: "SELECT * FROM invoice_lines WHERE invoice_id = ?", arguments: [id]))
        #expect((row["subtotal"] as String?)?.isEmpty == false)
        #expect(row["state"] == "notCheckable")
        #expect(row["reason"] == "no price sheet of US was read")
        #expect(try String.fetchOne(db, sql: "SELECT source FROM invoices") == "export")
        #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM findings") == 0)
      }
      #expect(try await shop.run("doctor", "--offline").output.contains("each follows from the one before"))
    }
  }

  @Test("The emulator prints the planted differences, one object a line")
  func truth() throws {
    let result = try Program().run(
      "emulator", "--invoice-truth", "--invoice-orders", "300", "--invoice-differences", "--markets", "US")
    #expect(result.status == 0, "\(result.errors)")
    let codes = try result.output.split(separator: "\n").map { line in
      try JSONDecoder().decode(PlantedDifference.self, from: Data(line.utf8)).code
    }
    #expect(Set(codes).count > 10)
  }

  @Test("A file with a wrong sum differs; a cut one is an error, and nothing is compared")
  func file() async throws {
    try await OrderShop.serving { shop in
      let heading =
        "PartnerId,CustomerId,InvoiceNumber,OrderId,ProductId,SkuId,ChargeType,UnitPrice,EffectiveUnitPrice,"
      let rest =
        "Quantity,BillableQuantity,Subtotal,TaxTotal,Total,Currency,PricingCurrency,PCToBCExchangeRate,BillingFrequency"
      let row =
        "p,74221236-d09c-4870-ac1d-33e155e9aebe,G1,abc,CFQ7TTC0LFLX,0001,new,10,10,2,2,20.01,0,20.01,USD,USD,1,Monthly"
      let place = shop.program.home.appendingPathComponent("G1.csv").path
      try Data("\u{FEFF}\(heading)\(rest)\r\n\(row)\r\n".utf8).write(to: URL(fileURLWithPath: place))
      let result = try await shop.run("reconcile", "--file", place, "--json")
      #expect(result.status == 1, "\(result.errors)")
      let findings = try #require(try OrderShop.object(result)["findings"] as? [[String: Any]])
      #expect(findings.contains { $0["code"] as? String == "arithmetic" && $0["expected"] as? String == "20.00" })

      try Data("\(heading)\(rest)\n\(row)\n\"cut".utf8).write(to: URL(fileURLWithPath: place))
      let cut = try await shop.run("reconcile", "--file", place, "--json")
      #expect(cut.status == 2)
      #expect(try OrderShop.errorCode(cut) == "reconciliationFile")
    }
  }

  @Test("A line of an item that was gone before its order differs; one that was ordered before does not")
  func retired() async throws {
    try await OrderShop.serving { shop in
      let shop = try shop.withOwnCatalog()
      shop.emulator.setVersion(12)
      let views = ["OnlineServices", "Software", "Azure"].flatMap { ["--view", $0] }
      let sync = try await shop.run(["sync", "--market", "US", "--rate", "1000000", "--quiet"] + views)
      #expect(sync.status == 0, "\(sync.errors)")
      let catalog = shop.program.home.appendingPathComponent("own.sqlite").path
      let gone = try DatabaseQueue(path: catalog).read { (db: Database) throws in
        try Row.fetchOne(
          db,
          sql: """
            SELECT c.product_id, c.sku_id FROM changes c
            WHERE c.kind = 'removed' AND c.entity = 'availability' AND NOT EXISTS
              (SELECT 1 FROM catalog_items i WHERE i.product_id = c.product_id AND i.sku_id = c.sku_id)
            ORDER BY c.product_id, c.sku_id LIMIT 1
            """)
      }
      let (product, sku): (String, String) = (try #require(gone?["product_id"]), try #require(gone?["sku_id"]))
      let place = shop.program.home.appendingPathComponent("G1.csv").path
      for (ordered, isFound) in [("1/1/2031", true), ("1/1/2020", false)] {
        let text = """
          CustomerId,OrderId,OrderDate,ProductId,SkuId,EffectiveUnitPrice,Quantity,Subtotal,TaxTotal,Total,Currency
          74221236-d09c-4870-ac1d-33e155e9aebe,abc,\(ordered),\(product),\(sku),10,2,20,0,20,USD

          """
        try Data(text.utf8).write(to: URL(fileURLWithPath: place))
        let result = try await shop.run("reconcile", "--file", place, "--json")
        let findings = try #require(try OrderShop.object(result)["findings"] as? [[String: Any]])
        #expect(
          findings.contains { $0["code"] as? String == "retiredBeforeOrder" } == isFound, "\(ordered): \(findings)")
        #expect(!findings.contains { $0["code"] as? String == "unknownProduct" })
      }
    }
  }

  @Test(
    "Wrong arguments",
    arguments: [
      ["reconcile"], ["reconcile", "G1", "--unbilled", "USD"], ["reconcile", "--unbilled", "US"],
      ["invoices", "--pdf", "x"], ["invoices", "G1", "--force"],
    ])
  func usage(arguments: [String]) throws {
    #expect(try Program().run(arguments).status == 64)
  }
}
