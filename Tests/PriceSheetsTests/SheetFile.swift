import CatalogModel
import Foundation
import PriceSheets

/// A sheet in a folder of its own, which goes with the test.
final class SheetFile {
  let folder: URL
  let path: String

  init(_ bytes: some Collection<UInt8>, name: String = "sheet.csv") throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("price-sheet-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.appendingPathComponent(name).path
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  convenience init(_ text: String, name: String = "sheet.csv") throws { try self.init(Array(text.utf8), name: name) }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func read(market: Market? = nil) throws -> PriceSheetFile.Content { try PriceSheetFile(path).read(market: market) }

  /// The error of reading it, as a clause.
  func fault(market: Market? = nil) -> String? {
    do {
      _ = try read(market: market)
      return nil
    } catch {
      return "\(error)"
    }
  }
}

/// Sheets in the two dialects: columns as counted in the portal's exports, and as documented for the API.
enum Dialect {
  static let portal = """
    \u{FEFF}ChangeIndicator,ProductTitle,ProductId,SkuId,SkuTitle,Publisher,SkuDescription,UnitOfMeasure,TermDuration,\
    BillingPlan,Market,Currency,UnitPrice,PricingTierRangeMin,PricingTierRangeMax,EffectiveStartDate,EffectiveEndDate,Tags,\
    ERP Price,Segment,PreviousValues

    """

  /// A row of the portal's dialect.
  static func row(
    flag: String = "Unchanged", product: String = "CFQ7TTC0LH18", sku: String = "1", term: String = "P1Y",
    plan: String = "Annual", market: String = "US", currency: String = "USD", unit: String = "57.6",
    starts: String = "2025-04-01T00:00:00.0000000Z", ends: String = "9999-11-30T23:59:59.0000000Z",
    tags: String = "License", retail: String = "72", segment: String = "Commercial", previous: String = ""
  ) -> String {
    "\(flag),Title,\(product),\(sku),SKU title,Microsoft Corporation,\"Mail, \"\"files\"\"\nand meetings\",,\(term),\(plan),"
      + "\(market),\(currency),\(unit),,,\(starts),\(ends),\(tags),\(retail),\(segment),\(previous)\n"
  }

  static let api = """
    "ProductTitle","ProductId","SkuId","SkuTitle","Publisher","SkuDescription","UnitOfMeasure","TermDuration","BillingPlan",\
    "Market","Currency","UnitPrice","PricingTierRangeMin","PricingTierRangeMax","EffectiveStartDate","EffectiveEndDate","Tags",\
    "ERP Price"\r
    "Title","CFQ7TTC0LH18","0001","Title","Microsoft","Mail, files","","P1Y","Annual","US","USD","57.6","","",\
    "2/1/2019 12:00:00 AM","11/30/9999 11:59:59 PM","License; Trial","72"\r

    """
}
