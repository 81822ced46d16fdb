import CatalogModel

/// One line of the change log, before it is written.
struct ChangeEntry: Hashable {
  enum Kind: String { case added, changed, removed, returned, reissued }
  enum Entity: String { case product, sku, availability }

  var kind: Kind
  var entity: Entity
  var segment: Segment?
  var sku: SKUID?
  var availability: AvailabilityID?
  var field: String?
  var old: String?
  var new: String?
}
