import CatalogModel
import CatalogQuery

/// Hits of a search, each with its heading.
enum HitList {
  private static let mostMarkets = 12

  static func html(_ answer: SearchAnswer) -> HTML {
    guard !answer.groups.isEmpty else { return HTML() }
    return Tag.ol(.class("hits")) {
      for group in answer.groups {
        if let first = group.first { Tag.li { hit(first, of: group, isBySKU: answer.question.isBySKU) } }
      }
    }
  }

  private static func hit(_ hit: SearchHit, of group: [SearchHit], isBySKU: Bool) -> HTML {
    let item = hit.item
    let id = isBySKU ? item.sku.description : item.catalogItemID.rawValue
    let isSold = group.contains { $0.isPurchasable != false }
    return Tag.article(isSold ? nil : .class("unsold")) {
      Tag.h2 {
        Tag.a(.href(PageURL(.item(id))), .directionByContent) { title(hit) }
        remarks(hit)
      }
      ItemWords.offers(item)
      Tag.p(.class("under")) {
        Parts.id(id)
        markets(group)
        Tag.span { item.displaySegment }
        if !item.productType.isEmpty { Tag.span { item.productType } }
        if !item.publisher.isEmpty { Parts.text(item.publisher) }
        if !isSold { Parts.state("cannot be bought", .bad) }
        if item.isTrial { Parts.state("trial", .plain) }
        Tag.span(.class("age")) {
          "confirmed "
          Parts.time(group.map(\.confirmedAt).min())
        }
      }
    }
  }

  private static func markets(_ group: [SearchHit]) -> HTML {
    let markets = group.map(\.market)
    return Tag.span(.class("markets")) {
      for market in markets.prefix(mostMarkets) {
        Parts.market(market)
        " "
      }
      if markets.count > mostMarkets { "and \(markets.count - mostMarkets) more" }
    }
  }

  /// The product's title and the SKU's, unless one says the other, with what was found marked.
  private static func title(_ hit: SearchHit) -> HTML {
    let item = hit.item
    let isPart =
      item.productTitle.isEmpty || item.skuTitle.lowercased().contains(item.productTitle.lowercased())
    let texts =
      item.skuTitle.isEmpty ? [item.productTitle] : isPart ? [item.skuTitle] : [item.productTitle, item.skuTitle]
    return HTML {
      for (index, text) in texts.enumerated() {
        if index > 0 { " · " }
        for part in hit.marks(in: text) {
          if part.isFound { Tag.mark { part.text } } else { part.text }
        }
      }
      if texts.allSatisfy(\.isEmpty) { item.sku.description }
    }
  }

  /// What makes a match less than an exact one.
  private static func remarks(_ hit: SearchHit) -> HTML {
    let remarks = [
      hit.oldName.map { "formerly \($0)" }, hit.licenceID,
      hit.missing.isEmpty ? nil : "without \(hit.missing.joined(separator: ", "))",
      hit.describedOnly.isEmpty ? nil : "only described: \(hit.describedOnly.joined(separator: ", "))",
    ].compactMap(\.self)
    return HTML {
      for remark in remarks {
        " "
        Tag.small { remark }
      }
    }
  }
}
