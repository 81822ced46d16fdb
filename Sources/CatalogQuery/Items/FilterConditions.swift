import CatalogModel
import CatalogSchema

/// An item filter with its values folded once, to judge many items.
struct FilterConditions: Sendable, Equatable {
  /// In upper case.
  var markets: ListingConditions.Choice
  /// The conditions on availabilities.
  var listing: ListingConditions
  /// The conditions on products and SKUs.
  var text: TextConditions

  init(_ filter: ItemFilter) {
    markets = ListingConditions.Choice(filter, .market) { $0.uppercased() }
    listing = ListingConditions(filter)
    text = TextConditions(filter)
  }

  var isEmpty: Bool { markets.isEmpty && listing.isEmpty && text.isEmpty }

  /// Whether an item passes.
  func admits(_ item: CatalogItem) -> Bool {
    admits(market: item.market, segment: item.segment, scope: item.reservationScope)
      && listing.admits(
        currency: item.currency, isPurchasable: item.isPurchasable != false,
        durations: item.terms.lazy.map { $0.duration.uppercased() },
        billingCycles: item.terms.lazy.map { $0.billingCycle?.lowercased() ?? "" })
      && admits(textOf: item)
  }

  /// Whether the place of an item passes.
  func admits(market: Market, segment: Segment, scope: ReservationScope?) -> Bool {
    markets.admits(market.code.uppercased()) && listing.segment.admits(segment.rawValue)
      && listing.admits(scope: scope)
  }

  /// Whether the properties of the product and the SKU of an item pass.
  func admits(textOf item: CatalogItem) -> Bool {
    listing.admits(prerequisites: item.purchasePrerequisites) && text.admits(item)
  }
}

/// The conditions on a product or SKU that its search document decides: product type, publisher, trial.
struct TextConditions: Sendable, Equatable {
  /// In lower case.
  var productType: ListingConditions.Choice
  /// `true` or `false`.
  var trial: ListingConditions.Choice
  /// Parts of names, folded.
  var publishers: [String]
  var unwantedPublishers: [String]

  init(_ filter: ItemFilter) {
    productType = ListingConditions.Choice(filter, .productType) { $0.lowercased() }
    trial = ListingConditions.Choice(filter, .trial) { $0.lowercased() }
    publishers = filter.wanted(.publisher).map(CustomerName.folded)
    unwantedPublishers = filter.unwanted(.publisher).map(CustomerName.folded)
  }

  var isEmpty: Bool {
    productType.isEmpty && trial.isEmpty && publishers.isEmpty && unwantedPublishers.isEmpty
  }

  func admits(_ item: CatalogItem) -> Bool {
    productType.admits(anyOf: [item.productType.lowercased(), item.productSubType.lowercased()])
      && trial.admits("\(item.isTrial)") && admits(publisher: item.publisher)
  }

  /// Whether a publisher passes; no publisher has none of the names.
  func admits(publisher: String) -> Bool {
    if publisher.isEmpty { return publishers.isEmpty }
    let name = CustomerName.folded(publisher)
    return (publishers.isEmpty || publishers.contains { name.contains($0) })
      && !unwantedPublishers.contains { name.contains($0) }
  }
}

extension ListingConditions {
  init(_ filter: ItemFilter) {
    segment = Choice(filter, .segment) { $0.lowercased() }
    term = Choice(filter, .term) { $0.uppercased() }
    billingCycle = Choice(filter, .billingCycle) { $0.lowercased() }
    currency = Choice(filter, .currency) { $0.uppercased() }
    reservationScope = Choice(filter, .reservationScope) { $0.lowercased() }
    isPurchasable = Choice(filter, .purchasable) { $0.lowercased() }
    prerequisite = Choice(filter, .prerequisite) { $0.lowercased() }
  }
}

extension ListingConditions.Choice {
  /// The values of a facet, folded.
  init(_ filter: ItemFilter, _ facet: SearchFacet, _ fold: (String) -> String) {
    only = Set(filter.wanted(facet).map { fold($0) })
    except = Set(filter.unwanted(facet).map { fold($0) })
  }
}
