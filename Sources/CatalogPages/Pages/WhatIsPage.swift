import CatalogModel
import CatalogQuery

/// What an id or a licence's name stands for.
struct WhatIsPage: Sendable {
  var text: String
  /// `nil` where nothing was asked.
  var answer: CrosswalkAnswer?

  /// The most rows of a table: with both tables the page stays below 60 kB.
  private static let mostRows = 40

  static func read(_ text: String, _ catalog: Catalog) throws -> WhatIsPage {
    WhatIsPage(text: text, answer: text.isEmpty ? nil : try Crosswalk.lookUp(text, in: catalog))
  }

  var page: SitePage {
    SitePage(
      title: text.isEmpty ? Texts.whatIs : "What is \(text)", current: .whatIs,
      main: HTML {
        Tag.h1 { Texts.whatIs }
        Tag.form(.class("choice"), .action(PageURL(.whatIs))) {
          Tag.label(.for("id")) { "An id or a name" }
          Tag.input(
            .type("search"), .id("id"), .name("q"), .value(text), .placeholder("SPE_E3, a GUID, CFQ7TTC0LH18:0001"),
            .autocompleteOff, .spellcheckOff)
          Tag.button(.type("submit")) { Texts.show }
        }
        if let answer {
          html(answer)
        } else {
          Parts.note(
            "Ids of Microsoft Graph, service plans, products, SKUs, items, legacy offers, part numbers, promotions and meters, and names of today or of before."
          )
        }
      })
  }

  private func html(_ answer: CrosswalkAnswer) -> HTML {
    guard !answer.isEmpty else {
      return HTML {
        Tag.p(.class("empty")) { "Nothing is known of it." }
        Parts.note("The table of licences is that of \(answer.asOf).")
      }
    }
    let kinds = CrosswalkAnswer.Kind.allCases
    func rank(_ node: CrosswalkAnswer.Node) -> Int { kinds.firstIndex(of: node.kind) ?? kinds.count }
    let nodes = answer.nodes.enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }
      .map(\.element)
    // A licence has dozens of service plans, which the first table lists.
    let edges = answer.edges.filter { $0.to.kind != .servicePlan || answer.edges.count < 20 }
    return HTML {
      Tag.section {
        Tag.h2 { "Ids and names" }
        PageTable(
          caption: "Ids and names", columns: [.init("Id"), .init("Kind"), .init("Name")],
          rows: nodes.prefix(Self.mostRows).map { node in
            [id(node.kind, node.id), HTML(text: Self.word(node.kind)), node.name.map(Parts.text) ?? HTML()]
          }
        ).html
        rest(of: nodes.count)
      }
      if !edges.isEmpty {
        Tag.section {
          Tag.h2 { "Why they belong together" }
          PageTable(
            caption: "Why they belong together",
            columns: [.init("This"), .init("Belongs to"), .init("How sure"), .init("Source"), .init("Of")],
            rows: edges.prefix(Self.mostRows).map { edge in
              [
                id(edge.from.kind, edge.from.id), id(edge.to.kind, edge.to.id),
                Parts.state(
                  Self.word(edge.confidence), [.stated, .published].contains(edge.confidence) ? .good : .caution),
                HTML(text: edge.source), HTML(text: edge.asOf ?? ""),
              ]
            }
          ).html
          rest(of: edges.count)
        }
      }
      Parts.note("The table of licences is that of \(answer.asOf). One id may belong to many: all are listed.")
    }
  }

  private func rest(of count: Int) -> HTML {
    HTML {
      if count > Self.mostRows {
        Parts.note("\(Texts.grouped(count - Self.mostRows)) more are not shown; a longer name has fewer.")
      }
    }
  }

  private func id(_ kind: CrosswalkAnswer.Kind, _ id: String) -> HTML {
    switch kind {
    case .product, .sku, .catalogItem: Parts.link(id, to: PageURL(.item(id)))
    case .name: Parts.text(id)
    default: Parts.id(id)
    }
  }

  private static func word(_ kind: CrosswalkAnswer.Kind) -> String {
    switch kind {
    case .graphSku: "Graph SKU"
    case .graphString: "Graph name"
    case .servicePlan: "service plan"
    case .product: "product"
    case .sku: "SKU"
    case .catalogItem: "catalog item"
    case .legacyOffer: "legacy offer"
    case .partNumber: "part number"
    case .promotion: "promotion"
    case .meter: "meter"
    case .name: "name"
    }
  }

  private static func word(_ confidence: CrosswalkAnswer.Confidence) -> String {
    switch confidence {
    case .stated: "stated"
    case .published: "published"
    case .twoSteps: "in two steps"
    case .sameName: "same name"
    }
  }
}
