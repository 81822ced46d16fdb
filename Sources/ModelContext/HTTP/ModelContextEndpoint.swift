import CatalogModel
public import CatalogService

/// POST `/mcp`: the Model Context Protocol over HTTP, without sessions and streams.
public struct ModelContextEndpoint: ServiceRoutes {
  private static let path = "/mcp"
  private let server: ModelContextServer

  /// Answers messages with a server.
  public init(_ server: ModelContextServer) { self.server = server }

  /// `/mcp`; `nil` for any other path.
  public func route(of request: ServiceRequest) -> String? { request.path == Self.path ? Self.path : nil }

  /// Answers one message: 200 with the response, 202 where none is due, 400 and 404 with an error of the protocol, 405 for
  /// another method than POST.
  ///
  /// Media types, `Mcp-Session-Id` and `Last-Event-ID` are not looked at.
  public func reply(to request: ServiceRequest, access: ServiceAccess) async -> ServiceReply? {
    guard request.path == Self.path else { return nil }
    guard request.method == "POST" else { return ServiceReply(status: 405, headers: ["Allow": "POST"]) }
    let message: IncomingMessage
    do {
      message = try IncomingMessage(request.body)
    } catch {
      return Self.reply(400, OutgoingMessage.error(error.error, to: error.id))
    }
    let headers: StandardHeaders
    do {
      headers = try StandardHeaders(request.headers)
      if message.id == nil { try headers.requireSpokenVersion() }
    } catch {
      return Self.reply(error.code.status, OutgoingMessage.error(error, to: message.id))
    }
    guard let id = message.id else { return ServiceReply(status: 202) }
    // Until it is known, as the newest has it: with a status that says so.
    var era = ProtocolEra.stateless
    do {
      era = try headers.era(of: message)
      // A cancelled task has no reader any more.
      guard let result = try await server.result(of: message, era, access: access) else {
        return ServiceReply(status: 499)
      }
      return Self.reply(200, OutgoingMessage.result(result, to: id))
    } catch {
      // Older clients read the error of a request from a successful reply alone.
      let isOlder = era == .handshake
      return Self.reply(isOlder ? 200 : error.code.status, OutgoingMessage.error(error, to: id))
    }
  }

  private static func reply(_ status: Int, _ body: [UInt8]) -> ServiceReply {
    ServiceReply(status: status, "application/json", body)
  }
}
