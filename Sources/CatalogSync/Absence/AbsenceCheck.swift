import CatalogModel
import CatalogStore
import PartnerCenter

/// Requests by id the items that a list does not show. Two responses confirm that an item is gone: a 404 with an error
/// code of the service that names it, or a complete empty list if its id occurs in both reservation scopes.
///
/// Lists are incomplete at times: in a public record of a comparable catalog, all 706 items that vanished from lists
/// within five weeks returned within a day. Gateways answer 404 without a code for days. Routes by id cannot be
/// incomplete, so they come first.
struct AbsenceCheck: Sendable {
  var client: PartnerCenterClient
  var store: CatalogStore
  var marketScope: MarketScope
  var product: ProductID

  /// Result of requesting a missing item by id.
  enum Presence: Sendable {
    case there
    /// The SKU answers and has no availabilities: lists may leave out SKUs that are not sold.
    case emptied
    case gone
    /// The request was refused, which proves nothing.
    case unknown(RequestError)
  }

  /// Requests a missing item.
  ///
  /// - Throws: the errors of the client that do not concern this item alone.
  func presence(of missing: MissingItem, stored: StoredUnit) async throws -> Presence {
    do {
      return try await ask(for: missing, stored: stored)
    } catch let failure as RequestError where failure.concernsOnePart {
      return .unknown(failure)
    }
  }

  /// Whether the product is gone from its market scope. A response that closes it to this partner does not mean that.
  func isProductGone() async throws -> Bool {
    let call = Call.product(product, for: .country(marketScope.market), scope: marketScope.scope)
    if case .notFound = try await client.get(call, as: Product.self) { return true }
    return false
  }

  private func ask(for missing: MissingItem, stored: StoredUnit) async throws -> Presence {
    switch missing {
    case .availability(let sku, let availability, let segment):
      return try await isGone(availability, of: SKUReference(product, sku), segment: segment) ? .gone : .there
    case .sku(let sku):
      let reference = SKUReference(product, sku)
      let sold = stored.skus[sku]?.availabilities.map(\.content) ?? []
      for availability in sold {
        guard try await isGone(availability.id, of: reference, segment: availability.segment) else { return .there }
      }
      if try await isGone(reference) { return .gone }
      // The service may have reissued all its availability ids: its lists then show others.
      let segments: Set<Segment?> =
        sold.isEmpty ? [nil] : Set(sold.map { $0.segment == .nonprofit ? .nonprofit : nil })
      for segment in segments {
        guard try await isEmpty(reference, segment: segment) else { return .there }
      }
      return .emptied
    }
  }

  /// Requests a SKU by id: it is gone if the error code names it, or its product, which must then be gone itself.
  private func isGone(_ sku: SKUReference) async throws -> Bool {
    let call = Call.sku(sku, for: .country(marketScope.market), scope: marketScope.scope)
    guard case .notFound(let refusal) = try await client.get(call, as: SKU.self) else { return false }
    switch refusal.absentThing {
    case .sku: return true
    case .product: return try await isProductGone()
    default: return false
    }
  }

  /// Requests an availability by id: it is gone if the error code names it, or its SKU or product, which must then be
  /// gone itself.
  ///
  /// The route has no reservation scope. If the other scope holds the same id, an empty list of its own scope decides,
  /// requested twice.
  private func isGone(_ availability: AvailabilityID, of sku: SKUReference, segment: Segment) async throws -> Bool {
    let call = Call.availability(availability, of: sku, for: .country(marketScope.market))
    switch try await client.get(call, as: Availability.self) {
    case .notFound(let refusal):
      switch refusal.absentThing {
      case .availability: return true
      case .sku: return try await isGone(sku)
      case .product: return try await isProductGone()
      default: return false
      }
    case .forbidden(let refusal): throw RequestError(cause: .refused(refusal), path: call.path)
    case .found:
      guard try await isInOtherScope(availability, of: sku) else { return false }
      let asked: Segment? = segment == .nonprofit ? .nonprofit : nil
      guard try await isEmpty(sku, segment: asked) else { return false }
      return try await isEmpty(sku, segment: asked)
    }
  }

  /// Whether the store holds the availability in the other reservation scope of the market.
  private func isInOtherScope(_ availability: AvailabilityID, of sku: SKUReference) async throws -> Bool {
    let other = MarketScope(market: marketScope.market, scope: marketScope.scope == nil ? .azurePlan : nil)
    let stored = try await store.unit(ProductKey(marketScope: other, product: sku.product))
    return stored?.skus[sku.sku]?.availabilities.contains { $0.content.id == availability } ?? false
  }

  /// Whether the availability list of a SKU was read to its end and is empty. A 404 proves nothing here.
  private func isEmpty(_ sku: SKUReference, segment: Segment?) async throws -> Bool {
    let call = Call.availabilities(
      of: sku, for: .country(marketScope.market), segment: segment, scope: marketScope.scope)
    switch try await client.list(call, of: Availability.self) {
    case .read(let reading): return reading.items.isEmpty && reading.unreadable == 0
    case .notFound, .unchanged: return false
    case .forbidden(let refusal): throw RequestError(cause: .refused(refusal), path: call.path)
    }
  }
}
