import CatalogModel
import Foundation

/// Products, SKUs and availabilities, by country and by customer.
extension Router {
  /// Answers a catalog route; `words` are the parts of the path from `products` on.
  func catalogAnswer(_ words: [String], customer: SampleCustomer?) throws(APIError) -> RouteResponse {
    let reading = try reading(for: customer)
    let writing = ResourceWriting(catalog: catalog, locale: locale, market: reading.market)
    var writer = DialectWriter(dialect)
    switch words.count {
    case 1:
      return RouteResponse(body: try products(reading, writing))
    case 2:
      writing.product(try reading.product(words[1]), &writer)
    case 3 where words[2].lowercased() == "skus":
      let skus = kept(reading.skus(of: try reading.product(words[1]))) { "\($0.product.id):\($0.id)" }
      return RouteResponse(
        body: collection.list(count: skus.count) { writing.sku(skus[$0], scope: reading.scope, &$1) })
    case 4 where words[2].lowercased() == "skus":
      let sku = try reading.sku(words[3], of: try reading.product(words[1]))
      writing.sku(sku, scope: reading.scope, &writer)
    case 5 where words[4].lowercased() == "availabilities":
      let sku = try reading.sku(words[3], of: try reading.product(words[1]))
      let found = kept(reading.availabilities(of: sku)) { $0.id }
      return RouteResponse(
        body: collection.list(count: found.count) { writing.availability(found[$0], scope: reading.scope, &$1) })
    case 6 where words[4].lowercased() == "availabilities":
      let (availability, scope) = try availability(product: words[1], sku: words[3], id: words[5], reading)
      writing.availability(availability, scope: scope, &writer)
    default:
      throw .noRoute
    }
    return RouteResponse(body: writer.data)
  }

  private func products(_ reading: CatalogReading, _ writing: ResourceWriting) throws(APIError) -> Data {
    guard let name = request.parameter("targetView") else { throw .invalid("targetView") }
    guard let view = TargetView(parsing: name) else { throw .invalid("targetView") }
    if configuration.forbiddenViews.contains(view) { throw .viewForbidden }
    let products = kept(reading.products(in: view)) { $0.id }
    return collection.list(count: products.count) { writing.product(products[$0], &$1) }
  }

  /// By id the reservation scope is no parameter: both readings are looked through.
  private func availability(
    product: String, sku: String, id: String, _ reading: CatalogReading
  ) throws(APIError) -> (SampleAvailability, ReservationReading) {
    var refusal = APIError.productNotFound
    for scope in ReservationReading.allCases {
      var reading = reading
      reading.scope = scope
      do {
        let sku = try reading.sku(sku, of: try reading.product(product))
        return (try reading.availability(id, of: sku), scope)
      } catch {
        // The more specific of the two errors: availability before SKU before product.
        refusal = max(refusal, error) { $0.code < $1.code }
      }
    }
    throw refusal
  }

  private func max(
    _ left: APIError, _ right: APIError, by isLess: (APIError, APIError) -> Bool
  ) -> APIError { isLess(left, right) ? right : left }

  func reading(for customer: SampleCustomer?) throws(APIError) -> CatalogReading {
    let market: Market
    if let customer {
      market = customer.market
    } else {
      guard let country = request.parameter("country"), let code = Market(parsing: country) else { throw .noCountry }
      market = code
    }
    guard catalog.shape.markets.contains(market) else { throw .marketClosed }
    let segment = request.parameter("targetSegment").map { Segment($0) }
    if let segment {
      if configuration.forbiddenSegments.contains(segment) { throw .segmentForbidden }
      guard Segment.documented.contains(segment) else { throw .invalid("targetSegment") }
    }
    var open = Set(Segment.documented).subtracting(configuration.forbiddenSegments)
    if let customer {
      let qualified = customer.qualifications.filter(\.isApproved).compactMap(\.opens)
      open.formIntersection([.commercial] + qualified)
    }
    return CatalogReading(
      catalog: catalog, configuration: configuration, market: market,
      scope: ReservationReading(request.parameter("reservationScope")), openSegments: open, segment: segment,
      customer: customer, reissues: reissues)
  }

  /// The items that a temporarily short list still holds.
  func kept<Item>(_ items: [Item], id: (Item) -> String) -> [Item] {
    guard shortage > 0 else { return items }
    return items.filter { !catalog.root.at(.fault, text: id($0)).chance(shortage) }
  }
}
