import CatalogModel
import MarketFacts

/// The list that all given pages agree on.
struct MarketList: Equatable {
  /// In the order of their codes.
  var markets: [UnavailableMarket]
  /// The editions that were read, in the order of their locales.
  var editions: [Edition]

  /// One edition of the page.
  struct Edition: Equatable, Hashable {
    /// `en-US` where the page does not say.
    var locale: String
    /// The date of the original, as it is printed: `10/09/2018`; `nil` where it is missing.
    var date: String?
    /// When the translation was handed over, as it is printed; `nil` for an original.
    var handedOver: String?
  }

  /// Reads the pages; they must list the same markets.
  init(pages: [Page], aliases: [Alias]) throws(ImportError) {
    let placement = NamePlacement(aliases: aliases)
    var agreed: (page: Page, markets: Set<Market>)?
    for page in pages {
      let markets = Set(try placement.place(page).map(\.market))
      guard let first = agreed else {
        agreed = (page, markets)
        continue
      }
      guard first.markets == markets else {
        throw .pagesDiffer(
          first: first.page.name, second: page.name, onlyFirst: first.markets.subtracting(markets).sorted(),
          onlySecond: markets.subtracting(first.markets).sorted())
      }
    }
    markets = (agreed?.markets ?? []).sorted().compactMap { market in
      MarketFacts.fact(for: market).map {
        UnavailableMarket(market: market, isoCountry: $0.isoCountry, name: $0.name)
      }
    }
    editions = Set(pages.map(Edition.init)).sorted {
      ($0.locale, $0.handedOver ?? "") < ($1.locale, $1.handedOver ?? "")
    }
  }
}

extension MarketList.Edition {
  init(_ page: Page) {
    locale = page.locale ?? "en-US"
    date = page.frontMatter["ms.date"]
    handedOver = page.frontMatter["ms.lasthandoff"]
  }
}
