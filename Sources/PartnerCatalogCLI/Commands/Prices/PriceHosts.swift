import CatalogSync
import Foundation
import PartnerCenter
import PartnerCenterEmulator

/// The host of price sheets over HTTP.
struct HTTPPriceSheetHost: PriceSheetHost {
  var transport: any FileTransport

  /// The largest sheet that was seen has 42 MB.
  private static let largest = 1 << 30

  func download(_ request: TransportRequest, to path: String) async throws -> TransportResponse {
    try await transport.download(request, to: path, limit: Self.largest)
  }
}

/// The host of price sheets of an emulator in this process.
struct EmulatedPriceSheetHost: PriceSheetHost {
  var transport: any Transport

  func download(_ request: TransportRequest, to path: String) async throws -> TransportResponse {
    var response = try await transport.send(request)
    guard response.status == 200 else { return response }
    try response.body.write(to: URL(fileURLWithPath: path))
    response.body = Data()
    return response
  }
}

/// The address and audience of the host of price sheets.
enum PriceHost {
  /// The audience of its tokens, and its address unless another is set.
  ///
  /// Source: "Get a price sheet"; no such host is documented for the cloud of China.
  static let audience = "https://api.partner.microsoft.com"

  static func base(_ settings: Settings) throws -> String {
    guard settings.cloud.value != .china else {
      throw CommandError.configuration("No price sheets are documented for the cloud china.")
    }
    return withoutSlash(settings.priceURL?.value ?? audience)
  }

  /// The address of Azure's retail prices, which are the same for all clouds and need no account.
  static func retailBase(_ settings: Settings) -> String {
    withoutSlash(settings.retailPriceURL?.value ?? PriceSynchronizer.retailBase)
  }

  private static func withoutSlash(_ base: String) -> String {
    var base = base
    while base.hasSuffix("/") { base.removeLast() }
    return base
  }
}
