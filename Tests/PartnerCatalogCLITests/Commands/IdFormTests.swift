import CatalogModel
import CatalogQuery
import Foundation
import Testing

@testable import PartnerCatalogCLI

@Suite("Forms of ids")
struct IdFormTests {
  private func demo() async throws -> (Program, CatalogItem) {
    var program = try Program()
    program.environment["PARTNER_CATALOG_DB"] = try await DemoStore.path()
    let catalog = try await Catalog(path: DemoStore.path())
    let item = try #require(
      try catalog.purchasableItems(for: "contoso.onmicrosoft.com", matching: "", PurchaseOptions(limit: 1)).items.first)
    return (program, item.item)
  }

  @Test("Every command reads every form, in either case, with blanks around it and leading zeros missing")
  func forms() async throws {
    let (program, item) = try await demo()
    let (product, sku, availability) = (item.productID.rawValue, item.skuID.rawValue, item.availabilityID.rawValue)
    let bare = String(sku.drop { $0 == "0" })
    let ids = [
      product, "\(product):\(sku)", "\(product)/\(sku)", "\(product) \(sku)", " \(product)/\(bare) ",
      "\(product) : \(sku)",
      "\(product.lowercased())/\(sku)", "\(product):\(sku):\(availability)", "\(product)/\(sku)/\(availability)",
      "\(product.lowercased())/\(bare)/\(availability.lowercased())", availability,
    ]
    for id in ids {
      for command in [
        ["search", id], ["can-buy", "contoso.onmicrosoft.com", id], ["why-not", "contoso.onmicrosoft.com", id],
        ["show", id], ["resolve", "contoso.onmicrosoft.com", id],
      ] {
        let result = try program.run(command + ["--json"])
        // Which of several items is meant is another question.
        let isChoice = command[0] == "resolve" && result.output.contains("choiceMissing")
        #expect(result.status == 0 || isChoice, "\(command): \(result.output) \(result.errors)")
        #expect(result.output.contains(product), "\(command)")
      }
    }
  }

  @Test("What names nothing ends with 1 in every command, whether or not it has the form of an id")
  func nothing() async throws {
    let (program, item) = try await demo()
    for id in ["NOSUCHTHING1", "NOSUCHTHING1/0001", "\(item.productID)/ZZZZ", "a:b:c:d", "::", "zzqx yyvw"] {
      for command in [
        ["search", id, "--limit", "0"], ["can-buy", "contoso.onmicrosoft.com", id],
        ["why-not", "contoso.onmicrosoft.com", id], ["show", id], ["resolve", "contoso.onmicrosoft.com", id],
        ["inventory", "contoso.onmicrosoft.com", id, "--subscription", "s-1"],
      ] where command[0] != "search" || !id.hasPrefix("\(item.productID)") && id != "::" {
        let result = try program.run(command)
        if command[0] == "can-buy", id == "::" { continue }
        #expect(result.status == 1, "\(command): \(result.output) \(result.errors)")
      }
    }
  }

  @Test("A text that names nothing is an error that says where to look; one that names several lists them")
  func unreadable() async throws {
    let (program, _) = try await demo()
    let nothing = try program.run("show", "xyzzyplugh", "anything")
    #expect(nothing.status == 1)
    #expect(
      nothing.errors
        == "error: No item is called \u{201C}xyzzyplugh anything\u{201D}. `partner-catalog search` finds items by words.\n"
    )
    let several = try program.run("show", "microsoft")
    #expect(several.status == 1)
    #expect(several.errors.hasPrefix("error: \u{201C}microsoft\u{201D} matches "))
    #expect(several.errors.split(separator: "\n").dropFirst().allSatisfy { $0.hasPrefix("  ") && $0.contains(":") })
  }
}
