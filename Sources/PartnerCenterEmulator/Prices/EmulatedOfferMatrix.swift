import CatalogModel
import Foundation

/// The offer matrix of a generated catalog: limits, prerequisites and conversions of its licences.
///
/// Source: "Get an offer matrix", with its columns; "Pricing and offers" for the limits.
struct EmulatedOfferMatrix {
  var catalog: EmulatorCatalog

  private static let columns = [
    "ProductTitle", "ProductId", "SkuId", "SkuTitle", "ProvisioningId", "ProvisioningString", "MinLicenses",
    "MaxLicenses", "AssetOwnershipLimit", "AssetOwnershipLimitType", "ProductSkuPreRequisites", "ProductSkuConversion",
    "Description", "AllowedCountries",
  ]

  /// The rows: one for each SKU, also of those that no market sells, and one of a SKU at its end of sale.
  var rows: [[String]] {
    var rows: [[String]] = []
    var seen: Set<String> = []
    for market in catalog.shape.markets {
      for slot in catalog.families.indices where [.licence, .licenceAddOn].contains(catalog.families[slot]) {
        let product = catalog.product(inSlot: slot)
        guard product.isSold(in: market, scope: .legacy) else { continue }
        for sku in product.skus(in: market, scope: .legacy) where seen.insert("\(product.id)/\(sku.id)").inserted {
          rows.append(row(sku))
        }
      }
    }
    return rows + [Self.ended]
  }

  private func row(_ sku: SampleSKU) -> [String] {
    let isLimited = sku.draw.at(.quantity, 200).chance(0.3)
    return [
      sku.product.title(locale: "en-US"), sku.product.id, sku.id, sku.title(locale: "en-US"), sku.provisioningID, "",
      "\(sku.minimumQuantity)", "\(sku.maximumQuantity)", isLimited ? "2" : "", isLimited ? "ConcurrentCount" : "",
      sku.prerequisiteSKUs(in: catalog).map { $0.replacing(":", with: "/") }.joined(separator: ", "), "",
      "Mail, \"files\" and meetings: made up.", catalog.shape.markets.map(\.code).joined(separator: ";"),
    ]
  }

  /// A SKU that the catalog has no more: the matrix keeps it.
  private static let ended = [
    "Advanced Threat Protection, ended", "CFQ7TTC0ZZZY", "0001", "Advanced Threat Protection, ended", "", "", "1",
    "10000000", "", "", "", "", "Made up.", "US;DE",
  ]

  /// The table: every field in quotes, CR LF.
  static func text(_ rows: [[String]]) -> Data {
    Data(
      ([columns] + rows).map { row in
        row.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ",") + "\r\n"
      }.joined().utf8)
  }
}
