import CatalogModel
import CatalogQuery
import CatalogService
import CatalogTestSupport
import Foundation
import Synchronization
import Testing

/// The API over a catalog, asked without a socket.
struct APIHarness {
  let api: CatalogAPI
  let pool: CatalogPool

  /// Two hours after the demo catalog was read.
  static let now = DemoCatalog.readAt.addingTimeInterval(7_200)

  init(
    path: String, settings: CatalogAPI.Settings = CatalogAPI.Settings(release: "test"), readers: Int = 2,
    now: @escaping @Sendable () -> Date = { Self.now }
  ) throws {
    pool = try CatalogPool(path: path, readers: readers, now: now)
    api = CatalogAPI(CatalogReads(pool, isLimited: false), settings: settings)
  }

  static func demo(_ settings: CatalogAPI.Settings = CatalogAPI.Settings(release: "test")) async throws -> APIHarness {
    try APIHarness(path: try await DemoCatalog.path(), settings: settings)
  }

  func reply(
    _ target: String, method: String = "GET", headers: ServiceHeaders = ServiceHeaders(), body: String = "",
    access: ServiceAccess = ServiceAccess()
  ) async throws -> ServiceReply {
    let sides = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    return try #require(
      await api.reply(
        to: ServiceRequest(
          method: method, path: sides[0], query: sides.count > 1 ? sides[1] : "", headers: headers,
          body: Array(body.utf8)), access: access))
  }

  /// The JSON of a reply with the status 200.
  func json(_ target: String, access: ServiceAccess = ServiceAccess()) async throws -> JSONValue {
    let reply = try await reply(target, access: access)
    #expect(reply.status == 200, "\(target): \(reply.text)")
    return try reply.json
  }

  /// The status and code of an error.
  func error(
    _ target: String, method: String = "GET", body: String = "", access: ServiceAccess = ServiceAccess()
  ) async throws -> String {
    let reply = try await reply(target, method: method, body: body, access: access)
    return "\(reply.status) \(try reply.json["error"]?["code"]?.text ?? "")"
  }
}

extension ServiceReply {
  var text: String { String(decoding: body, as: UTF8.self) }

  var json: JSONValue {
    get throws { try JSONDecoder().decode(JSONValue.self, from: Data(body)) }
  }

  var message: String {
    get throws { try json["error"]?["message"]?.text ?? "" }
  }
}

extension JSONValue {
  var elements: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }
  var number: Int { if case .integer(let number) = self { Int(number) } else { -1 } }
  var members: [String: JSONValue] { if case .object(let members) = self { members } else { [:] } }
}

/// Tells another task that something has happened.
final class Flag: Sendable {
  let isSet = Atomic(false)
}
