import CatalogModel
import CatalogQuery

/// One SKU of an item's page, with its items.
struct ItemSKU {
  var sku: SKUDetails
  var page: ItemPage

  private static let most = 40

  var html: HTML {
    Tag.section {
      Tag.h2 { Texts.count(sku.items.count, "item") }
      Parts.facts([
        (
          "About",
          sku.description.isEmpty || sku.description == page.details.description ? HTML() : Parts.text(sku.description)
        ),
        ("Quantity", HTML(text: ItemWords.quantity(sku.minimumQuantity, sku.maximumQuantity))),
        ("Trial", HTML(text: sku.isTrial ? "yes" : "")),
        ("Billing", HTML(text: sku.billingCycles.map(ItemWords.cycle).joined(separator: ", "))),
        ("Requires", HTML(text: sku.purchasePrerequisites.joined(separator: ", "))),
        ("Needs one of", links(sku.prerequisiteSKUs)),
        ("Attestation", HTML(text: sku.attestation ?? "")),
        ("Inventory asks", HTML(text: sku.inventoryVariables.joined(separator: ", "))),
        ("Provisions", provisions),
      ])
      table
      if sku.items.count > Self.most {
        Parts.note("\(Texts.grouped(sku.items.count - Self.most)) more: choose a market.")
      }
    }
  }

  private func links(_ skus: [SKUReference]) -> HTML {
    HTML {
      for sku in skus {
        Parts.link(sku.description, to: PageURL(.item(sku.description)))
        " "
      }
    }
  }

  private var provisions: HTML {
    guard let id = sku.items.lazy.compactMap(\.provisioningID).first else { return HTML() }
    return Parts.link(id, to: PageURL(.whatIs, [("q", id)]))
  }

  private var table: HTML {
    PageTable(
      caption: "Items",
      columns: [
        .init("CatalogItemId"), .init("Market"), .init("Segment"), .init("Terms, retail price"), .init("Currency"),
        .init("Sold"), .init("Confirmed"),
      ],
      rows: sku.items.prefix(Self.most).map { item in
        [
          Parts.id(item.catalogItemID.rawValue), Parts.market(item.market), HTML(text: item.displaySegment),
          ItemWords.offers(item), HTML(text: item.currency), ItemWords.purchasable(item),
          Parts.time(item.confirmedAt),
        ]
      }
    ).html
  }
}
