import CatalogModel
import CatalogStore
import Testing

@testable import CatalogQuery

@Suite("Finding a customer by what people know it by") struct CustomerFindingTests {
  private static let first = "0a1b2c3d-0000-4000-8000-000000000001"
  private static let second = "0a1b2c3d-0000-4000-8000-000000000002"
  private static let third = "ffffffff-0000-4000-8000-000000000003"

  private func catalog() async throws -> Catalog {
    let store = try await SmallStore()
    func add(_ id: String, _ name: String, _ domain: String, _ domains: [String]) async throws {
      var customer = StoredCustomer(
        id: CustomerID(id), name: name, domain: domain, market: "DE", qualifications: [], confirmedAt: SmallStore.read)
      customer.domains = domains
      try await store.store.record(customer)
    }
    try await add(
      Self.first.uppercased(), "Kaffee Müller", "mueller.onmicrosoft.com", ["kaffee-müller.de", "mueller.example"])
    try await add(Self.second, "Café Élan", "Elan.onmicrosoft.com", ["shared.example", "elan.onmicrosoft.com"])
    try await add(Self.third, "deadbeef GmbH", "dead.onmicrosoft.com", ["shared.example"])
    return try store.catalog()
  }

  @Test(
    "By an id in any case or its beginning, by any of the domains, by a mail address, by a name without accents",
    arguments: [
      (first, first), (first.uppercased(), first), (" \(first) ", first), ("FFFFFFFF", third), ("ffffffff-0000", third),
      ("mueller.onmicrosoft.com", first), ("KAFFEE-MÜLLER.DE", first), ("mueller.example", first),
      ("info@mueller.example", first), ("ELAN.onmicrosoft.COM", second), ("cafe elan", second), ("CAFÉ ÉLAN", second),
      ("muller", first), ("deadbeef", third), ("DeadBeef gmbh", third),
    ])
  func one(text: String, id: String) async throws {
    let match = try await catalog().customer(matching: text)
    guard case .one(let customer) = match else {
      Issue.record("\(text) found \(match)")
      return
    }
    #expect(customer.id.rawValue == id)
  }

  @Test(
    "What several share lists them, and what nobody has finds nobody",
    arguments: [
      ("shared.example", 2), ("0a1b2c3d", 2), ("0A1B2C3D-0000-4000", 2), ("nobody.example", 0), ("0a1b2c3e", 0),
      ("@", 0),
    ])
  func severalAndNone(text: String, count: Int) async throws {
    #expect(try await catalog().customers(matching: text).count == count)
  }

  @Test("All domains are told, the one of the company profile first")
  func told() async throws {
    let customer = try await catalog().customer(named: Self.first)
    #expect(customer.domains == ["mueller.onmicrosoft.com", "kaffee-müller.de", "mueller.example"])
  }
}
