import CatalogModel
import CatalogStore
import PartnerCenter

/// Asks directly for what a list did not show. Only a 404, or an empty complete list, confirms that it is gone.
///
/// Reason: in public records of a comparable catalog all 706 items that vanished from lists within five weeks came
/// back within a day; the lists had been short.
struct AbsenceCheck: Sendable {
  var client: PartnerCenterClient
  var place: Place
  var product: ProductID

  /// Whether the thing really is gone.
  func isGone(_ missing: MissingItem) async throws -> Bool {
    switch missing {
    case .sku(let sku, let segments): try await isGone(SKUReference(product, sku), segments: segments)
    case .availability(let sku, let availability, let segment):
      try await isGone(availability, of: SKUReference(product, sku), segment: segment)
    }
  }

  /// A SKU is asked for by its availabilities, in the same scope and with the segments it was sold in.
  private func isGone(_ sku: SKUReference, segments: Set<Segment>) async throws -> Bool {
    var asked: Set<Segment?> = Set(segments.map { $0 == .nonprofit ? .nonprofit : nil })
    if asked.isEmpty { asked = [nil] }
    for segment in asked {
      guard try await isEmpty(sku, segment: segment) else { return false }
    }
    return true
  }

  /// An availability is asked for by its id. That route knows no scope: one that answers may be gone from the scope
  /// all the same, which only an empty list of the scope can tell.
  private func isGone(_ availability: AvailabilityID, of sku: SKUReference, segment: Segment) async throws -> Bool {
    switch try await client.get(
      Call.availability(availability, of: sku, for: .country(place.market)), as: Availability.self)
    {
    case .notFound: return true
    case .forbidden: return false
    case .found(let found):
      // An answer for another id is no answer for this one.
      guard found.id == availability else { return false }
      guard place.scope != nil else { return false }
      return try await isEmpty(sku, segment: segment == .nonprofit ? .nonprofit : nil)
    }
  }

  private func isEmpty(_ sku: SKUReference, segment: Segment?) async throws -> Bool {
    let call = Call.availabilities(of: sku, for: .country(place.market), segment: segment, scope: place.scope)
    switch try await client.list(call, of: Availability.self) {
    case .notFound: return true
    case .read(let reading): return reading.items.isEmpty && reading.unreadable == 0
    case .forbidden, .unchanged: return false
    }
  }
}

extension UnitContent {
  /// Carries over what a list did not show and what was not confirmed to be gone.
  func retaining(_ items: [MissingItem], of stored: StoredUnit) -> UnitContent {
    var content = self
    for item in items {
      switch item {
      case .sku(let sku, _):
        content.skus[sku] = stored.content.skus[sku]
      case .availability(let sku, let availability, _):
        guard let old = stored.skus[sku]?.availabilities.first(where: { $0.content.id == availability }) else { continue }
        content.skus[sku]?.availabilities.append(old.content)
      }
    }
    return content
  }
}
