package import CatalogModel

/// Something the store holds and a complete list did not show. Not removed before it was asked for directly.
package enum MissingItem: Hashable, Sendable {
  /// A SKU with all its availabilities.
  case sku(SKUID)
  case availability(SKUID, AvailabilityID, Segment)
}
