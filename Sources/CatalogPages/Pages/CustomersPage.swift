import CatalogModel
import CatalogQuery

/// The customers that match a text.
struct CustomersPage: Sendable {
  var text: String
  /// Ordered by name.
  var customers: [CustomerRecord]

  private static let most = 50

  static func read(_ text: String, _ catalog: Catalog) throws -> CustomersPage {
    CustomersPage(text: text, customers: try catalog.customers(matching: text))
  }

  var page: SitePage {
    SitePage(
      title: Texts.customers, current: .customers,
      main: HTML {
        Tag.h1 { Texts.customers }
        Tag.form(.class("choice"), .action(PageURL(.customers))) {
          Tag.label(.for("customer")) { "Name, domain or id" }
          Tag.input(.type("search"), .id("customer"), .name("q"), .value(text), .autocompleteOff)
          Tag.button(.type("submit")) { Texts.show }
        }
        Tag.p(.class("summary")) { Texts.count(customers.count, "customer") }
        if customers.isEmpty { Tag.p(.class("empty")) { "No customer matches." } }
        Self.table(Array(customers.prefix(Self.most)))
        if customers.count > Self.most { Parts.note("The first \(Self.most): a part of the name narrows them.") }
      })
  }

  static func table(_ customers: [CustomerRecord]) -> HTML {
    PageTable(
      caption: Texts.customers,
      columns: [.init("Name"), .init("Domain"), .init("Market"), .init("Qualifications"), .init("Id"), .init("State")],
      rows: customers.map { customer in
        [
          Tag.a(.href(PageURL(.customer(customer.id.rawValue))), .directionByContent) {
            customer.name.isEmpty ? customer.id.rawValue : customer.name
          },
          HTML { if !customer.domain.isEmpty { Tag.bdi { customer.domain } } },
          customer.market.map { Parts.market($0) } ?? Parts.state("unknown", .caution),
          HTML(text: qualifications(customer)), Parts.id(customer.id.rawValue),
          customer.relationshipEndedAt == nil ? HTML() : Parts.state("relationship ended", .bad),
        ]
      }
    ).html
  }

  static func qualifications(_ customer: CustomerRecord) -> String {
    guard let all = customer.qualifications else { return "unknown" }
    return all.filter { $0.name.lowercased() != "none" }
      .map { [$0.name, $0.vettingStatus].compactMap(\.self).joined(separator: " ") }.joined(separator: ", ")
  }
}
