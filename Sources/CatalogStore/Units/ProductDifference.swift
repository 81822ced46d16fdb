import CatalogModel
import CatalogSchema

/// The changes between two readings of a product, as a plain value without a database.
struct ProductDifference {
  /// One availability of a SKU with the dates it keeps.
  struct Row: Hashable {
    var content: AvailabilityContent
    /// `nil` for one that was never seen before.
    var firstSeen: Int64?
    /// `nil` for one that has no row yet.
    var ordinal: Int?
    /// The removed row that it takes the place of.
    var replaces: Int64?
  }

  var entries: [ChangeEntry] = []
  var tally = ItemCounts()
  var rows: [SKUID: [Row]] = [:]
  var removed: [SKUID: [StoredAvailability]] = [:]
  private let unit: StoredUnit?

  /// - Parameters:
  ///   - old: `nil` for a product never seen in this place.
  ///   - new: `nil` for a product that is gone.
  init(from old: StoredUnit?, to new: ProductSnapshot?) {
    unit = old
    let wasThere = old.map { !$0.isRemoved } ?? false
    let isProductChanged = compareProduct(old, new, wasThere: wasThere)
    let skus = Set(old?.skus.keys.map { $0 } ?? []).union(new?.skus.keys.map { $0 } ?? [])
    for sku in skus.sorted() {
      compare(
        sku, old: old?.skus[sku], removed: old?.removed[sku] ?? [], new: new?.skus[sku],
        isProductChanged: isProductChanged, isWholeProduct: !wasThere || new == nil)
    }
  }

  private mutating func compareProduct(_ old: StoredUnit?, _ new: ProductSnapshot?, wasThere: Bool) -> Bool {
    guard let new else {
      if wasThere { entries.append(ChangeEntry(kind: .removed, entity: .product)) }
      return false
    }
    guard let old, wasThere else {
      entries.append(ChangeEntry(kind: old == nil ? .added : .returned, entity: .product))
      return false
    }
    let fields = old.product.fields(changedIn: new.product)
    for field in fields {
      entries.append(
        ChangeEntry(kind: .changed, entity: .product, field: field.name, old: field.old, new: field.new))
    }
    return !fields.isEmpty
  }

  private mutating func compare(
    _ sku: SKUID, old: StoredSKU?, removed gone: [RemovedAvailability], new: SKUOffering?, isProductChanged: Bool,
    isWholeProduct: Bool
  ) {
    var isSKUChanged = isProductChanged
    switch (old, new) {
    case (nil, nil): return
    case (nil, .some):
      if !isWholeProduct {
        entries.append(ChangeEntry(kind: gone.isEmpty ? .added : .returned, entity: .sku, sku: sku))
      }
    case (.some, nil):
      if !isWholeProduct { entries.append(ChangeEntry(kind: .removed, entity: .sku, sku: sku)) }
    case (let old?, let new?):
      for field in old.content.fields(changedIn: new.content) {
        isSKUChanged = true
        entries.append(
          ChangeEntry(kind: .changed, entity: .sku, sku: sku, field: field.name, old: field.old, new: field.new))
      }
    }
    let before = old?.availabilities ?? []
    let after = new?.availabilities ?? []
    let pairing = AvailabilityPairing(old: before.map(\.content), new: after)
    var rows: [Row?] = Array(repeating: nil, count: after.count)
    for pair in pairing.pairs {
      var known = before[pair.old].content
      if let offer = unit?.comparable(known.offer, with: after[pair.new].offer) { known.offer = offer }
      let isChanged = note(known, became: after[pair.new], of: sku)
      if isChanged || isSKUChanged { tally.changed += 1 } else { tally.unchanged += 1 }
      rows[pair.new] = Row(
        content: after[pair.new], firstSeen: before[pair.old].firstSeen, ordinal: before[pair.old].ordinal)
    }
    var returnable = gone
    for index in pairing.added {
      let content = after[index]
      let match =
        returnable.firstIndex { $0.content.id == content.id }
        ?? returnable.firstIndex { $0.content.identity == content.identity }
      let back = match.map { returnable.remove(at: $0) }
      entries.append(
        ChangeEntry(
          kind: back == nil ? .added : .returned, entity: .availability, segment: content.segment, sku: sku,
          availability: content.id))
      tally.added += 1
      rows[index] = Row(content: content, firstSeen: back?.firstSeen, ordinal: nil, replaces: back?.rowID)
    }
    for index in pairing.removed {
      let content = before[index].content
      entries.append(
        ChangeEntry(
          kind: .removed, entity: .availability, segment: content.segment, sku: sku, availability: content.id))
      tally.removed += 1
      removed[sku, default: []].append(before[index])
    }
    if new != nil { self.rows[sku] = rows.compactMap { $0 } }
  }

  /// Adds the changes of one availability; the result tells whether there are any.
  private mutating func note(_ old: AvailabilityContent, became new: AvailabilityContent, of sku: SKUID) -> Bool {
    guard old != new else { return false }
    let count = entries.count
    func entry(_ kind: ChangeKind, _ field: String, _ old: String?, _ newValue: String?) -> ChangeEntry {
      ChangeEntry(
        kind: kind, entity: .availability, segment: new.segment, sku: sku, availability: new.id, field: field, old: old,
        new: newValue)
    }
    if old.catalogItemID != new.catalogItemID || old.id != new.id {
      entries.append(
        entry(
          old.id != new.id ? .reissued : .changed, "catalogItemId", old.catalogItemID.rawValue,
          new.catalogItemID.rawValue))
    }
    for field in old.fields(changedIn: new) { entries.append(entry(.changed, field.name, field.old, field.new)) }
    return entries.count > count
  }
}
