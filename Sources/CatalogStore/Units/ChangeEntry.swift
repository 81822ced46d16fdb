import CatalogModel

/// One line of the change log, before it is written.
struct ChangeEntry: Hashable {
  var kind: ChangeKind
  var entity: ChangedEntity
  var segment: Segment?
  var sku: SKUID?
  var availability: AvailabilityID?
  var field: String?
  var old: String?
  var new: String?
}
