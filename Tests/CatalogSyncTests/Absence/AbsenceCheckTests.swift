import CatalogModel
import Foundation
import PartnerCenter
import Testing

@testable import CatalogStore
@testable import CatalogSync

@Suite("Requesting a missing item by id")
struct AbsenceCheckTests {
  static let paths = (
    product: "/products/P", sku: "/products/P/skus/0001", list: "/products/P/skus/0001/availabilities",
    availability: "/products/P/skus/0001/availabilities/A"
  )

  /// The conclusion, in a form that compares.
  enum Conclusion: Equatable { case there, emptied, gone, unknown }

  /// A row: the response of each route, and the conclusion.
  struct Row: Sendable, CustomTestStringConvertible {
    var availability: ScriptedResponse?
    var list: ScriptedResponse?
    var sku: ScriptedResponse?
    var product: ScriptedResponse?
    var conclusion: Conclusion

    var testDescription: String {
      let routes = [("availability", availability), ("list", list), ("SKU", sku), ("product", product)]
      let words = routes.compactMap { route, response in response.map { "\(route): \($0.testDescription)" } }
      return "\(words.joined(separator: ", ")) → \(conclusion)"
    }

    func response(_ path: String) -> ScriptedResponse? {
      switch path {
      case AbsenceCheckTests.paths.product: product
      case AbsenceCheckTests.paths.sku: sku
      case AbsenceCheckTests.paths.list: list
      case AbsenceCheckTests.paths.availability: availability
      default: nil
      }
    }
  }

  private func presence(
    of missing: MissingItem, stored unit: StoredUnit, _ row: Row, scope: ReservationScope? = nil,
    besides other: ProductSnapshot? = nil
  ) async throws -> (conclusion: Conclusion, paths: [String]) {
    let catalog = try ScriptedCatalog { path, _ in row.response(path) }
    if let other {
      let run = try await catalog.store.beginRun(RunRequest(markets: ["US"], views: []), .full, at: .init())
      _ = try await catalog.store.replace(
        ProductKey(marketScope: MarketScope(market: "US", scope: scope == nil ? .azurePlan : nil), product: "P"),
        with: other, fingerprint: nil, logging: ChangeLogging(general: false, nonprofit: false), run: run.id,
        at: .init())
    }
    let check = AbsenceCheck(
      client: catalog.client, store: catalog.store, marketScope: MarketScope(market: "US", scope: scope), product: "P")
    let conclusion: Conclusion =
      switch try await check.presence(of: missing, stored: unit) {
      case .there: .there
      case .emptied: .emptied
      case .gone: .gone
      case .unknown: .unknown
      }
    return (conclusion, catalog.paths)
  }

  private static let missing = MissingItem.availability("0001", "A", .commercial)

  static let availabilityRows: [Row] =
    [
      Row(availability: .noAvailability, conclusion: .gone),
      Row(availability: .noSKU, sku: .noSKU, conclusion: .gone),
      Row(availability: .noSKU, sku: .sku, conclusion: .there),
      Row(availability: .noSKU, sku: .closed, conclusion: .there),
      Row(availability: .noSKU, sku: .noProduct, product: .noProduct, conclusion: .gone),
      Row(availability: .noSKU, sku: .noProduct, product: .product, conclusion: .there),
      Row(availability: .noProduct, product: .noProduct, conclusion: .gone),
      Row(availability: .noProduct, product: .product, conclusion: .there),
      Row(availability: .noProduct, product: .closed, conclusion: .there),
      Row(availability: .availability, conclusion: .there),
      Row(availability: .closed, conclusion: .unknown),
    ] + ScriptedResponse.unproven.map { Row(availability: $0, conclusion: .unknown) }
    + ScriptedResponse.unproven.map { Row(availability: .noSKU, sku: $0, conclusion: .unknown) }

  @Test(
    "of an availability confirms that it is gone by an error code that names it, or what it belongs to",
    arguments: availabilityRows)
  func availabilityByID(row: Row) async throws {
    #expect(try await presence(of: Self.missing, stored: stored([:]), row).conclusion == row.conclusion)
  }

