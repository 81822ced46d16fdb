import CatalogSync
import Foundation
package import PartnerCenter

/// Writes the sheets of an emulator into files.
package struct SheetHost: PriceSheetHost {
  private let transport: any Transport

  package init(transport: any Transport) { self.transport = transport }

  package func download(_ request: TransportRequest, to path: String) async throws -> TransportResponse {
    let response = try await transport.send(request)
    if response.status == 200 { try response.body.write(to: URL(fileURLWithPath: path)) }
    return response
  }
}
