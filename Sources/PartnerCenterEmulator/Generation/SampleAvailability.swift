import CatalogModel

/// A generated availability of a generated SKU.
struct SampleAvailability: Sendable {
  var sku: SampleSKU
  var id: String
  var market: Market
  var segment: Segment
  var currency: String
  var terms: [SampleTerm]
  /// Perpetual software sometimes says nothing about terms at all.
  var hasTermList: Bool
  var isPurchasable: Bool
  var isRenewable: Bool

  /// The legacy offer is ordered by its own id, anything else by all three.
  var catalogItemID: String {
    sku.product.family == .legacyAzure ? sku.id : "\(sku.product.id):\(sku.id):\(id)"
  }
}

struct SampleTerm: Sendable {
  /// New commerce only.
  var id: String?
  var duration: String
  var billingCycle: String?
  var description: String
}

extension SampleSKU {
  /// Every availability of the SKU, of every segment, in the market and reading; the SKU must be sold there.
  func availabilities(in market: Market, scope: ReservationReading) -> [SampleAvailability] {
    let here = draw.at(.market, text: market.code)
    let currency = CatalogShape.currency(of: market)
    let family = product.family
    let reading = family.isReservation ? scope : .legacy
    let churn = product.churn
    let history = product.history(in: market)
    var number = 0
    var result: [SampleAvailability] = []
    for segment in segments {
      for (currency, terms) in offers(in: here, currency: currency) {
        defer { number += 1 }
        let own = here.at(.availability, UInt64(number) &* 2 &+ reading.rawValue)
        if !isEvergreen,
          !Lifespan.isPresent(own, after: history, share: churn.availabilitiesWithdrawn)
        {
          continue
        }
        let epoch = Lifespan.epoch(own, .reissued, after: history, share: churn.availabilitiesReissued)
        let changes = Lifespan.additions(own.at(.purchasable), after: history, share: churn.purchasabilityChanged)
        let isSold = own.at(.purchasable).chance(0.96)
        result.append(
          SampleAvailability(
            sku: self, id: identifier(own.at(.identifier, epoch), number: number, reading: reading), market: market,
            segment: segment, currency: currency, terms: terms,
            hasTermList: !terms.isEmpty || family != .perpetualSoftware || draw.at(.terms).chance(0.5),
            isPurchasable: isEvergreen || isSold == (changes % 2 == 0), isRenewable: family.isLicence && !isTrial))
      }
    }
    return result
  }

  /// Twelve characters; the last one tells the availabilities of one SKU apart in both readings, so that none meet.
  private func identifier(_ draw: Draw, number: Int, reading: ReservationReading) -> String {
    product.family.identifierPrefix.prefix(7) + CatalogIdentifier.text(draw.below(CatalogIdentifier.fours), length: 4)
      + CatalogIdentifier.text((number * 2 + Int(reading.rawValue)) % 30, length: 1)
  }

  /// What one segment is offered: mostly one availability with all terms; sometimes one per duration, a twin that
  /// differs in nothing but its id, or a second currency.
  private func offers(in here: Draw, currency: String) -> [(currency: String, terms: [SampleTerm])] {
    let terms = terms(currency: currency)
    guard product.family.isLicence, !isEvergreen else { return [(currency, terms)] }
    switch draw.at(.shape, 2).below(100) {
    case ..<8:
      let durations = terms.reduce(into: [String]()) { if !$0.contains($1.duration) { $0.append($1.duration) } }
      return durations.map { duration in (currency, terms.filter { $0.duration == duration }) }
    case ..<10: return [(currency, terms), (currency, terms)]
    case ..<13: return [(currency, terms), (currency == "USD" ? "EUR" : "USD", terms)]
    default: return [(currency, terms)]
    }
  }
}