  @Test(
    "of an availability whose id is also in the other scope is decided by two empty lists of its own scope",
    arguments: [
      Row(availability: .availability, list: .empty, conclusion: .gone),
      Row(availability: .availability, list: .list, conclusion: .there),
      Row(availability: .availability, list: .noSKU, conclusion: .there),
      Row(availability: .availability, list: .closed, conclusion: .unknown),
    ])
  func otherScope(row: Row) async throws {
    for scope in [nil, ReservationScope.azurePlan] {
      let (conclusion, paths) = try await presence(
        of: Self.missing, stored: stored([:]), row, scope: scope, besides: snapshot(["0001": [availability("A")]]))
      #expect(conclusion == row.conclusion)
      #expect(paths.count { $0 == Self.paths.list } == (row.conclusion == .gone ? 2 : 1))
    }
  }

  static let skuRows: [Row] =
    [
      Row(availability: .noAvailability, sku: .noSKU, conclusion: .gone),
      Row(availability: .noSKU, sku: .noSKU, conclusion: .gone),
      Row(availability: .noAvailability, sku: .noProduct, product: .noProduct, conclusion: .gone),
      Row(availability: .noAvailability, list: .empty, sku: .noProduct, product: .product, conclusion: .emptied),
      Row(availability: .noAvailability, list: .empty, sku: .sku, conclusion: .emptied),
      Row(availability: .noAvailability, list: .list, sku: .sku, conclusion: .there),
      Row(availability: .noAvailability, list: .noSKU, sku: .sku, conclusion: .there),
      Row(availability: .noAvailability, list: .closed, sku: .sku, conclusion: .unknown),
      Row(availability: .availability, conclusion: .there),
      Row(availability: .closed, conclusion: .unknown),
    ] + ScriptedResponse.unproven.map { Row(availability: .noAvailability, sku: $0, conclusion: .unknown) }
    + ScriptedResponse.unproven.filter { $0.response.status != 200 }.map {
      Row(availability: .noAvailability, list: $0, sku: .sku, conclusion: .unknown)
    }

  @Test(
    "of a SKU confirms that it is gone by its availabilities and its own id; one that is not sold stays",
    arguments: skuRows)
  func skuByID(row: Row) async throws {
    let unit = stored(["0001": [availability("A")]])
    #expect(try await presence(of: .sku("0001"), stored: unit, row).conclusion == row.conclusion)
  }

  @Test("of a SKU that was not sold requests its id, then its list without a segment")
  func unsold() async throws {
    let unit = stored(["0001": []])
    let gone = try await presence(of: .sku("0001"), stored: unit, Row(sku: .noSKU, conclusion: .gone))
    #expect(gone.conclusion == .gone && gone.paths == [Self.paths.sku])
    let there = try await presence(of: .sku("0001"), stored: unit, Row(list: .empty, sku: .sku, conclusion: .emptied))
    #expect(there.conclusion == .emptied && there.paths == [Self.paths.sku, Self.paths.list])
  }

  @Test("throws the errors of a service that is busy: they are not about the item")
  func busy() async throws {
    for status in [429, 500, 503] {
      await #expect(throws: RequestError.self) {
        try await presence(
          of: Self.missing, stored: stored([:]),
          Row(availability: ScriptedResponse("\(status)", status, ""), conclusion: .unknown))
      }
    }
  }

  @Test(
    "of a product confirms that it is gone by the code of products alone",
    arguments: [
      (ScriptedResponse.noProduct, true), (.product, false), (.closed, false),
    ])
  func productByID(response: ScriptedResponse, isGone: Bool) async throws {
    let catalog = try ScriptedCatalog { path, _ in path == Self.paths.product ? response : nil }
    let check = AbsenceCheck(
      client: catalog.client, store: catalog.store, marketScope: MarketScope(market: "US"), product: "P")
    #expect(try await check.isProductGone() == isGone)
  }

  @Test("of a product throws if the response proves nothing", arguments: ScriptedResponse.unproven)
  func unprovenProduct(response: ScriptedResponse) async throws {
    let catalog = try ScriptedCatalog { _, _ in response }
    let check = AbsenceCheck(
      client: catalog.client, store: catalog.store, marketScope: MarketScope(market: "US"), product: "P")
    await #expect(throws: RequestError.self) { try await check.isProductGone() }
  }
}
