public import CatalogModel
import CatalogStore
public import Foundation

/// One line of the corpus: one text of one SKU, and where it is sold.
public struct Document: Sendable, Decodable {
  /// `PRODUCT:SKU`, and `@` with the locale where the text is not English.
  public var id: String
  public var productId: ProductID
  public var skuId: SKUID
  public var markets: [Market]
  var availabilityId: String
  var segments: [Segment]
  var productTitle: String
  var skuTitle: String
  var productDescription: String
  /// `nil` where it is the product's.
  var skuDescription: String?
  var productType: String
  var productSubType: String?
  var publisher: String
  var isMicrosoft: Bool?
  var isTrial: Bool?
  /// `nil` for yes.
  var isPurchasable: Bool?
  /// Duration and billing cycle of each.
  var terms: [[String?]]?
  var attributes: [String: String]?

  /// Reads a corpus file.
  ///
  /// - Throws: where the file cannot be read, or a line is not a document.
  public static func all(in file: URL) throws -> [Document] {
    let decoder = JSONDecoder()
    return try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).map {
      try decoder.decode(Document.self, from: $0)
    }
  }

  var product: ProductContent {
    ProductContent(
      title: productTitle, description: productDescription, type: productType, subtype: productSubType,
      isMicrosoft: isMicrosoft ?? false, publisher: publisher)
  }

  func offering(in market: Market) throws -> SKUOffering {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let content = SKUContent(
      title: skuTitle, description: skuDescription ?? productDescription, isTrial: isTrial ?? false,
      attributes: String(decoding: try encoder.encode(attributes ?? [:]), as: UTF8.self))
    let offer = OfferContent(
      currency: "USD", isPurchasable: isPurchasable ?? true,
      terms: (terms ?? []).map { Term(duration: $0[0] ?? "", billingCycle: $0[1]?.lowercased(), description: "") })
    let availabilities = segments.enumerated().map { index, segment in
      // Each segment has an id of its own; the first one's is the corpus's.
      let id = index == 0 ? availabilityId : "\(availabilityId.dropLast())\(index)"
      return AvailabilityContent(
        id: AvailabilityID(id), catalogItemID: CatalogItemID("\(productId):\(skuId):\(id)"), segment: segment,
        offer: offer)
    }
    return SKUOffering(content: content, availabilities: availabilities)
  }
}
