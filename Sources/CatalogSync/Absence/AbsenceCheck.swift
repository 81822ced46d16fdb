import CatalogModel
import CatalogStore
import PartnerCenter

/// Asks directly for what a list did not show. Only the service's own word confirms that it is gone: a 404 whose code
/// names that very thing, or a complete empty list where ids cannot tell.
///
/// Reason: in public records of a comparable catalog all 706 items that vanished from lists within five weeks came
/// back within a day; the lists had been short. Gateways answer bare 404s for days. The routes by id are asked first:
/// they cannot be short.
struct AbsenceCheck: Sendable {
  var client: PartnerCenterClient
  var store: CatalogStore
  var marketScope: MarketScope
  var product: ProductID

  /// What asking directly for something missing brings.
  enum Presence {
    case there
    /// The SKU answers and has no availabilities: a list may leave out what is not sold.
    case emptied
    case gone
    /// The question was refused: nothing is known.
    case unknown(RequestError)
  }

  /// Whether the thing is still in its place.
  ///
  /// - Throws: what the client throws, where asking later may help.
  func presence(of missing: MissingItem, stored: StoredUnit) async throws -> Presence {
    do {
      return try await ask(for: missing, stored: stored)
    } catch let failure as RequestError where failure.concernsOnePart {
      return .unknown(failure)
    }
  }

  /// Whether the product itself is gone from its place.
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
      // All its ids may have been reissued: then its list has others.
      let segments: Set<Segment?> =
        sold.isEmpty ? [nil] : Set(sold.map { $0.segment == .nonprofit ? .nonprofit : nil })
      for segment in segments {
        guard try await isEmpty(reference, segment: segment) else { return .there }
      }
      return .emptied
    }
  }

  /// A SKU is asked for by its own id.
  private func isGone(_ sku: SKUReference) async throws -> Bool {
    let call = Call.sku(sku, for: .country(marketScope.market), scope: marketScope.scope)
    guard case .notFound(let refusal) = try await client.get(call, as: SKU.self) else { return false }
    if refusal.absentThing == .sku { return true }
    return try await isBorneOut(refusal, below: sku)
  }

  /// An availability is asked for by its id. That route knows no scope: of an id that stands in the other scope as
  /// well, only an empty list of its own scope can tell, asked for twice.
  private func isGone(_ availability: AvailabilityID, of sku: SKUReference, segment: Segment) async throws -> Bool {
    let call = Call.availability(availability, of: sku, for: .country(marketScope.market))
    switch try await client.get(call, as: Availability.self) {
    case .notFound(let refusal): return try await isBorneOut(refusal, below: sku)
    case .forbidden(let refusal): throw RequestError(cause: .refused(refusal), path: call.path)
    case .found:
      guard try await standsElsewhere(availability, of: sku) else { return false }
      let asked: Segment? = segment == .nonprofit ? .nonprofit : nil
      guard try await isEmpty(sku, segment: asked) else { return false }
      return try await isEmpty(sku, segment: asked)
    }
  }

  /// Whether the thing that a 404 names is gone: the one asked for, or what it belongs to, which is then asked for too.
  private func isBorneOut(_ refusal: ServiceError, below sku: SKUReference) async throws -> Bool {
    switch refusal.absentThing {
    case .availability: return true
    case .sku:
      let call = Call.sku(sku, for: .country(marketScope.market), scope: marketScope.scope)
      if case .notFound = try await client.get(call, as: SKU.self) { return true }
      return false
    case .product: return try await isProductGone()
    default: return false
    }
  }

  /// Whether the store holds the availability in the other scope of the market.
  private func standsElsewhere(_ availability: AvailabilityID, of sku: SKUReference) async throws -> Bool {
    let other = MarketScope(market: marketScope.market, scope: marketScope.scope == nil ? .azurePlan : nil)
    let stored = try await store.unit(ProductKey(marketScope: other, product: sku.product))
    return stored?.skus[sku.sku]?.availabilities.contains { $0.content.id == availability } ?? false
  }

  /// Whether a SKU's list is read to its end and empty. A list that answers 404 while the SKU is there proves nothing.
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

extension ProductSnapshot {
  /// Keeps a SKU that a list did not show and that answers, without what it was sold as.
  ///
  /// - Returns: what is gone with that.
  mutating func empty(_ item: MissingItem, of stored: StoredUnit) -> [MissingItem] {
    guard case .sku(let sku) = item, let old = stored.skus[sku] else { return [item] }
    skus[sku] = SKUOffering(content: old.content, availabilities: [])
    return old.availabilities.map { .availability(sku, $0.content.id, $0.content.segment) }
  }

  /// Carries over what a list did not show and what was not confirmed to be gone.
  func retaining(_ items: [MissingItem], of stored: StoredUnit) -> ProductSnapshot {
    var content = self
    for item in items {
      switch item {
      case .sku(let sku):
        content.skus[sku] = stored.content.skus[sku]
      case .availability(let sku, let availability, _):
        guard let old = stored.skus[sku]?.availabilities.first(where: { $0.content.id == availability }) else {
          continue
        }
        content.skus[sku]?.availabilities.append(old.content)
      }
    }
    return content
  }
}
