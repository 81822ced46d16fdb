import CatalogModel
import Foundation
import PriceSheets
import Testing

@Suite("An offer matrix")
struct OfferMatrixReadingTests {
  /// The documented header, with its blank behind the last quote.
  static let header =
    #""ProductTitle","ProductId","SkuId","SkuTitle","ProvisioningId","ProvisioningString","MinLicenses","MaxLicenses","#
    + #""AssetOwnershipLimit","AssetOwnershipLimitType","ProductSkuPreRequisites","ProductSkuConversion","Description","#
    + "\"AllowedCountries\" \r\n"

  static func row(_ sku: String = "1", most: String = "300", prerequisites: String = "") -> String {
    #""Title","CFQ7TTC0LH18","\#(sku)","Title","3B555118-DA6A-4418-894F-7DF1E2096870","O365_BUSINESS_ESSENTIALS","1","#
      + #""\#(most)","2","ConcurrentCount","\#(prerequisites)","CFQ7TTC0LDPB/0001, CFQ7TTC0LF8Q/1","a, ""b""","DE;AT; US""#
      + "\r\n"
  }

  private func file(_ text: String) throws -> SheetFile { try SheetFile(text) }

  @Test("is found by its columns, and read with every id as the catalog writes it")
  func reading() throws {
    let sheet = try file(Self.header + Self.row(prerequisites: "CFQ7TTC0LFLX/F,CFQ7TTC0LFLZ/0002"))
    defer { withExtendedLifetime(sheet) {} }
    let file = try PriceSheetFile(sheet.path)
    #expect(try file.isOfferMatrix())
    let matrix = try file.readOfferMatrix()
    let limits = try #require(matrix.limits[SKUReference("CFQ7TTC0LH18", "0001")])
    #expect(matrix.rows == 1 && limits.minimumQuantity == 1 && limits.maximumQuantity == 300)
    #expect(limits.ownershipLimit == 2 && limits.ownershipLimitType == "ConcurrentCount")
    #expect(limits.prerequisites.map(\.description) == ["CFQ7TTC0LFLX:000F", "CFQ7TTC0LFLZ:0002"])
    #expect(limits.conversions.map(\.description) == ["CFQ7TTC0LDPB:0001", "CFQ7TTC0LF8Q:0001"])
    #expect(limits.countries.map(\.code) == ["AT", "DE", "US"])
    #expect(limits.provisioningID == "3b555118-da6a-4418-894f-7df1e2096870")
    let prices = try self.file(Dialect.portal + Dialect.row())
    defer { withExtendedLifetime(prices) {} }
    #expect(try !PriceSheetFile(prices.path).isOfferMatrix())
  }

  @Test(
    "is refused as a whole where it is damaged",
    arguments: [
      (OfferMatrixReadingTests.row().dropLast(30) + "", "it ends within"), ("", "it has a first line and no rows"),
      (OfferMatrixReadingTests.row(most: "many"), "line 2 has no valid MaxLicenses"),
      (OfferMatrixReadingTests.row("") + OfferMatrixReadingTests.row(), "line 2 has no valid SkuId"),
      (OfferMatrixReadingTests.row() + "\"a\",\"b\"\r\n", "line 3 has 2 fields, the first line 14"),
    ] as [(String, String)])
  func damaged(rows: String, reason: String) throws {
    let sheet = try file(Self.header + rows)
    defer { withExtendedLifetime(sheet) {} }
    do {
      _ = try PriceSheetFile(sheet.path).readOfferMatrix()
      Issue.record("It was read.")
    } catch {
      #expect("\(error)".contains(reason), "\(error)")
    }
  }
}
