import CatalogModel
import CatalogQuery
import Foundation

/// A product, a SKU or an item: properties, markets, terms, prices, history, successors.
struct ItemPage: Sendable {
  var reference: ItemReference
  var details: ItemDetails
  /// The market that the page is limited to; `nil` for all.
  var market: Market?
  /// Today's id of an item that was reissued; `nil` where there is none.
  var successor: CatalogItemID?
  /// Every step of the prices of the SKU; empty for a product.
  var prices: [PriceRecord]

  private static let mostItems = 40
  private static let mostChanges = 40
  private static let mostPrices = 40

  /// The page of an id, or the one that says that the catalog does not hold it.
  static func page(_ id: String, _ market: Market?, _ catalog: Catalog, _ context: PageContext) throws -> SitePage {
    guard let reference = ItemReference(parsing: id) else { return ErrorPage.unknownItem(id, market, successor: nil) }
    let isOne = if case .availability = reference { true } else { false }
    let successor = isOne ? try catalog.successor(of: reference) : nil
    guard let details = try catalog.details(of: reference, market: market) else {
      return ErrorPage.unknownItem(id, market, successor: successor)
    }
    return ItemPage(
      reference: reference, details: details, market: market, successor: successor,
      prices: reference.sku == nil ? [] : try catalog.prices(of: reference, market: market, isHistory: true)
    ).page(context)
  }

  func page(_ context: PageContext) -> SitePage {
    SitePage(
      title: heading,
      main: HTML {
        Tag.div(.class("head")) {
          Tag.h1(.directionByContent) { heading }
          Tag.p(.class("under")) {
            Parts.id(reference.description)
            if reference.sku != nil {
              Tag.span {
                "of "
                Parts.link(details.productID.rawValue, to: PageURL(.item(details.productID.rawValue)))
              }
            }
          }
        }
        if let successor {
          Tag.p(.class("note caution")) {
            "This id was replaced. The same item is now "
            Parts.link(successor.rawValue, to: PageURL(.item(successor.rawValue)))
          }
        }
        productFacts
        marketChoice
        if details.skus.count > 1 { skuTable } else { for sku in details.skus { ItemSKU(sku: sku, page: self).html } }
        priceHistory
        removed
        history
      })
  }

  private var heading: String {
    let sku = reference.sku == nil ? nil : details.skus.first?.title
    let parts = [details.title, sku ?? ""].filter { !$0.isEmpty }
    guard parts.count == 2 else { return parts.first ?? reference.description }
    return parts[1].lowercased().contains(parts[0].lowercased()) ? parts[1] : parts.joined(separator: " · ")
  }

  private var productFacts: HTML {
    Parts.facts([
      ("Type", HTML { [details.productType, details.productSubType].filter { !$0.isEmpty }.joined(separator: ", ") }),
      ("Publisher", details.publisher.isEmpty ? HTML() : Parts.text(details.publisher)),
      ("About", details.description.isEmpty ? HTML() : Parts.text(details.description)),
      ("Sold in", places(details.places.filter { $0.removedAt == nil })),
      ("Gone from", places(details.places.filter { $0.removedAt != nil })),
    ])
  }

  private func places(_ places: [ProductPlace]) -> HTML {
    guard !places.isEmpty else { return HTML() }
    return Tag.span(.class("markets")) {
      for place in places {
        Parts.market(place.market)
        if let scope = place.reservationScope { " \(scope)" }
        " "
      }
    }
  }

  /// Limits the page to one market, where there are several.
  private var marketChoice: HTML {
    let markets = Set(details.places.map(\.market)).union(market.map { [$0] } ?? []).sorted()
    guard !isOneItem, markets.count > 1 || market != nil else { return HTML() }
    return Tag.form(.class("choice"), .action(PageURL(.item(reference.description)))) {
      Tag.label(.for("market")) { "Market" }
      Tag.select(.id("market"), .name("market")) {
        Tag.option(.value("")) { "All" }
        for choice in markets {
          Tag.option(.value(choice.code), choice == market ? .selected : nil) { "\(choice) \(Parts.name(of: choice))" }
        }
      }
      Tag.button(.type("submit")) { Texts.show }
    }
  }

  /// The prices for the items of the page, in their currencies.
  private var priceHistory: HTML {
    let items = details.skus.flatMap(\.items)
    let places = Set(items.map { "\($0.market) \($0.segment)" })
    let currencies = Set(items.map(\.currency))
    let own = prices.filter { places.contains("\($0.market) \($0.segment)") }
    let shown = own.filter { currencies.contains($0.currency) }
    return PriceHistory(
      prices: Array(shown.prefix(Self.mostPrices)), isCut: shown.count > Self.mostPrices,
      otherCurrencies: Set(own.map(\.currency)).subtracting(currencies).sorted()
    ).html
  }

  private var isOneItem: Bool { if case .availability = reference { true } else { false } }

  private var skuTable: HTML {
    Tag.section {
      Tag.h2 { Texts.count(details.skus.count, "SKU") }
      PageTable(
        caption: "SKUs",
        columns: [.init("Title"), .init("SKU"), .init("Markets", isNumber: true), .init("Items", isNumber: true)],
        rows: details.skus.map { sku in
          let id = "\(details.productID):\(sku.skuID)"
          let title = sku.title.isEmpty ? id : sku.title
          return [
            Tag.a(.href(PageURL(.item(id), parameters)), .directionByContent) { title }, Parts.id(id),
            HTML(text: Texts.grouped(sku.markets.count)), HTML(text: Texts.grouped(sku.items.count)),
          ]
        }
      ).html
    }
  }

  /// The parameters of a page that is limited to the same market.
  var parameters: [(name: String, value: String)] { market.map { [("market", $0.code)] } ?? [] }

  private var removed: HTML {
    guard !details.removed.isEmpty else { return HTML() }
    return Tag.section {
      Tag.h2 { "Removed" }
      PageTable(
        caption: "Removed items",
        columns: [.init("CatalogItemId"), .init("Market"), .init("Segment"), .init("Removed"), .init("First seen")],
        rows: details.removed.prefix(Self.mostItems).map { item in
          [
            Parts.id(item.catalogItemID.rawValue), Parts.market(item.market), HTML(text: item.segment.rawValue),
            Parts.time(item.removedAt), Parts.time(item.firstSeenAt),
          ]
        }
      ).html
      if details.removed.count > Self.mostItems {
        Parts.note("\(Texts.grouped(details.removed.count - Self.mostItems)) more were removed before.")
      }
    }
  }

  private var history: HTML {
    guard !details.history.isEmpty else { return HTML() }
    let changes = Array(details.history.reversed().prefix(Self.mostChanges))
    return Tag.section {
      Tag.h2 { "History" }
      ChangeList.table(changes, namesItems: false)
      if details.history.count > changes.count {
        Parts.note("\(Texts.grouped(details.history.count - changes.count)) older changes are not shown.")
      }
    }
  }
}
