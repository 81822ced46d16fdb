import CatalogModel
import MarketFacts

/// Which of Microsoft's lists is imported: each stands on a page of its own.
enum ListKind: String {
  case software, reservations

  var page: String {
    switch self {
    case .software: "Make a one-time purchase"
    case .reservations: "Purchase Azure reservations"
    }
  }

  var facts: String {
    switch self {
    case .software:
      "Markets where software subscriptions (product type Software, sub-type SoftwareSubscriptions) are not sold."
    case .reservations: "Markets where Azure reservations (target view AzureReservations) are not sold."
    }
  }

  /// The word that stands before the table, where a page has both lists.
  var word: String {
    switch self {
    case .software: "software"
    case .reservations: "reservation"
    }
  }
}

/// The lists of all given pages, one edition for each date.
struct MarketList: Equatable {
  var kind: ListKind
  /// The newest first.
  var editions: [Edition]

  /// What the pages of one date list.
  struct Edition: Equatable {
    /// The date of the original: `2018-10-09`; empty where the page does not say.
    var date: String
    /// In the order of their codes.
    var markets: [Market]
    /// The pages that were read, in the order of their locales.
    var pages: [Source]
  }

  /// One page: an original, or its translation.
  struct Source: Equatable, Hashable {
    /// `en-US` where the page does not say.
    var locale: String
    /// When the translation was handed over, as it is printed; `nil` for an original.
    var handedOver: String?
  }

  /// The markets of the newest edition.
  var markets: [Market] { editions.first?.markets ?? [] }

  /// Reads the pages; those of one date must list the same markets.
  init(pages: [Page], kind: ListKind = .software, aliases: [Alias]) throws(ImportError) {
    self.kind = kind
    let placement = NamePlacement(aliases: aliases, kind: kind)
    var agreed: [String: (page: Page, markets: Set<Market>, sources: Set<Source>)] = [:]
    for page in pages {
      let markets = Set(try placement.place(page).map(\.market))
      let date = page.date
      guard let first = agreed[date] else {
        agreed[date] = (page, markets, [Source(page)])
        continue
      }
      guard first.markets == markets else {
        throw .pagesDiffer(
          first: first.page.name, second: page.name, onlyFirst: first.markets.subtracting(markets).sorted(),
          onlySecond: markets.subtracting(first.markets).sorted())
      }
      agreed[date]?.sources.insert(Source(page))
    }
    editions = agreed.sorted { $0.key > $1.key }.map { date, read in
      Edition(
        date: date, markets: read.markets.sorted(),
        pages: read.sources.sorted { ($0.locale, $0.handedOver ?? "") < ($1.locale, $1.handedOver ?? "") })
    }
  }
}

extension MarketList.Source {
  init(_ page: Page) {
    locale = page.locale ?? "en-US"
    handedOver = page.frontMatter["ms.lasthandoff"]
  }
}

extension Page {
  /// The date that it bears, as ISO 8601: `10/09/2018` → `2018-10-09`; empty where it bears none.
  var date: String { frontMatter["ms.date"].map(MarketList.iso) ?? "" }
}
