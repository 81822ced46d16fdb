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
  /// The id of the generated catalog, before any reissue since the start.
  var generatedID: String

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
  /// An offer that the SKU has in every market where it is sold, whether an availability of it is there now or not.
  struct Offer: Sendable {
    /// From 0, in the order of segments.
    var number: Int
    var segment: Segment
    /// In US dollars where the market's own currency is another, and in euros where it is not.
    var isInOtherCurrency: Bool
    var terms: [SampleTerm]

    func currency(in market: Market) -> String {
      let own = CatalogShape.currency(of: market)
      return isInOtherCurrency ? (own == "USD" ? "EUR" : "USD") : own
    }
  }

  /// The part of an offer that differs between markets and versions.
  struct Issue: Sendable {
    var isPurchasable: Bool
    /// Below ``CatalogIdentifier/fours``: the part of the id that is drawn.
    var identifier: Int
  }

  /// Every offer of the SKU, of every segment.
  var offers: [Offer] {
    var offers: [Offer] = []
    for segment in segments {
      for (isInOtherCurrency, terms) in termsOffered {
        offers.append(
          Offer(number: offers.count, segment: segment, isInOtherCurrency: isInOtherCurrency, terms: terms))
      }
    }
    return offers
  }

  /// The state of an offer in a market and reading; `nil` where it is withdrawn.
  ///
  /// `here` is the random stream of the SKU in the market, `history` the versions that touched the product there.
  func issue(
    ofOffer number: Int, _ here: SeededRandom, reading: ReservationReading, after history: Lifespan.History
  ) -> Issue? {
    let churn = product.churn
    let own = here.at(.availability, UInt64(number) &* 2 &+ reading.rawValue)
    if !isEvergreen, !Lifespan.isPresent(own, after: history, share: churn.availabilitiesWithdrawn) { return nil }
    let epoch = Lifespan.epoch(own, .reissued, after: history, share: churn.availabilitiesReissued)
    let changes = Lifespan.additions(own.at(.purchasable), after: history, share: churn.purchasabilityChanged)
    let isSold = own.at(.purchasable).chance(0.96)
    return Issue(
      isPurchasable: isEvergreen || isSold == (changes % 2 == 0),
      identifier: own.at(.identifier, epoch).below(CatalogIdentifier.fours))
  }

  /// Every availability of the SKU, of every segment, in the market and reading; the SKU must be sold there.
  func availabilities(in market: Market, scope: ReservationReading) -> [SampleAvailability] {
    let here = draw.at(.market, text: market.code)
    let reading = product.family.isReservation ? scope : .legacy
    let history = product.history(in: market)
    return offers.compactMap { offer in
      issue(ofOffer: offer.number, here, reading: reading, after: history).map { issue in
        availability(offer, issue, in: market, reading: reading)
      }
    }
  }

  func availability(
    _ offer: Offer, _ issue: Issue, in market: Market, reading: ReservationReading
  ) -> SampleAvailability {
    let id = identifier(issue.identifier, number: offer.number, reading: reading)
    return SampleAvailability(
      sku: self, id: id, market: market,
      segment: offer.segment, currency: offer.currency(in: market), terms: offer.terms,
      hasTermList: !offer.terms.isEmpty || product.family != .perpetualSoftware || draw.at(.terms).chance(0.5),
      isPurchasable: issue.isPurchasable, isRenewable: product.family.isLicence && !isTrial,
      generatedID: id)
  }

  /// Twelve characters; the last one distinguishes the availabilities of one SKU in both readings.
  private func identifier(_ drawn: Int, number: Int, reading: ReservationReading) -> String {
    product.family.identifierPrefix.prefix(7) + CatalogIdentifier.text(drawn, length: 4)
      + CatalogIdentifier.text((number * 2 + Int(reading.rawValue)) % 30, length: 1)
  }

  /// The offers of one segment: mostly one availability with all terms; sometimes one per duration, a duplicate with
  /// another id, or a second currency.
  private var termsOffered: [(isInOtherCurrency: Bool, terms: [SampleTerm])] {
    let terms = terms
    guard product.family.isLicence, !isEvergreen else { return [(false, terms)] }
    switch draw.at(.shape, 2).below(100) {
    case ..<8:
      let durations = terms.reduce(into: [String]()) { if !$0.contains($1.duration) { $0.append($1.duration) } }
      return durations.map { duration in (false, terms.filter { $0.duration == duration }) }
    case ..<10: return [(false, terms), (false, terms)]
    case ..<13: return [(false, terms), (true, terms)]
    default: return [(false, terms)]
    }
  }
}
