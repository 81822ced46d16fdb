import CatalogModel
import Foundation
import PartnerCenterEmulator
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
}
