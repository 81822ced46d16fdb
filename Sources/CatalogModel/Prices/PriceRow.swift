/// What a price is for, the same in every market: the key of a row but market and currency.
///
/// Source: the keys that were counted in sheets; without the term one sixth of all rows is lost.
package struct PriceOffer: Hashable, Sendable {
  package var product: ProductID
  /// As the catalog writes it: `0001`, where a sheet has `1`.
  package var sku: SKUID
  /// As received; empty for none.
  package var term: String
  /// As received; empty for none.
  package var plan: String
  package var segment: Segment
  /// The meter of consumption; empty for none.
  package var meter: String
  /// The lower bound of a tier, inclusive; empty for none. As received, since bounds exceed 64 bits.
  package var tier: String

  package init(
    product: ProductID, sku: SKUID, term: String = "", plan: String = "", segment: Segment = .commercial,
    meter: String = "", tier: String = ""
  ) {
    self.product = product
    self.sku = sku
    self.term = term
    self.plan = plan
    self.segment = segment
    self.meter = meter
    self.tier = tier
  }

  /// A SKU id as the catalog writes it: sheets leave out leading zeros. A longer one stays as it is.
  package static func paddedSKU(_ text: String) -> SKUID {
    let count = text.utf8.count
    return SKUID(count >= 4 || count == 0 ? text : String(repeating: "0", count: 4 - count) + text)
  }
}

/// The content of a row: everything but its key.
package struct PriceContent: Hashable, Sendable {
  /// `UnitPrice`: for one unit and the whole term.
  package var unit: PriceAmount?
  /// `ERP Price`.
  package var retail: PriceAmount?
  /// Seconds since 1970; `nil` for always.
  package var starts: Int64?
  /// Seconds since 1970, the last moment; `nil` for no end.
  package var ends: Int64?
  /// The last moment of new subscriptions; `nil` where none is set.
  package var saleEnds: Int64?
  /// Whether the row is of a trial, by its plan or its tags.
  package var isTrial: Bool

  package init(
    unit: PriceAmount?, retail: PriceAmount?, starts: Int64? = nil, ends: Int64? = nil, saleEnds: Int64? = nil,
    isTrial: Bool = false
  ) {
    self.unit = unit
    self.retail = retail
    self.starts = starts
    self.ends = ends
    self.saleEnds = saleEnds
    self.isTrial = isTrial
  }

  /// Whether a row holds at a moment, in seconds since 1970.
  package func holds(at moment: Int64) -> Bool { (starts ?? .min) <= moment && moment <= (ends ?? .max) }
}

/// One row of a sheet.
package struct PriceRow: Sendable, Hashable {
  /// The index of its offer in the sheet's.
  package var offer: Int32
  /// The index of its currency in the sheet's.
  package var currency: Int16
  package var flag: PriceFlag
  package var content: PriceContent

  package init(offer: Int32, currency: Int16, flag: PriceFlag, content: PriceContent) {
    self.offer = offer
    self.currency = currency
    self.flag = flag
    self.content = content
  }
}

/// What `ChangeIndicator` and `PreviousValues` say of a row.
package enum PriceFlag: UInt8, Sendable {
  /// The sheet has no flags.
  case none
  case unchanged
  case added
  /// The price changed.
  case price
  /// Something else than the price changed.
  case text
}

/// The rows of one market, view and month as they were read, before they are compared with what is stored.
package struct PriceSheetContent: Sendable {
  package var market: Market
  package var offers: [PriceOffer]
  /// ISO 4217, in upper case.
  package var currencies: [String]
  package var rows: [PriceRow]
  /// What the rows of each product say besides amounts, dates and change flags, as a hash; empty where it was not read.
  package var facts: [ProductID: UInt64] = [:]

  package init(market: Market, offers: [PriceOffer] = [], currencies: [String] = [], rows: [PriceRow] = []) {
    self.market = market
    self.offers = offers
    self.currencies = currencies
    self.rows = rows
  }
}
