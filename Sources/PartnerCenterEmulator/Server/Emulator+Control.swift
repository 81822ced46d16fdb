import CatalogModel
import Foundation
import PartnerCenter

/// Routes outside `/v1` that no real service has: tests steer the emulator by them.
extension Emulator {
  /// `POST /_emulator/version?n=2`, `POST /_emulator/faults?spec=…`, `POST /_emulator/clock?by=900`,
  /// `GET /_emulator/requests`, `GET /_emulator/purchases`, `GET /_emulator/invoice-truth`, `GET /_emulator`.
  func control(_ request: APIRequest) -> TransportResponse {
    switch (request.method, request.parts.count > 1 ? request.parts[1].lowercased() : "") {
    case (.post, "version"):
      guard let number = request.parameter("n").flatMap({ Int($0) }), number > 0 else {
        return Self.plain(400, "n is a number from 1")
      }
      setVersion(number)
      return Self.plain(200, "version \(number)")
    case (.post, "faults"):
      guard let spec = request.parameter("spec") else {
        setFaults([])
        return Self.plain(200, "no faults")
      }
      do {
        setFaults(try FaultScript(parsing: spec))
        return Self.plain(200, spec)
      } catch {
        return Self.plain(400, error.description)
      }
    case (.post, "clock"):
      guard let seconds = request.parameter("by").flatMap({ Double($0) }), abs(seconds) < 1e9 else {
        return Self.plain(400, "by is a number of seconds")
      }
      advanceClock(by: seconds)
      return Self.plain(200, HTTPDate.text(serviceTime))
    case (.get, "purchases"):
      return TransportResponse(
        status: 200, headers: [.init("Content-Type", "application/x-ndjson")], body: ledgerLines)
    case (.get, "invoice-truth"):
      return TransportResponse(
        status: 200, headers: [.init("Content-Type", "application/x-ndjson")], body: invoiceTruthLines)
    case (.get, "requests"):
      let body = (try? JSONEncoder().encode(served)) ?? Data("[]".utf8)
      return TransportResponse(status: 200, headers: [.init("Content-Type", "application/json")], body: body)
    case (.get, ""):
      var writer = DialectWriter(WireDialect())
      writer.object {
        $0.member("version", version); $0.member("requests", servedCount)
      }
      return TransportResponse(status: 200, headers: [.init("Content-Type", "application/json")], body: writer.data)
    default:
      return Self.plain(404, "no such route")
    }
  }

  private static func plain(_ status: Int, _ text: String) -> TransportResponse {
    TransportResponse(status: status, headers: [.init("Content-Type", "text/plain")], body: Data((text + "\n").utf8))
  }
}
