import CatalogModel
import CatalogQuery

/// A customer: what it holds, can buy, cannot buy and why.
struct CustomerOverview: Sendable {
  var customer: CustomerRecord
  /// The words of the question, or an id.
  var text: String
  /// Whether blocked items are listed as well.
  var showsBlocked: Bool
  /// The items; `nil` where the customer's market is not known.
  var answer: PurchaseAnswer?
  /// The reason for no answer.
  var refusal: String?
  /// Why an item is or is not offered; `nil` where no item was asked for.
  var explanation: Explanation?

  private static let rows = 20

  /// - Throws: ``CatalogError``, where no customer matches, or several do.
  static func read(_ name: String, _ query: PageQuery, _ catalog: Catalog) throws -> CustomerOverview {
    var page = CustomerOverview(
      customer: try catalog.customer(named: name), text: query["q"] ?? "", showsBlocked: query["all"] == "1")
    var options = PurchaseOptions(
      filter: ItemFilter(), includesBlocked: page.showsBlocked, page: Page(limit: rows, after: query["after"]))
    options.includesPartialMatches = true
    do {
      page.answer = try catalog.purchasableItems(for: page.customer, matching: page.text, options)
      if let item = query["item"] { page.explanation = try catalog.explain(customer: page.customer, item: item) }
    } catch {
      guard [.customerMarketUnknown, .relationshipEnded].contains(error.code) else { throw error }
      page.refusal = error.message
    }
    return page
  }

  func page(_ context: PageContext) -> SitePage {
    SitePage(
      title: customer.name, current: .customers,
      main: HTML {
        Tag.div(.class("head")) {
          Tag.h1(.directionByContent) { customer.name.isEmpty ? customer.id.rawValue : customer.name }
          Tag.p(.class("under")) {
            Parts.id(customer.id.rawValue)
            if !customer.domain.isEmpty { Tag.bdi { customer.domain } }
          }
        }
        facts
        if let refusal { Parts.note(refusal, .caution) }
        question
        if let explanation { CustomerItems(customer: customer, context: context).explained(explanation) }
        if let answer { offers(answer, context) }
        holdings
      })
  }

  private var facts: HTML {
    Parts.facts([
      (
        "Market",
        customer.market.map { HTML(text: "\($0) \(Parts.name(of: $0))") } ?? Parts.state("unknown", .caution)
      ),
      ("Qualifications", HTML(text: CustomersPage.qualifications(customer))),
      ("Agreements", HTML(text: customer.agreements?.joined(separator: ", ") ?? "unknown")),
      (
        "Domains",
        HTML(text: customer.domains.count < 2 ? "" : customer.domains.prefix(20).joined(separator: ", "))
      ),
      ("Relationship ended", Parts.time(customer.relationshipEndedAt)),
      ("Confirmed", Parts.time(customer.confirmedAt)),
    ])
  }

  private var question: HTML {
    Tag.form(.class("choice"), .action(PageURL(.customer(customer.id.rawValue)))) {
      Tag.label(.for("what")) { "What can they buy?" }
      Tag.input(
        .type("search"), .id("what"), .name("q"), .value(text), .placeholder(Texts.searchPrompt), .autocompleteOff)
      Tag.label(.class("box"), .for("all")) {
        Tag.input(.type("checkbox"), .id("all"), .name("all"), .value("1"), showsBlocked ? .checked : nil)
        Tag.span(.class("value")) { "also what they cannot" }
      }
      Tag.button(.type("submit")) { Texts.show }
    }
  }

  private func offers(_ answer: PurchaseAnswer, _ context: PageContext) -> HTML {
    let items = CustomerItems(customer: customer, context: context)
    return Tag.section(.id("offers")) {
      Tag.h2 { showsBlocked ? "Can and cannot buy" : "Can buy" }
      Tag.p(.class("summary")) { Texts.count(answer.total, "item") }
      if answer.isPartial { Parts.note("No item has every word. These are the closest.", .caution) }
      if let state = answer.marketReading?.state, state != .complete {
        Parts.note("The market is not read as a whole, so absence proves nothing.", .caution)
      }
      if answer.items.isEmpty { empty }
      items.table(answer.items, text: text, showsBlocked: showsBlocked)
      if let next = answer.next {
        Tag.p(.class("more")) {
          Tag.a(
            .class("button"), .rel("next"),
            .href(
              PageURL(
                .customer(customer.id.rawValue),
                [("q", text)] + (showsBlocked ? [("all", "1")] : []) + [("after", next)]))
          ) { Texts.next }
        }
      }
    }
  }

  private var empty: HTML {
    HTML {
      Tag.p(.class("empty")) { "Nothing matches." }
      if !showsBlocked {
        Tag.p {
          Tag.a(.href(PageURL(.customer(customer.id.rawValue), [("q", text), ("all", "1")]))) {
            "Look among what they cannot buy"
          }
        }
      }
    }
  }

  private var holdings: HTML {
    Tag.section {
      Tag.h2 { "Holds" }
      if let subscriptions = customer.subscriptions {
        if subscriptions.isEmpty { Tag.p(.class("empty")) { Texts.nothing } }
        PageTable(
          caption: "Subscriptions",
          columns: [
            .init("Name"), .init("Item"), .init("Quantity", isNumber: true), .init("Status"), .init("Term"),
            .init("Billing"), .init("Renews"), .init("Ends"), .init("Subscription"),
          ],
          rows: subscriptions.sorted { $0.isInUse && !$1.isInUse }.map(row)
        ).html
      } else {
        Tag.p(.class("empty")) { "Their subscriptions could not be read: unknown, not none." }
      }
    }
  }

  private func row(_ held: SubscriptionRecord) -> [HTML] {
    [
      held.name.isEmpty ? HTML(text: held.id) : Parts.text(held.name),
      held.sku.map { Parts.link($0.description, to: PageURL(.item($0.description))) } ?? HTML(text: held.offerID),
      HTML(text: Texts.grouped(held.quantity)), Parts.state(held.status, held.isInUse ? .good : .plain),
      HTML(text: held.commitment.termDuration.map(ItemWords.duration) ?? ""),
      HTML(text: held.commitment.billingCycle.map(ItemWords.cycle) ?? ""),
      HTML(text: held.commitment.isAutoRenewed.map { $0 ? "yes" : "no" } ?? ""),
      HTML(text: held.commitment.endsAt.map { String($0.prefix(10)) } ?? ""), Parts.id(held.id),
    ]
  }
}
