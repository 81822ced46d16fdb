import CatalogStore

/// Numbers what availabilities offer. Most say the same as many others, in another currency: what they have in common is
/// compared once, and not for each of fourteen million.
final class OfferTable {
  private let load: BulkLoad
  /// Offers in no currency, each once.
  private var contents: [OfferContent] = []
  private var bases: [OfferContent: Int] = [:]
  /// By position in `contents`, currency, and whether it is purchasable.
  private var numbers: [Int: Int64] = [:]

  init(_ load: BulkLoad) { self.load = load }

  /// The position of an offer, whatever its currency and whether it is purchasable.
  func position(of content: OfferContent) -> Int {
    var base = content
    base.currency = ""
    base.currencySymbol = nil
    base.isPurchasable = true
    if let position = bases[base] { return position }
    contents.append(base)
    bases[base] = contents.count - 1
    return contents.count - 1
  }

  func number(of position: Int, currency: String, symbol: (String) -> String?, isPurchasable: Bool) throws -> Int64 {
    let key = position << 25 | Self.number(ofCurrency: currency) << 1 | (isPurchasable ? 1 : 0)
    if let number = numbers[key] { return number }
    var content = contents[position]
    content.currency = currency
    content.currencySymbol = symbol(currency)
    content.isPurchasable = isPurchasable
    let number = try load.offer(content)
    numbers[key] = number
    return number
  }

  /// Three letters as a number of 24 bits.
  private static func number(ofCurrency code: String) -> Int { code.utf8.reduce(0) { ($0 << 8 | Int($1)) & 0xFF_FFFF } }
}
