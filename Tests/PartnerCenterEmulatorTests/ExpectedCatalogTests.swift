import CatalogModel
import Foundation
import Testing

@testable import PartnerCenterEmulator

@Suite struct ExpectedCatalogTests {
  @Test("A crawl call by call finds exactly the truth, in every version", arguments: [1, 2, 5])
  func crawlEqualsTruth(version: Int) async throws {
    let shape = CatalogShape(
      seed: 11, markets: ["US", "BR", "JP"], products: 90, skusPerProduct: 3, version: version)
    let emulator = Emulator(EmulatorConfiguration(shape: shape))
    let truth = Array(emulator.truth())
    let crawled = try await NaiveCrawl(emulator, markets: shape.markets).items()
    #expect(truth.count > 500)
    #expect(crawled.count == truth.count)
    #expect(crawled == truth)
  }

  @Test("The truth is sorted, and no item is in it twice")
  func truthIsSortedAndUnique() {
    let truth = Array(Emulator(EmulatorConfiguration(shape: CatalogShape(products: 300, skusPerProduct: 4))).truth())
    #expect(truth == truth.sorted())
    #expect(
      Set(truth.map { [$0.market, $0.reservationScope ?? "", $0.productID, $0.skuID, $0.availabilityID] }).count
        == truth.count)
  }

  @Test("A line of the truth has the columns of catalog_items as keys, and null for what is absent")
  func linesHaveTheColumns() throws {
    let truth = Emulator(EmulatorConfiguration(shape: CatalogShape(products: 20, skusPerProduct: 2))).truth()
    let item = try #require(truth.first { $0.productType == "Software" })
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(item.jsonLine().utf8)) as? [String: Any])
    #expect(
      Set(object.keys) == [
        "market", "segment", "reservation_scope", "product_id", "sku_id", "availability_id", "catalog_item_id",
        "product_title", "sku_title", "product_type", "product_subtype", "publisher", "currency", "is_purchasable",
        "is_renewable", "is_trial", "minimum_quantity", "maximum_quantity", "terms", "purchase_prerequisites",
        "inventory_variables", "requires_inventory_check",
      ])
    #expect(object["product_subtype"] is NSNull)
    #expect(object["reservation_scope"] is NSNull)
    #expect(try JSONDecoder().decode(ExpectedItem.self, from: Data(item.jsonLine().utf8)) == item)
  }
}
