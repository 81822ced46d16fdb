import CatalogModel
import CatalogQuery

/// Items with their verdicts for a customer.
struct CustomerItems {
  var customer: CustomerRecord
  var context: PageContext

  func table(_ items: [PurchasableItem], text: String, showsBlocked: Bool) -> HTML {
    PageTable(
      caption: "Items with their verdicts",
      columns: [
        .init("Item"), .init("Verdict"), .init("Terms, retail price"), .init("Segment"), .init("Reasons, next step"),
      ],
      rows: items.map { item in
        [
          HTML {
            Tag.a(.class("line"), .href(PageURL(.item(item.catalogItemID.rawValue))), .directionByContent) {
              item.item.displayTitle.isEmpty ? item.item.sku.description : item.item.displayTitle
            }
            Parts.id(item.catalogItemID.rawValue)
          },
          HTML {
            ItemWords.verdict(item.verdict)
            if let held = item.held.heldQuantity { Tag.small { "holds \(Texts.grouped(held))" } }
          },
          ItemWords.offers(item.item), HTML(text: item.item.displaySegment),
          HTML {
            reasons(item)
            if item.verdict == .blocked { why(item, text, showsBlocked) } else { command(item) }
          },
        ]
      }
    ).html
  }

  /// The answer to why an item is or is not offered.
  func explained(_ explanation: Explanation) -> HTML {
    Tag.section(.class("explanation")) {
      Tag.h2 {
        "Why: "
        Tag.bdi { explanation.item }
      }
      Tag.p {
        ItemWords.verdict(explanation.verdict)
        " \(explanation.message)"
      }
      if !explanation.remedies.isEmpty {
        Tag.ul { for remedy in explanation.remedies { Tag.li { remedy.message } } }
      }
      if !explanation.steps.isEmpty {
        Tag.ul { for step in explanation.steps { Tag.li { step.message } } }
      }
      if !explanation.successors.isEmpty {
        Tag.p {
          "Replaced by "
          for successor in explanation.successors { Self.successor(successor) }
        }
      }
    }
  }

  /// A successor is an id, or an id with a title behind it.
  private static func successor(_ text: String) -> HTML {
    let id = text.prefix { !$0.isWhitespace }
    return HTML {
      Parts.link(String(id), to: PageURL(.item(String(id))))
      Parts.text(String(text.dropFirst(id.count)))
      " "
    }
  }

  private func reasons(_ item: PurchasableItem) -> HTML {
    HTML {
      for reason in item.reasons { Tag.span(.class("line")) { reason.message } }
      for step in item.steps { Tag.span(.class("line")) { step.message } }
    }
  }

  private func why(_ item: PurchasableItem, _ text: String, _ showsBlocked: Bool) -> HTML {
    Tag.a(
      .href(
        PageURL(
          .customer(customer.id.rawValue),
          [("q", text)] + (showsBlocked ? [("all", "1")] : []) + [("item", item.catalogItemID.rawValue)]))
    ) { "Why, in full" }
  }

  private func command(_ item: PurchasableItem) -> HTML {
    context.commands.resolve(customer.id.rawValue, item.sku.description).map(Parts.command) ?? HTML()
  }
}
