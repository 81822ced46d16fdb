import CatalogModel
import CatalogQuery
import Foundation
import PartnerCenterEmulator
import PartnerCenterEmulatorServer
import Testing

@testable import PartnerCatalogCLI

@Suite("registration")
struct RegistrationCommandTests {
  @Test("A service that does not answer this partner: exit 4 with its words, not that there is no such subscription")
  func refused() async throws {
    var configuration = EmulatorConfiguration(shape: CatalogShape(markets: ["US"], products: 10, customers: 3))
    configuration.clientSecret = "s3cret"
    let emulator = Emulator(configuration)
    try await EmulatorServer.serving(emulator) { base in
      let program = try Program().signedIn(at: base)
      #expect(try await program.start(["customers", "sync", "--rate", "1000000", "--quiet"]).ended().status == 0)
      emulator.setFaults(try FaultScript(parsing: "forbidden:path=/registrationstatus"))
      let refused = try await program.start(["registration", "contoso.onmicrosoft.com", "s-1"]).ended()
      #expect(refused.status == 4)
      #expect(refused.output.isEmpty)
      #expect(
        refused.errors.contains("/subscriptions/s-1/registrationstatus is not permitted: the service answered 403"))
      #expect(!refused.errors.contains("knows no subscription"))
    }
  }

  /// A customer, and the id of a subscription of his that is not registered.
  private func unregistered(in catalog: Catalog) throws -> (CustomerRecord, String)? {
    for customer in try catalog.customers() {
      let subscriptions = try catalog.customer(named: customer.id.rawValue).subscriptions ?? []
      if let held = subscriptions.first(where: { $0.registration == "NotRegistered" }) { return (customer, held.id) }
    }
    return nil
  }

  @Test("A registration whose response is lost: exit 2 with the request id and the next step, sent once")
  func unknown() async throws {
    var configuration = EmulatorConfiguration(shape: CatalogShape(markets: ["US"], products: 10))
    configuration.clientSecret = "s3cret"
    let emulator = Emulator(configuration)
    try await EmulatorServer.serving(emulator) { base in
      let program = try Program().signedIn(at: base)
      #expect(try await program.start(["customers", "sync", "--rate", "1000000", "--quiet"]).ended().status == 0)
      let catalog = try Catalog(
        path: program.home.appendingPathComponent(".local/share/partner-catalog/catalog.sqlite").path)
      let (customer, subscription) = try #require(try unregistered(in: catalog))
      // The status is asked first: the second request of those paths is the one that registers.
      emulator.setFaults(try FaultScript(parsing: "lost:path=/registrations,at=2"))
      let command = ["registration", customer.id.rawValue, subscription]
      let lost = try await program.start(command + ["--register", "--yes", "--json"]).ended()
      #expect(lost.status == 2)
      let output = try JSONSerialization.jsonObject(with: Data(lost.output.utf8)) as? [String: [String: String]]
      let error = try #require(output?["error"])
      #expect(error["code"] == "outcomeUnknown")
      let ids = "(MS-RequestId \(error["requestId"] ?? "-"), MS-CorrelationId \(error["correlationId"] ?? "-"))"
      #expect(
        error["message"]
          == "It is not known whether subscription \(subscription) of \(customer.name) was registered: the connection failed "
          + "(it was closed before the response was complete) \(ids). Check its status with `partner-catalog registration "
          + "\(customer.id.rawValue) \(subscription)`; register it again only if that shows NotRegistered some minutes later."
      )
      #expect(emulator.served.count { $0.method == "POST" && $0.path.hasSuffix("/registrations") } == 1)
      emulator.setFaults([])
      let asked = try await program.start(command).ended()
      #expect(asked.status == 0)
      #expect(asked.output.hasSuffix(": Registering\n") || asked.output.hasSuffix(": Registered\n"))
    }
  }
}
