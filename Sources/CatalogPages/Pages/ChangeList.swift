import CatalogModel
import CatalogQuery

/// Changes as a table, in the order given.
enum ChangeList {
  /// The rows of the changes; each says which product it is about where it `namesItems`.
  static func table(_ changes: [ChangeRecord], namesItems: Bool) -> HTML {
    PageTable(
      caption: Texts.changes,
      columns: [
        .init(namesItems ? "Item" : "When"), .init(namesItems ? "When" : "SKU"), .init("Change"), .init("Market"),
        .init("Segment"), .init("Difference"),
      ],
      rows: changes.map { change in
        let subject = subject(change, namesItems: namesItems)
        let when = Parts.time(change.at)
        return [
          namesItems ? subject : when, namesItems ? when : subject,
          Parts.state(change.kind.rawValue, Parts.tone(change.kind)), Parts.market(change.market),
          HTML(text: change.segment?.rawValue ?? ""), difference(change),
        ]
      }
    ).html
  }

  private static func subject(_ change: ChangeRecord, namesItems: Bool) -> HTML {
    let id = [change.productID.rawValue, change.skuID?.rawValue, change.availabilityID?.rawValue].compactMap(\.self)
      .joined(separator: ":")
    let product = change.productTitle
    let sku = change.skuTitle ?? ""
    let title = sku.isEmpty ? product : sku.lowercased().contains(product.lowercased()) ? sku : "\(product) · \(sku)"
    return HTML {
      if namesItems, !title.isEmpty { Tag.span(.class("line"), .directionByContent) { title } }
      if namesItems || change.skuID != nil { Parts.link(id, to: PageURL(.item(id))) }
    }
  }

  /// The field, and its value before and after; the new id of a reissued item leads to it.
  private static func difference(_ change: ChangeRecord) -> HTML {
    HTML {
      if let field = change.field, !field.isEmpty { Tag.small { ItemWords.words(field) } }
      if let old = change.oldValue, !old.isEmpty { Tag.del(.directionByContent) { excerpt(old) } }
      if let new = change.newValue, !new.isEmpty {
        Tag.ins(.directionByContent) {
          if change.kind == .reissued { Parts.link(new, to: PageURL(.item(new))) } else { excerpt(new) }
        }
      }
    }
  }

  /// The beginning of a text: a field may hold a whole description.
  private static func excerpt(_ text: String) -> String { text.count > 300 ? text.prefix(300) + "\u{2026}" : text }
}
