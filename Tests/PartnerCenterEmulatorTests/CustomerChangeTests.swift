import CatalogModel
import Foundation
import PartnerCenter
import Synchronization
import Testing

@testable import PartnerCenterEmulator

@Suite("Customers who leave, and lists of customers that are short") struct CustomerChangeTests {
  private func ids(_ emulator: Emulator) async throws -> [String] {
    try await emulator.get("/customers?size=500").items.compactMap { $0["id"] as? String }
  }

  @Test("A relationship that ended is none in the list, and 403 with 20002 by id and below")
  func left() async throws {
    let emulator = Emulator.small()
    let ids = try await ids(emulator)
    emulator.endRelationship(withCustomers: [1])
    let listed = try await emulator.get("/customers?size=500").items
    #expect(listed.count == ids.count)
    #expect(listed.map { $0["relationshipToPartner"] as? String == "none" }.firstIndex(of: true) == 1)
    for below in ["", "/qualifications", "/subscriptions", "/products?targetView=Azure"] {
      let response = try await emulator.get("/customers/\(ids[1])\(below)")
      #expect((response.status, response.code) == (403, "20002"))
      #expect(try await emulator.get("/customers/\(ids[0])\(below)").status == 200)
    }
    emulator.restoreCustomers()
    #expect(try await emulator.get("/customers/\(ids[1])").status == 200)
  }

  @Test("A customer that is gone stands in no list, and is 404 with 60003")
  func gone() async throws {
    let emulator = Emulator.small()
    let before = try await ids(emulator)
    emulator.removeCustomers([0, 2])
    #expect(try await ids(emulator) == [before[1]] + before.dropFirst(3))
    for below in ["", "/subscriptions"] {
      let response = try await emulator.get("/customers/\(before[2])\(below)")
      #expect((response.status, response.code) == (404, "60003"))
    }
  }

  @Test("Lists of customers and of what they hold are short for a while, down to nothing; by id everything answers")
  func short() async throws {
    let emulator = Emulator.small()
    let all = try await ids(emulator)
    emulator.setFaults(try FaultScript(parsing: "short:path=/customers,share=1,first=3"))
    #expect(try await ids(emulator).isEmpty)
    #expect(try await emulator.get("/customers/\(all[1])/qualifications").text == "[]")
    #expect(try await emulator.get("/customers/\(all[0])/subscriptions").items.isEmpty)
    #expect(try await ids(emulator) == all)
    emulator.setFaults(try FaultScript(parsing: "short:path=/customers?,share=0.5"))
    let some = try await ids(emulator)
    #expect(some.count < all.count && !some.isEmpty && Set(some).isSubset(of: all))
  }

  @Test("Direct signing is told to an application and user alone, and such an agreement stands in no list")
  func directSigned() async throws {
    let emulator = Emulator.small { $0.shape.customers = 60 }
    let catalog = emulator.state.withLock { $0.catalog }
    let customers = (0..<60).map(catalog.customer)
    #expect(customers.contains { $0.isDirectSigned })
    #expect(!customers.contains { $0.isDirectSigned && $0.agreements.contains("MicrosoftCustomerAgreement") })
    let path = "/customers/\(customers[0].id)/directSignedMicrosoftCustomerAgreementStatus"
    let alone = try await emulator.get(path)
    #expect((alone.status, alone.code) == (403, "900329"))
    for customer in [customers[0], customers.first(where: \.isDirectSigned) ?? customers[0]] {
      let client = PartnerCenterClient(
        endpoint: ServiceEndpoint(cloud: .global), transport: emulator.transport(),
        tokens: emulator.accessTokens(asUser: true),
        limiter: RequestLimiter(requestsPerMinute: 1_000_000, concurrency: 1))
      guard
        case .found(let status) = try await client.get(
          Call.directSignedStatus(of: .init(customer.id)), as: DirectSignedStatus.self)
      else {
        Issue.record("no status")
        continue
      }
      #expect(status.isSigned == customer.isDirectSigned)
    }
  }

  @Test("A customer has a domain of its own beside the first one")
  func domains() async throws {
    let emulator = Emulator.small()
    let customer = try await emulator.get("/customers/\(ids(emulator)[0])").object
    #expect(customer["customDomains"] as? [String] == ["contoso.onmicrosoft.com", "contoso.example"])
  }
}
