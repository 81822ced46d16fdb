public import CatalogModel
public import Foundation

/// What is known of a price. Never a blank that could be read as zero.
public enum PriceState: String, Sendable, Codable, CaseIterable {
  /// The sheet has a price above zero.
  case known
  /// The price is zero, and it is no trial.
  case free
  /// The price of a trial.
  case trial
  /// It holds from a day to come.
  case announced
  /// It no longer holds, and none follows it.
  case ended
  /// Its sheet is of a month that has passed, or older than was asked for.
  case stale
  /// The sheet was read, and has no such price.
  case noRow
  /// No sheet of the market and the kind of product was read.
  case notRead
  /// The sheet has several currencies, and none is chosen.
  case currencyUnknown
  /// The price depends on the meter of what is used.
  case byMeter
  /// The sheet has several prices for the same time.
  case contradictory

  /// Whether filters and orders by price use it.
  public var isUsable: Bool { self == .known || self == .free }
}

/// The price of one item for one term, billing plan and currency.
///
/// Amounts are for one unit and the whole term, before tax and promotions. They concern new orders and renewals, not what
/// a customer holds. Source: price sheets of the partner; "Get a price sheet".
public struct ItemPrice: Sendable, Hashable {
  /// The sheet that says so.
  public struct Sheet: Sendable, Hashable, Codable {
    /// The view: `updatedlicensebased`.
    public var view: PriceView
    /// The month of the sheet.
    public var month: SheetMonth
    /// When it was read.
    public var fetchedAt: Date

    enum CodingKeys: String, CodingKey { case view, month, fetchedAt }

    /// A sheet.
    public init(view: PriceView, month: SheetMonth, fetchedAt: Date) {
      self.view = view
      self.month = month
      self.fetchedAt = fetchedAt
    }

    /// Reads the JSON of ``encode(to:)``.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      view = try container.decode(PriceView.self, forKey: .view)
      month = try container.decode(SheetMonth.self, forKey: .month)
      fetchedAt = try container.time(forKey: .fetchedAt)
    }

    /// Writes the time as ISO 8601.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(view, forKey: .view)
      try container.encode(month, forKey: .month)
      try container.encode(fetchedAt.iso8601Text, forKey: .fetchedAt)
    }
  }

  /// As the sheet writes it: `P1Y`, `OneTime`; `nil` for none.
  public var termDuration: String?
  /// As the sheet writes it: `Monthly`; `nil` for none. A year billed monthly is priced for the year.
  public var billingPlan: String?
  /// ISO 4217.
  public var currency: String
  /// What is known of the price.
  public var state: PriceState
  /// What the partner pays; of consumption the retail price. Confidential by the partner's contract.
  public var unit: PriceAmount?
  /// The estimated retail price; of reservations that of Azure's public retail prices, where they were read.
  public var retail: PriceAmount?
  /// Since when it holds; `nil` for always.
  public var validFrom: Date?
  /// The last moment at which it holds; `nil` for no end.
  public var validTo: Date?
  /// The sheet that says so; `nil` where none was read.
  public var sheet: Sheet?

  /// The promotions that hold for the term at that moment, as Microsoft lists them: none of them is in ``unit``. Empty where
  /// there is none, or none were read.
  public var promotions: [Promotion] = []

  /// A price.
  public init(
    termDuration: String? = nil, billingPlan: String? = nil, currency: String, state: PriceState,
    unit: PriceAmount? = nil, retail: PriceAmount? = nil, validFrom: Date? = nil, validTo: Date? = nil,
    sheet: Sheet? = nil
  ) {
    self.termDuration = termDuration
    self.billingPlan = billingPlan
    self.currency = currency
    self.state = state
    self.unit = unit
    self.retail = retail
    self.validFrom = validFrom
    self.validTo = validTo
    self.sheet = sheet
  }
}

extension ItemPrice: Codable {
  enum CodingKeys: String, CodingKey {
    case termDuration, billingPlan, currency, state, unit, retail, validFrom, validTo, sheet, promotions
  }

  /// Reads the JSON of ``encode(to:)``.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    termDuration = try container.decodeIfPresent(String.self, forKey: .termDuration)
    billingPlan = try container.decodeIfPresent(String.self, forKey: .billingPlan)
    currency = try container.decode(String.self, forKey: .currency)
    state = try container.decode(PriceState.self, forKey: .state)
    unit = try container.decodeIfPresent(PriceAmount.self, forKey: .unit)
    retail = try container.decodeIfPresent(PriceAmount.self, forKey: .retail)
    validFrom = try container.timeIfPresent(forKey: .validFrom)
    validTo = try container.timeIfPresent(forKey: .validTo)
    sheet = try container.decodeIfPresent(Sheet.self, forKey: .sheet)
    promotions = try container.decodeIfPresent([Promotion].self, forKey: .promotions) ?? []
  }

  /// Writes every key, null where there is nothing; amounts are decimal strings exactly as received. `promotions` is left out
  /// where none holds.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(termDuration, forKey: .termDuration)
    try container.encode(billingPlan, forKey: .billingPlan)
    try container.encode(currency, forKey: .currency)
    try container.encode(state, forKey: .state)
    try container.encode(unit, forKey: .unit)
    try container.encode(retail, forKey: .retail)
    try container.encode(validFrom?.iso8601Text, forKey: .validFrom)
    try container.encode(validTo?.iso8601Text, forKey: .validTo)
    try container.encode(sheet, forKey: .sheet)
    if !promotions.isEmpty { try container.encode(promotions, forKey: .promotions) }
  }
}
