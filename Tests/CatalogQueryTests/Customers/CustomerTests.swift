import CatalogModel
import Testing

@testable import CatalogQuery

@Suite struct CustomerTests {
  private func catalog() async throws -> Catalog {
    let store = try await SmallStore()
    try await store.customer("Contoso", domain: "contoso.onmicrosoft.com", market: "DE", id: "AB-1")
    try await store.customer("Contoso Élan", domain: "elan.example", market: "FR", id: "AB-2")
    try await store.customer("株式会社コントソ", domain: "kk.example", market: "JP", id: "AB-3")
    try await store.customer("ΑΘΗΝΑ Α.Ε.", domain: "athina.example", market: "GR", qualifications: nil, id: "AB-4")
    // The store goes with its folder; an open file stays readable.
    return try store.catalog()
  }

  @Test(
    "An id in any case, a domain, a whole name or a part of one finds the customer",
    arguments: [
      ("ab-2", "AB-2"), (" ELAN.EXAMPLE ", "AB-2"), ("contoso", "AB-1"), ("elan", "AB-2"), ("ｺﾝﾄｿ", "AB-3"),
      ("コント", "AB-3"),
      ("αθηνα", "AB-4"), ("contoso.onmicro", "AB-1"),
    ])
  func one(text: String, id: String) async throws {
    let match = try await catalog().customer(matching: text)
    guard case .one(let customer) = match else {
      Issue.record("\(text) found \(match)")
      return
    }
    #expect(customer.id == CustomerID(id))
  }

  @Test("What fits several lists them by name, what fits none finds none")
  func severalAndNone() async throws {
    let catalog = try await catalog()
    guard case .several(let candidates) = try catalog.customer(matching: "conto") else {
      Issue.record("not several")
      return
    }
    #expect(candidates.map(\.name) == ["Contoso", "Contoso Élan"])
    for text in ["", "  ", "%", "_", "nobody"] { #expect(try catalog.customer(matching: text) == .none) }
    #expect(try catalog.customers().count == 4)
  }

  @Test("Asking for nobody and for several are errors that say what to do")
  func errors() async throws {
    let catalog = try await catalog()
    #expect(throws: CatalogError.customerNotFound("nobody")) { try catalog.purchasableItems(for: "nobody") }
    #expect {
      try catalog.purchasableItems(for: "conto")
    } throws: { error in
      let error = error as? CatalogError
      return error?.code == .customerAmbiguous && error?.candidates.count == 2
        && error?.message == "2 customers match \u{201C}conto\u{201D}. Use an id or a domain."
    }
  }

  @Test("Unknown qualifications open commercial offers alone")
  func unknownQualifications() async throws {
    let customers = try await catalog().customers(matching: "AB-4")
    #expect(customers.map(\.openSegments) == [[.commercial]])
    #expect(customers.first?.qualifications == nil)
  }
}
